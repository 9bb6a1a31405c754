import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as path from "node:path";

import { rules } from "../../policies/pack";
import { Lab } from "../engine/lab";

/** Each in a folder, with a line in `findings.txt` for every finding: `level rule (resource): message`. */
const PROGRAMS = fs
  .readdirSync(__dirname, { withFileTypes: true })
  .flatMap((entry) => (entry.isDirectory() ? entry.name : []));

/** The findings that a program is expected to show, in order. */
function expectedOf(program: string): string[] {
  return fs
    .readFileSync(path.join(__dirname, program, "findings.txt"), "utf8")
    .trimEnd()
    .split("\n");
}

/** What the engine shows of findings: `[level] rule (resource)` and the line that says what is wrong. */
function findingsIn(output: string): string[] {
  const shown = /- \[(\w+)\] +\[severity: \w+\] +(oci-\S+) +\(\S+: (\S+)\)\n.*\n +(.*)/g;
  return [...output.matchAll(shown)]
    .map(([, level, rule, resource, message]) => `${level} ${rule} (${resource}): ${message}`)
    .sort();
}

describe("programs that break rules, at the engine's first preview", function () {
  this.timeout(120_000);
  let lab: Lab;

  before(async () => {
    lab = await Lab.open("programs");
    await lab.prepare("prod");
  });
  after(() => lab.close());

  for (const program of PROGRAMS)
    it(`shows every finding of '${program}', and nothing else`, async () => {
      const { code, output } = await lab.previewProgram(path.join(__dirname, program));

      assert.notEqual(code, 0);
      assert.deepEqual(findingsIn(output), expectedOf(program), output);
      assert.deepEqual(await lab.objects(), []);
    });

  it("break every rule of the pack", () => {
    const broken = new Set(PROGRAMS.flatMap(expectedOf).map((line) => line.split(" ")[1]));
    assert.deepEqual(
      rules.map(({ metadata }) => metadata.name).filter((name) => !broken.has(name)),
      [],
    );
  });
});
