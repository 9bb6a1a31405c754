import { strict as assert } from "node:assert";
import { once } from "node:events";
import * as net from "node:net";

import fc from "fast-check";

import { kinds } from "../../sandbox/kinds";
import { lifeCycles, oracleClients, type LifeCycle } from "../sandbox/api/oracle-clients";
import { request } from "../sandbox/api/requests";
import { COMPARTMENT, startSandbox, type RunningSandbox } from "../sandbox/harness";
import { malformed, targetOf, type Form, type Malformed } from "./malformed-requests";

/** What was sent, by what was wrong with it, and what was not refused as it must be. */
export interface Report {
  /** `Record<what, count>` */
  readonly sent: Readonly<Record<string, number>>;
  /** `Record<status, count>` of the answers. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly failures: readonly string[];
}

/** Fills a sandbox with an object of every kind, and sends it malformed requests, the same for one seed. */
export async function sendMalformed(count: number, seed: number): Promise<Report> {
  const sandbox = await startSandbox();
  try {
    await fill(sandbox);
    const targets = sandbox.store.all().flatMap(({ kind: token, parent, id, body }) => {
      const kind = kinds.find((each) => each.token === token);
      return kind ? [targetOf(kind, parent, id, body)] : [];
    });
    return await run(sandbox, fc.sample(malformed(targets), { seed, numRuns: count }));
  } finally {
    await sandbox.stop();
  }
}

async function fill({ endpoint }: RunningSandbox): Promise<void> {
  const clients = oracleClients(endpoint);
  // while there is no policy, everything is granted
  const isPolicy = ({ token }: LifeCycle): number => Number(token.endsWith(":Policy"));
  const inOrder = lifeCycles().toSorted((a, b) => isPolicy(a) - isPolicy(b));
  for (const [i, { create }] of inOrder.entries()) await create(clients, COMPARTMENT, `app${i}`);
  await fetch(`${endpoint}/kubernetes/app/api/v1/namespaces/app?fieldManager=x`, {
    method: "PATCH",
    headers: { "content-type": "application/apply-patch+yaml" },
    body: JSON.stringify({ apiVersion: "v1", kind: "Namespace", metadata: { name: "app" } }),
  });
}

async function run({ endpoint }: RunningSandbox, requests: readonly Malformed[]): Promise<Report> {
  const state = async (): Promise<string> => {
    const answers = await Promise.all(
      ["/sandbox", "/sandbox/settings", "/sandbox/faults"].map((path) => request(endpoint, "GET", path)),
    );
    return JSON.stringify(answers.map(({ body }) => body));
  };
  const sent: Record<string, number> = {};
  const statuses: Record<string, number> = {};
  const failures: string[] = [];
  let before = await state();
  for (const [place, each] of requests.entries()) {
    sent[each.what] = (sent[each.what] ?? 0) + 1;
    try {
      const answer = await exchange(Number(new URL(endpoint).port), each);
      statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
      requireForm(each.form, answer);
      const after = await state();
      const isSame = after === before;
      before = after;
      assert.ok(isSame, "the state is another one");
    } catch (error) {
      const start = each.bytes.subarray(0, 400).toString("latin1");
      failures.push(`${place}. ${each.what}: ${(error as Error).message}\n${JSON.stringify(start)}`);
    }
  }
  return { sent, statuses, failures };
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Milliseconds after which an answer counts as missing. */
const LONGEST_WAIT = 10_000;

/** Sends bytes over a connection of their own, and reads until the server ends it, or the answer is whole. */
async function exchange(port: number, { bytes, ends }: Malformed): Promise<Answer> {
  const socket = net.connect({ host: "127.0.0.1", port, allowHalfOpen: true });
  let received = Buffer.alloc(0);
  socket.setTimeout(LONGEST_WAIT, () => socket.destroy());
  // an answer may come before the request is through
  socket.on("error", () => undefined);
  socket.on("data", (part: Buffer) => {
    received = Buffer.concat([received, part]);
    if (answerIn(received)) socket.destroy();
  });
  socket.on("end", () => socket.destroy());
  if (ends) socket.end(bytes);
  else socket.write(bytes);
  await once(socket, "close");
  const answer = answerIn(received);
  if (!answer) throw new Error(`no whole answer: ${JSON.stringify(received.toString("latin1"))}`);
  return answer;
}

function answerIn(received: Buffer): Answer | undefined {
  const end = received.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const [first = "", ...lines] = received.subarray(0, end).toString("latin1").split("\r\n");
  const headers = Object.fromEntries(lines.map((line) => line.split(/: (.*)/s) as [string, string]));
  const text = received.subarray(end + 4).toString();
  if (Buffer.byteLength(text) < Number(headers["content-length"])) return undefined;
  return { status: Number(first.split(" ")[1]), headers, text };
}

function requireForm(form: Form, { status, headers, text }: Answer): void {
  assert.ok(status >= 400 && status < 500, `status ${status}: ${text}`);
  if (form === "page") {
    assert.match(text, /^<!doctype html>/i);
    return;
  }
  assert.notEqual(headers["opc-request-id"] ?? "", "", "no opc-request-id");
  const body = JSON.parse(text) as Readonly<Record<string, unknown>>;
  if (form === "oci") {
    assert.deepEqual(Object.keys(body), ["code", "message"]);
    assert.match(String(body["code"]), /^(?!InternalServerError)[A-Z]\w+$/);
    assert.equal(typeof body["message"], "string");
    return;
  }
  const { kind, apiVersion, status: word, code } = body;
  assert.deepEqual(
    { kind, apiVersion, word, code },
    { kind: "Status", apiVersion: "v1", word: "Failure", code: status },
  );
  assert.match(String(body["reason"]), /^(?!Internal)[A-Z]\w+$/);
}
