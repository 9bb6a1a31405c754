import { execFileSync } from "node:child_process";

/** Signature of a caller, in the form that the sandbox asks for. */
const AUTHORIZATION =
  'Signature version="1",keyId="ocid1.tenancy.oc1..bench/ocid1.user.oc1..bench/00:00",algorithm="rsa-sha256",' +
  'headers="date (request-target) host content-length content-type x-content-sha256",signature="YmVuY2g="';

/** What sends that many requests, one after the other: a topic is made, read, changed and deleted, and then the next. */
export function callsOf(api: string): (count: number) => Promise<void> {
  let topics = 0;
  return async (count) => {
    const topicsUrl = `${api}/20181201/topics`;
    for (let sent = 0; sent < count; sent += 4) {
      const name = `topic-${++topics}`;
      const compartmentId = "ocid1.compartment.oc1..bench";
      const { topicId } = (await send("POST", topicsUrl, { name, compartmentId })) as { topicId: string };
      const url = `${topicsUrl}/${topicId}`;
      await send("GET", url);
      await send("PUT", url, { description: "changed" });
      await send("DELETE", url);
    }
  };
}

/** @throws Error for an answer that refuses. */
async function send(method: string, url: string, body?: object): Promise<unknown> {
  const headers = { authorization: AUTHORIZATION, date: new Date().toUTCString() };
  const sent = body
    ? { body: JSON.stringify(body), headers: { ...headers, "content-type": "application/json" } }
    : { headers };
  const response = await fetch(url, { method, ...sent });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} '${url}' was refused: ${text}`);
  return text === "" ? undefined : JSON.parse(text);
}

/** MiB that a process has in memory. */
export function memoryOf(pid: number): number {
  return Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" })) / 1024;
}
