import { strict as assert } from "node:assert";

import { withoutSecrets } from "../../commands/stack-file";
import { problemsOf } from "../../components/model/problems";
import { settingsSchema } from "../../components/model/settings-schema";
import { shortestSettings } from "../components/stack-file";

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
