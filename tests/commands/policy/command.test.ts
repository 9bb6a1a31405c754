import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as path from "node:path";

import { freshFolder } from "../../engine/lab";
import { runCommand } from "../command";

const folder = freshFolder("policy");
const events = path.join(folder, "events.jsonl");
const JUDGED = { policyAnalyzeStackSummaryEvent: { policyPackName: "oci-delivery" } };

const report = (...args: string[]) => runCommand("policy", folder, "report", "dev", "--events", events, ...args);

describe("npm run policy -- report", function () {
  this.timeout(60_000);
  before(() => fs.writeFileSync(events, JSON.stringify(JUDGED)));

  it("ends with 0 where nothing was found, and writes to a file", async () => {
    const file = path.join(folder, "report.json");
    const { code, stdout } = await report("--format", "json", "--output", file);

    assert.deepEqual([code, stdout], [0, ""]);
    assert.deepEqual(JSON.parse(fs.readFileSync(file, "utf8")), {
      stack: "dev",
      file: "Pulumi.dev.yaml",
      findings: [],
    });
  });

  it("ends with 2 for wrong usage, and where no report can be made", async () => {
    const format = await report("--format", "xml");
    const missing = await runCommand("policy", folder, "report", "dev", "--events", path.join(folder, "none"));

    assert.deepEqual([format.code, missing.code], [2, 2]);
    assert.match(format.stderr, /'xml' is invalid/);
    assert.match(missing.stderr, /^policy: ENOENT/);
  });
});
