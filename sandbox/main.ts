import * as fs from "node:fs";
import * as path from "node:path";

import { Command } from "commander";

import { CLUSTER_FOLDER } from "./api-server/files";
import { startApiServer, type ApiServer } from "./api-server/start";
import { api } from "./api/server";
import { Store } from "./api/store";
import { isOfCluster } from "./cluster/objects";
import { addClusters } from "./cluster/server";
import { addPage } from "./page/routes";
import { kubernetesPlugin } from "./plugins/kubernetes";
import { ociPlugin } from "./plugins/oci";
import { servePlugin } from "./plugins/serve";
import { refuseRealKey } from "./real-key";

/** What a running sandbox says of itself, in its folder's `sandbox.json` and to the process that started it. */
export interface Running {
  readonly pid: number;
  /** Address of the REST API, e.g. `http://127.0.0.1:8411`. */
  readonly api: string;
  /** Ports of the stand-in plugins by package, for `PULUMI_DEBUG_PROVIDERS`. */
  readonly plugins: Readonly<Record<"oci" | "kubernetes", number>>;
  /** Path of the kubeconfig of its API server, where it runs one. */
  readonly kubeconfig?: string;
}

/** What the process that starts a sandbox hears of it: that it runs, or why it does not. */
export type Message = { readonly running: Running } | { readonly occupied: true } | { readonly failed: string };

/** Minutes without a request after which a sandbox ends by itself; its objects stay on disk. */
const IDLE_MINUTES = 30;

/** The sandbox process: REST API and stand-in plugin over the objects of one folder, on loopback only. */
async function main(): Promise<void> {
  const options = new Command("sandbox")
    .requiredOption("--folder <path>", "where objects and addresses are kept")
    .option("--port <number>", "port of the REST API; 0 takes a free one", "0")
    .option("--region <region>", "region of requests that name none", "eu-frankfurt-1")
    .option("--idle <minutes>", "minutes without a request until it ends by itself", String(IDLE_MINUTES))
    .option("--api-server <path>", "folder of the API server and etcd to run; objects of Kubernetes are kept without")
    .parse()
    .opts<{ folder: string; port: string; region: string; idle: string; apiServer?: string }>();
  refuseRealKey(process.env);

  const store = openStore(path.join(options.folder, "objects.db"));
  const server = api({ store, region: options.region });
  addPage(server, store);
  addClusters(server, store);
  const idle = setTimeout(() => stop(), Number(options.idle) * 60_000);
  server.addHook("onRequest", (_request, _reply, done) => {
    idle.refresh();
    done();
  });
  const address = await server.listen({ host: "127.0.0.1", port: Number(options.port) }).catch((error: Error) => {
    throw new Error(listenError(error, options.port), { cause: error });
  });
  const cluster = options.apiServer ? await startCluster(options.apiServer, options.folder, store) : undefined;
  const [oci, kubernetes] = [
    await servePlugin(ociPlugin(address, cluster?.access.kubeconfig)),
    await servePlugin(kubernetesPlugin(address, cluster?.access)),
  ];

  const file = path.join(options.folder, "sandbox.json");
  const running: Running = {
    pid: process.pid,
    api: address,
    plugins: { oci: oci.port, kubernetes: kubernetes.port },
    ...(cluster ? { kubeconfig: cluster.kubeconfigFile } : {}),
  };
  fs.writeFileSync(`${file}.new`, JSON.stringify(running));
  fs.renameSync(`${file}.new`, file);

  const stop = (): void => {
    fs.rmSync(file, { force: true });
    oci.stop();
    kubernetes.stop();
    void Promise.all([server.close(), cluster?.stop()]).then(() => {
      store.close();
      process.exit(0);
    });
  };
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.once(signal, stop);
  tell({ running });
}

/** @throws Error when the sandbox keeps objects of Kubernetes itself: stacks would look for them in the API server. */
async function startCluster(bin: string, folder: string, store: Store): Promise<ApiServer> {
  const kept = store.all().filter(({ kind }) => isOfCluster(kind));
  if (kept.length > 0)
    throw new Error(
      `it keeps ${kept.length} object(s) of Kubernetes itself, which an API server would not have; ` +
        "'npm run sandbox:down' takes them down, then '--cluster' can be had",
    );
  return startApiServer(bin, path.join(folder, CLUSTER_FOLDER));
}

/** Another sandbox has the folder: one process at a time keeps it. */
class OccupiedError extends Error {}

/** @throws OccupiedError */
function openStore(file: string): Store {
  try {
    return new Store(file);
  } catch (error) {
    if (!/locked/.test((error as Error).message)) throw error;
    throw new OccupiedError(`the folder '${path.dirname(file)}' is in use by another sandbox`, { cause: error });
  }
}

function listenError(error: Error & { code?: string }, port: string): string {
  if (error.code !== "EADDRINUSE") return error.message;
  return `port ${port} is in use by another program; leave '--port' out to take a free one`;
}

/** Tells the process that started this one, if one is waiting to hear. */
function tell(message: Message, then: () => void = () => process.disconnect?.()): void {
  if (process.send) process.send(message, then);
  else then();
}

main().catch((error: Error) => {
  process.stderr.write(`sandbox: ${error.message}\n`);
  tell(error instanceof OccupiedError ? { occupied: true } : { failed: error.message }, () => process.exit(1));
});
