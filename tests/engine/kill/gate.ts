import { once } from "node:events";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

import type { KillPoint, Moment } from "./point";

/** Stands between a plugin and the sandbox's API, and counts the creates that pass it. */
export class Gate {
  /** Creates that arrived since the last `watch`. */
  creates = 0;
  private point: KillPoint | undefined;
  private kill: () => void = () => undefined;

  private constructor(
    private readonly server: http.Server,
    private readonly api: string,
  ) {}

  /** @param api address of the sandbox's API. */
  static async open(api: string): Promise<Gate> {
    const server = http.createServer();
    const gate = new Gate(server, api);
    server.on("request", (request, response) => {
      // the plugin is killed amid its calls
      gate.pass(request, response).catch(() => response.destroy());
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return gate;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Counts anew, and calls `kill` when the point is reached. */
  watch(point: KillPoint | undefined, kill: () => void): void {
    [this.creates, this.point, this.kill] = [0, point, kill];
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private async pass(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const isCreate = request.method === "POST" && !request.url?.includes("/actions/");
    const number = isCreate ? ++this.creates : 0;
    const isHere = (moment: Moment): boolean => number === this.point?.create && moment === this.point.moment;

    if (isHere("before")) return this.kill();
    const forwarded = http.request(`${this.api}${request.url}`, { method: request.method, headers: request.headers });
    forwarded.end(Buffer.concat(parts));
    const [answer] = (await once(forwarded, "response")) as [http.IncomingMessage];
    const body: Buffer[] = [];
    for await (const part of answer) body.push(part as Buffer);
    if (isHere("written")) return this.kill();
    response.writeHead(answer.statusCode ?? 500, answer.headers).end(Buffer.concat(body));
    if (!isHere("answered")) return;
    await sleep(this.point?.pause ?? 0);
    this.kill();
  }
}
