import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import * as os from "node:os";

import { parse } from "yaml";

import { PROJECT } from "../../../commands/workspace";
import { callApiServer, type Entrance } from "../../../sandbox/api-server/https";
import type { ClusterObject } from "../../../sandbox/cluster/kind";
import { findGo } from "../../../toolchain/go";
import { isRightCluster } from "../../../toolchain/install-cluster";
import { clusterPlace } from "../../../toolchain/place";

/**
 * The build of the API server, which takes minutes where the machine has none yet. It begins with the run of the tests
 * and gives way to them, so that most of it is done in time they would only wait.
 */
export class Build {
  private said = "";

  private constructor(private readonly child: ChildProcess | undefined) {
    for (const stream of [child?.stdout, child?.stderr])
      stream?.setEncoding("utf8").on("data", (text: string) => (this.said += text));
    process.once("exit", () => child?.kill());
  }

  /** Begins it where it is needed. */
  static begin(): Build {
    if (isRightCluster(clusterPlace())) return new Build(undefined);
    const script = ["-r", "./toolchain/register.js", "toolchain/cli.ts", "--cluster"];
    const child = spawn(process.execPath, script, { cwd: PROJECT, stdio: ["ignore", "pipe", "pipe"] });
    if (child.pid) os.setPriority(child.pid, os.constants.priority.PRIORITY_LOW);
    return new Build(child);
  }

  /** Whether the API server is there in the end; only a machine without Go does without. @throws Error when it fails. */
  async isThere(): Promise<boolean> {
    if (this.child) {
      if (this.child.exitCode === null) await once(this.child, "close");
      if (this.child.exitCode !== 0 && (await findGo()) !== undefined) throw new Error(this.said);
    }
    return isRightCluster(clusterPlace());
  }
}

/** Somebody whom the API server takes for another one. */
export interface Person {
  readonly name: string;
  readonly groups: readonly string[];
}

/** The API server of a sandbox, by the kubeconfig that it writes. */
export class Cluster {
  private constructor(readonly entrance: Entrance) {}

  /** @param kubeconfig its path. */
  static of(kubeconfig: string): Cluster {
    const { clusters, users } = parse(fs.readFileSync(kubeconfig, "utf8")) as Kubeconfig;
    const { cluster } = clusters[0];
    const certificates = Buffer.from(cluster["certificate-authority-data"], "base64").toString();
    const { args } = users[0].user.exec;
    const credential = JSON.parse(fs.readFileSync(args[0], "utf8")) as { status: { token: string } };
    return new Cluster({ address: cluster.server, certificates, token: credential.status.token });
  }

  get(place: string): Promise<Said> {
    return this.call("GET", place);
  }

  post(place: string, body: object, as?: Person): Promise<Said> {
    return this.call("POST", place, body, as);
  }

  /** The objects of a kind in a namespace, e.g. of `/api/v1/namespaces/orders/secrets`. */
  async list(place: string): Promise<ClusterObject[]> {
    const { code, body } = await this.get(place);
    if (code !== 200) throw new Error(JSON.stringify(body));
    const { kind, apiVersion, items } = body as unknown as { kind: string; apiVersion: string; items: ClusterObject[] };
    return items.map((item) => ({ ...item, apiVersion, kind: kind.replace(/List$/, "") }));
  }

  private async call(method: string, place: string, body?: object, as?: Person): Promise<Said> {
    const content = body && { type: "application/json", text: JSON.stringify(body) };
    // one header is one group
    const groups = as ? { "impersonate-user": as.name, "impersonate-group": [...as.groups] } : {};
    const answer = await callApiServer(this.entrance, method, place, content, groups);
    return { code: answer.status, body: JSON.parse(answer.body) as Said["body"] };
  }
}

export interface Said {
  readonly code: number;
  readonly body: Readonly<Record<string, unknown>> & { readonly message?: string };
}

interface Kubeconfig {
  readonly clusters: readonly [
    { readonly cluster: { readonly server: string; readonly "certificate-authority-data": string } },
  ];
  readonly users: readonly [{ readonly user: { readonly exec: { readonly args: readonly [string] } } }];
}
