import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as path from "node:path";

import { rules } from "../../policies/pack";
import { Lab } from "../engine/lab";
import { expectedOf, findingsIn, PROGRAMS } from "./findings";

/** Names of the programs. */
const names = fs
  .readdirSync(PROGRAMS, { withFileTypes: true })
  .flatMap((entry) => (entry.isDirectory() ? entry.name : []));

describe("programs that break rules, at the engine's first preview", function () {
  this.timeout(120_000);
  let lab: Lab;

  before(async () => {
    lab = await Lab.open("programs");
    await lab.prepare("prod");
  });
  after(() => lab.close());

  for (const program of names)
    it(`shows every finding of '${program}', and nothing else`, async () => {
      const { code, output } = await lab.previewProgram(path.join(PROGRAMS, program));

      assert.notEqual(code, 0);
      assert.deepEqual(findingsIn(output), expectedOf(program), output);
      assert.deepEqual(await lab.objects(), []);
    });

  it("break every rule of the pack but those about exceptions, which 'engine/exceptions' shows", () => {
    const broken = new Set(names.flatMap(expectedOf).map((line) => line.split(" ")[1]));
    const kept = rules.map(({ metadata }) => metadata.name).filter((name) => !broken.has(name));
    assert.deepEqual(kept.sort(), [
      "oci-delivery-exception-no-expired",
      "oci-delivery-exception-no-malformed",
      "oci-delivery-exception-no-unused",
      "oci-delivery-finding-no-exception",
    ]);
  });
});
