import { once } from "node:events";
import * as fs from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { ClusterFiles } from "./files";
import { callApiServer } from "./https";
import { credential, kubeconfig } from "./kubeconfig";
import { TiedProcess } from "./tied-process";

/** How a running API server is reached. */
export interface ApiServerAccess {
  /** e.g. `https://127.0.0.1:40123` */
  readonly address: string;
  /** Certificates that it is known by. PEM */
  readonly certificates: string;
  /** Token of an administrator, as long as it runs. */
  readonly token: string;
  /** Kubeconfig that holds no token: the user's command reads it from a file that only its owner can read. */
  readonly kubeconfig: string;
}

/** A real API server, with the etcd that keeps its objects. */
export interface ApiServer {
  readonly access: ApiServerAccess;
  /** Path of the kubeconfig, for `kubectl --kubeconfig`. */
  readonly kubeconfigFile: string;
  /** Ends both, and waits until they are gone. What they hold stays in the folder. */
  stop(): Promise<void>;
}

/** Milliseconds that the API server may take until it is ready, and between two looks. */
const READY = { within: 120_000, every: 100 };

/** etcd listens on a socket in a folder that only its owner can enter: it asks nobody who they are. */
const SOCKET = "unix://etcd.sock:0";
const PEERS = "unix://peers.sock:0";

/**
 * Starts Kubernetes' API server over what the folder holds. Both processes end with this one, whatever ends it. The
 * address is that of the last time as long as its port is free, so that what was made with it still holds.
 * @param bin folder with `kube-apiserver` and `etcd`.
 * @throws Error with their last words when one of them ends, or with what is not ready in time.
 */
export async function startApiServer(bin: string, folder: string): Promise<ApiServer> {
  const files = new ClusterFiles(folder);
  files.prepare();
  const port = await freePort(files.port);
  const etcd = TiedProcess.start(path.join(bin, "etcd"), etcdOptions(), { cwd: folder, log: files.at("etcd.log") });
  const server = TiedProcess.start(path.join(bin, "kube-apiserver"), serverOptions(port), {
    cwd: folder,
    log: files.at("api-server.log"),
  });
  const stop = async (): Promise<void> => void (await Promise.all([server.stop(), etcd.stop()]));
  try {
    const address = `https://127.0.0.1:${port}`;
    await ready(address, files, [etcd, server]);
    files.write("port", String(port));
    files.write("credential.json", credential(files.token));
    const { certificates, token } = files;
    const access = {
      address,
      certificates,
      token,
      kubeconfig: kubeconfig(address, certificates, files.at("credential.json")),
    };
    files.write("kubeconfig", access.kubeconfig);
    return { access, kubeconfigFile: files.at("kubeconfig"), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** One member, with its data beside its sockets. It has written what it answers, so that a kill loses nothing. */
function etcdOptions(): string[] {
  const urls = {
    "listen-client-urls": SOCKET,
    "advertise-client-urls": SOCKET,
    "listen-peer-urls": PEERS,
    "initial-advertise-peer-urls": PEERS,
    "initial-cluster": `default=${PEERS}`,
  };
  return [...Object.entries(urls).map(([name, url]) => `--${name}=${url}`), "--data-dir=etcd", "--log-level=warn"];
}

function serverOptions(port: number): string[] {
  return [
    `--etcd-servers=${SOCKET}`,
    "--bind-address=127.0.0.1",
    `--secure-port=${port}`,
    "--cert-dir=certificates",
    "--token-auth-file=tokens.csv",
    "--anonymous-auth=false",
    // as clusters have it: otherwise the server refuses what a namespace's pod security should
    "--allow-privileged=true",
    "--authorization-mode=RBAC",
    "--service-account-issuer=https://kubernetes.default.svc",
    "--service-account-key-file=service-accounts.pem",
    "--service-account-signing-key-file=service-accounts.pem",
    "--service-cluster-ip-range=10.96.0.0/16",
    "--endpoint-reconciler-type=none",
  ];
}

async function ready(address: string, files: ClusterFiles, processes: readonly TiedProcess[]): Promise<void> {
  let last = "nothing";
  for (const end = Date.now() + READY.within; Date.now() < end; await sleep(READY.every)) {
    const ended = processes.find(({ running }) => !running);
    if (ended) throw new Error(`'${ended.name}' ended before it was ready\n  ${ended.lastWords()}`);
    if (!fs.existsSync(files.at("certificates/apiserver.crt"))) continue;
    const { token, certificates } = files;
    const answer = await callApiServer({ address, token, certificates }, "GET", "/readyz").catch(
      (error: Error) => error,
    );
    if (!(answer instanceof Error) && answer.status === 200) return;
    last = answer instanceof Error ? answer.message : answer.body;
  }
  throw new Error(`the API server is not ready after ${READY.within / 1000} s: ${last}`);
}

/** A free port of the loopback interface: the wanted one if it can be had. */
async function freePort(wanted = 0): Promise<number> {
  const server = createServer();
  server.listen(wanted, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch {
    return freePort();
  }
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
