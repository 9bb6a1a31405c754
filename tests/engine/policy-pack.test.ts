import { strict as assert } from "node:assert";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { PROJECT } from "../../commands/workspace";
import { expectedOf, findingsIn, PROGRAMS } from "../programs/findings";
import { Lab } from "./lab";

describe("the policy pack, through the real engine", function () {
  this.timeout(120_000);
  let lab: Lab;

  before(async () => {
    lab = await Lab.open("policy-pack");
    await lab.prepare("prod");
  });
  after(() => lab.close());

  it("finds the same as a package that was installed elsewhere", async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "published-pack-"));
    try {
      const npm = (args: readonly string[], cwd: string): void =>
        void execFileSync("npm", args, { cwd, stdio: "pipe" });
      npm(["run", "policies:pack", "--", "--pack-destination", folder], PROJECT);
      const [tarball = ""] = fs.readdirSync(folder);
      fs.writeFileSync(path.join(folder, "package.json"), "{}");
      npm(["install", "--prefer-offline", `./${tarball}`], folder);

      const pack = path.join(folder, "node_modules", "oci-delivery-policies");
      const typescript = fs.readdirSync(pack, { recursive: true }).filter((file) => String(file).endsWith(".ts"));
      assert.deepEqual(typescript, []);
      const { output } = await lab.previewProgram(path.join(PROGRAMS, "walkthrough"), pack);
      assert.deepEqual(findingsIn(output), expectedOf("walkthrough"), output);
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });

  for (const stack of ["prod", "staging", "dev"])
    it(`has no objection to the ${stack} stack, at a first preview and after an update`, async () => {
      await lab.prepare(stack);

      const preview = await lab.run("preview", stack);
      const update = await lab.run("up", stack);

      for (const { code, output } of [preview, update]) {
        assert.equal(code, 0, output);
        assert.match(output, /✅ oci-delivery@v/);
        assert.doesNotMatch(output, /\[(?:mandatory|advisory)\]|can't run policy/);
      }
    });
});
