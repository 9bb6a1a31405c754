import { strict as assert } from "node:assert";

import { notEmulated } from "../../../buildspec/run/not-emulated";
import { specIn } from "./project";

describe("notEmulated", () => {
  const cases: readonly { command: string; notes: number }[] = [
    { command: "oci os ns get", notes: 1 },
    { command: "N=$(oci os ns get)", notes: 1 },
    { command: "echo about-oci stuff; foci x", notes: 0 },
    { command: "cd /workspace/orders", notes: 1 },
    { command: "cp a ${OCI_WORKSPACE_DIR}/orders /my/workspace/x", notes: 0 },
  ];
  for (const { command, notes } of cases) {
    it(`has ${notes} to say of: ${command}`, () => {
      const spec = specIn(`steps: [{type: Command, command: "${command}"}]`);

      assert.equal(notEmulated(spec).length, notes);
    });
  }
});
