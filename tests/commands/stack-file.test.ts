import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as path from "node:path";

import { encryptedTokens, withoutSecrets } from "../../commands/stack-file";
import { problemsOf } from "../../components/model/problems";
import { settingsSchema } from "../../components/model/settings-schema";
import { shortestSettings } from "../components/stack-file";
import { freshFolder } from "../engine/lab";

const secure = "v1:c2VjcmV0:encrypted";

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
