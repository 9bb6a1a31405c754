import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";

import type { Browser, Page } from "puppeteer-core";

import { PROJECT } from "../../../commands/workspace";
import { request } from "../api/requests";
import { startSandbox, type RunningSandbox } from "../harness";
import { fill, make, makeStage, WAIT, type Filled } from "./filled";

/** A headless browser from the registry, which unpacks itself into the folder for temporary files: the checkout's. */
async function startBrowser(): Promise<Browser> {
  const { TMPDIR } = process.env;
  process.env["TMPDIR"] = path.join(PROJECT, ".cache", "browser");
  fs.mkdirSync(process.env["TMPDIR"], { recursive: true });
  try {
    const { default: chromium } = await import("@sparticuz/chromium");
    const { launch } = await import("puppeteer-core");
    return await launch({ args: chromium.args, executablePath: await chromium.executablePath(), headless: "shell" });
  } finally {
    if (TMPDIR === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = TMPDIR;
  }
}

describe("the page in a browser", function () {
  this.timeout(60_000);

  let sandbox: RunningSandbox;
  let filled: Filled;
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];

  before(async function () {
    if (process.platform !== "linux" || process.arch !== "x64") {
      process.stdout.write("      skipped: the registry's browser is one for Linux on x64\n");
      this.skip();
    }
    sandbox = await startSandbox();
    filled = await fill(sandbox);
    browser = await startBrowser();
    page = await browser.newPage();
    page.on("pageerror", (error) => problems.push(String(error)));
    page.on("console", (message) => problems.push(message.text()));
    await page.goto(sandbox.endpoint);
  });

  after(async () => {
    await browser?.close();
    await sandbox?.stop();
  });

  // as text: the compiler knows nothing of a browser's page here
  const evaluated = async <Value>(expression: string): Promise<Value> => (await page.evaluate(expression)) as Value;
  const texts = (selector: string): Promise<string[]> =>
    evaluated(
      `[...document.querySelectorAll(${JSON.stringify(selector)})].map((e) => e.textContent.replace(/\\s+/g, " ").trim())`,
    );

  it("shows projects, pipelines and their stages", async () => {
    assert.deepEqual(await texts("h3"), ["shop-prod project", "Outside of projects", "orders namespace"]);
    assert.deepEqual(await texts("figcaption"), ["orders Deploy pipeline"]);
    assert.deepEqual(await texts("svg text:not(.type)"), ["wait", "<approve>"]);
  });

  it("draws each stage right of the one before it, inside the picture", async () => {
    const boxes = await evaluated<{ left: number; right: number; inside: boolean }[]>(
      `[...document.querySelectorAll("svg rect")].map((box) => {
        const { left, right } = box.getBoundingClientRect();
        const picture = box.closest("svg").getBoundingClientRect();
        return { left, right, inside: left >= picture.left && right <= picture.right };
      })`,
    );
    assert.ok(boxes.every(({ inside }) => inside));
    assert.ok((boxes[0]?.right ?? Infinity) < (boxes[1]?.left ?? 0), JSON.stringify(boxes));
  });

  it("shows a stage and an event as soon as the stage is made", async () => {
    await makeStage(sandbox, filled.pipeline, "settle", [filled.approval], WAIT);
    await page.waitForFunction(`document.querySelector("svg").textContent.includes("settle")`);
    assert.match((await texts("#events li"))[0] ?? "", /^\d\d:\d\d:\d\d POST Deploy stage settle 200$/);
  });

  it("shows a refusal with its reason", async () => {
    await request(sandbox.endpoint, "POST", "/20210630/projects", {});
    await page.waitForSelector("#events li.refused");
    assert.match((await texts("#events li"))[0] ?? "", /POST Project 400: MissingParameter/);
  });

  it("leads from a stage to its pipeline and back to all objects", async () => {
    await page.goto(sandbox.endpoint);
    await Promise.all([page.waitForNavigation(), page.click("svg a")]);
    assert.deepEqual(await texts("h2"), ["wait Deploy stage"]);
    await Promise.all([page.waitForNavigation(), page.click("dl a")]);
    assert.deepEqual(await texts("h2"), ["orders Deploy pipeline"]);
    await Promise.all([page.waitForNavigation(), page.click("main a")]);
    assert.deepEqual(await texts("h1"), ["oci-delivery sandbox"]);
  });

  it("shows the same without JavaScript, and says how to see later events", async () => {
    const still = await browser.newPage();
    await still.setJavaScriptEnabled(false);
    await make(sandbox, "/20210630/deployPipelines", { projectId: filled.project, displayName: "payments" });
    await still.goto(sandbox.endpoint);
    const text = (await still.evaluate("document.body.innerText")) as string;
    assert.match(text, /payments Deploy pipeline/);
    assert.match(text, /POST Deploy pipeline payments/);
    assert.match(text, /Load the page again/);
    await still.close();
  });

  it("meets no error, and nothing that its policy forbids", () => {
    assert.deepEqual(problems, []);
  });
});
