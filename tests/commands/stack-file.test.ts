import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as path from "node:path";

import { parse } from "yaml";

import { findSource } from "../../commands/programs";
import { copyStackFile, encryptedTokens, homeRegionIn, withoutSecrets } from "../../commands/stack-file";
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

describe("homeRegionIn", () => {
  for (const stack of ["prod", "examples/platform:dev"]) {
    it(`finds the region of IAM, and the tenancy that calls: ${stack}`, () => {
      const workspace = openWorkspace({ folder: freshFolder("stack-file") });
      const copied = copyStackFile(workspace, findSource(stack), false);

      const home = homeRegionIn(copied);

      const { config } = parse(fs.readFileSync(copied, "utf8")) as { config: Record<string, unknown> };
      assert.deepEqual(home, { tenancy: config["oci:tenancyOcid"], region: "us-ashburn-1" });
    });
  }

  it("finds none in a stack that does not say", () => {
    const file = path.join(freshFolder("stack-file"), "Pulumi.any.yaml");
    fs.writeFileSync(file, "config: { oci:region: eu-frankfurt-1 }\n");

    assert.equal(homeRegionIn(file), undefined);
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

describe("encryptedTokens", () => {
  const tokensOf = (content: string): string[] => {
    const project = freshFolder("encrypted-tokens");
    const file = path.join(project, "Pulumi.dev.yaml");
    fs.writeFileSync(file, content);
    return encryptedTokens(file);
  };

  it("finds the tokens that are encrypted, and no other", () => {
    const services = [
      "{ source: { token: plain } }",
      "{ name: orders-api }",
      `{ source: { token: { secure: "${secure}" } } }`,
    ];

    assert.deepEqual(tokensOf(`config: { "oci-delivery:services": [${services.join(", ")}] }`), [
      "oci-delivery:services[2].source.token",
    ]);
  });

  it("finds none in a file that is empty, or has no list of services", () => {
    assert.deepEqual(tokensOf(""), []);
    assert.deepEqual(tokensOf('config: { "oci-delivery:services": orders-api }'), []);
    assert.deepEqual(encryptedTokens("no-such-file"), []);
  });
});
