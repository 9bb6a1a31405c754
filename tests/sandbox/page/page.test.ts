import * as assert from "node:assert/strict";

import { startSandbox, type RunningSandbox } from "../harness";
import { request } from "../api/requests";
import { CANARY, fill, type Filled } from "./filled";

describe("the page of a sandbox", () => {
  let sandbox: RunningSandbox;
  let filled: Filled;
  const page = async (path: string): Promise<string> => (await fetch(sandbox.endpoint + path)).text();
  const object = (id: string): Promise<string> => page(`/objects?id=${encodeURIComponent(id)}`);

  before(async () => {
    sandbox = await startSandbox();
    assert.match(await page("/"), /Nothing is here yet/);
    filled = await fill(sandbox);
  });
  after(() => sandbox.stop());

  it("counts what is there", async () => {
    assert.match(await page("/"), /<p>8 objects, 1 pipeline<\/p>/);
  });

  it("shows every object with a link, OCI's and the cluster's", async () => {
    const shown = await page("/");
    for (const { id } of sandbox.store.all()) assert.ok(shown.includes(`/objects?id=${encodeURIComponent(id)}`), id);
  });

  it("draws a pipeline with its stages, in words too", async () => {
    const shown = await page("/");
    assert.match(shown, /aria-label="orders: wait \(WAIT\), &lt;approve&gt; \(MANUAL_APPROVAL\)"/);
    assert.equal(shown.match(/class="line"/g)?.length, 1);
  });

  it("escapes names", async () => {
    for (const each of ["/", `/objects?id=${filled.approval}`]) assert.doesNotMatch(await page(each), /<approve>/);
  });

  it("shows an object with its place and all that it says", async () => {
    const shown = await object(filled.wait);
    assert.match(shown, /&quot;waitDuration&quot;: &quot;PT5S&quot;/);
    assert.ok(shown.includes(`/objects?id=${filled.pipeline}`));
    assert.ok((await object(filled.pipeline)).includes(`/objects?id=${filled.wait}`));
  });

  it("shows no secret, neither of a cluster nor of a subscription", async () => {
    const all = await Promise.all(["/", ...sandbox.store.all().map(({ id }) => `/objects?id=${id}`)].map(page));
    assert.ok(
      sandbox.store.all().some(({ body }) => JSON.stringify(body).includes(CANARY)),
      "nothing to hide",
    );
    for (const each of all) assert.doesNotMatch(each, new RegExp(`${CANARY}|${btoa(CANARY)}`));
  });

  it("says that an object is not there", async () => {
    const answer = await fetch(`${sandbox.endpoint}/objects?id=%3Cgone%3E`);
    assert.equal(answer.status, 404);
    assert.match(await answer.text(), /no object <code>&lt;gone&gt;<\/code>/);
  });

  it("lists each write, and why one was refused", async () => {
    const twice = await request(sandbox.endpoint, "POST", "/20210630/projects", { name: "" });
    assert.equal(twice.status, 400);
    await request(sandbox.endpoint, "DELETE", `/20210630/deployStages/${filled.approval}`);
    const [deleted, refused] = (await page("/")).match(/<li class="(done|refused)">.*?<\/li>/gs) ?? [];
    assert.match(deleted ?? "", /DELETE<\/b> Deploy stage\s+&lt;approve&gt;/);
    assert.match(refused ?? "", /class="refused".*POST<\/b> Project.*400: MissingParameter/s);
  });

  it("sends events as they come, after those that were seen", async () => {
    const answer = await fetch(`${sandbox.endpoint}/events?after=1000`);
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    await request(sandbox.endpoint, "PUT", `/20210630/deployPipelines/${filled.pipeline}`, { description: "new" });
    const { value } = (await reader?.read()) ?? {};
    assert.match(value ?? "", /^id: \d+\ndata: ".*PUT<\/b> Deploy pipeline.*"\n\n$/s);
    await reader?.cancel();
  });

  it("runs and loads nothing that is not in it", async () => {
    const policy = (await fetch(sandbox.endpoint)).headers.get("content-security-policy") ?? "";
    assert.match(policy, /^default-src 'none'/);
    assert.doesNotMatch(policy, /unsafe|https?:/);
  });
});
