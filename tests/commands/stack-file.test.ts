import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as path from "node:path";

import { parse } from "yaml";

import { findSource } from "../../commands/programs";
import { copyStackFile, withoutSecrets } from "../../commands/stack-file";
import { openWorkspace, PROJECT } from "../../commands/workspace";
import { problemsOf } from "../../components/model/problems";
import { settingsSchema } from "../../components/model/settings-schema";
import { shortestSettings } from "../components/stack-file";
import { freshFolder } from "../engine/lab";

const secure = "v1:c2VjcmV0:encrypted";

describe("copyStackFile", () => {
  const file = path.join(PROJECT, "Pulumi.domain.yaml");
  before(() => fs.writeFileSync(file, "config: { oci-delivery:access: { domain: { name: Corp } } }\n"));
  after(() => fs.rmSync(file));

  it("fails when the official plugin would call an identity domain instead of the sandbox", () => {
    const workspace = openWorkspace({ folder: freshFolder("stack-file"), officialPlugin: true });

    assert.throws(() => copyStackFile(workspace, findSource("domain"), false), {
      message:
        "stack 'domain': 'access.domain' is set, and the official plugin would call that domain instead of the sandbox; " +
        "leave '--official-plugin' out",
    });
  });

  it("keeps an identity domain for the stand-in, and waits for no policy", () => {
    const workspace = openWorkspace({ folder: freshFolder("stack-file") });

    const copied = copyStackFile(workspace, findSource("domain"), false);

    const { config } = parse(fs.readFileSync(copied, "utf8")) as { config: Record<string, unknown> };
    assert.deepEqual(config["oci-delivery:access"], { domain: { name: "Corp" }, wait: "0s" });
  });
});

describe("withoutSecrets", () => {
  it("puts a text in the place of an encrypted value, wherever it is", () => {
    const copied = withoutSecrets({ a: { secure }, list: [{ b: { secure } }], plain: 1 });

    assert.ok(!JSON.stringify(copied).includes(secure));
    assert.deepEqual(Object.keys(copied as object), ["a", "list", "plain"]);
  });

  for (const kind of ["slack", "pagerduty", "https"]) {
    it(`puts an address that the program takes in the place of an encrypted one: ${kind}`, () => {
      const notify = withoutSecrets([{ [kind]: { secure }, name: "oncall" }]);

      const problems = problemsOf(settingsSchema, { ...shortestSettings, notify }, "oci-delivery", () => false);
      assert.deepEqual(problems, []);
    });
  }
});
