import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as path from "node:path";

import Ajv from "ajv/dist/2020";
import { parse } from "yaml";

import { stackFileSchema } from "../../../components/model/stack-file-schema";

const ROOT = path.join(__dirname, "..", "..", "..");
const validate = new Ajv({ strict: false, formats: { email: true, uri: true } }).compile(
  stackFileSchema("oci-delivery"),
);

const read = (stack: string): { config: Record<string, unknown> } =>
  parse(fs.readFileSync(path.join(ROOT, `Pulumi.${stack}.yaml`), "utf8")) as { config: Record<string, unknown> };

/** Places at which the schema refuses a stack file, e.g. `/config/oci-delivery:team`. */
const refusals = (file: unknown): string[] =>
  validate(file) ? [] : [...new Set((validate.errors ?? []).map(({ instancePath }) => instancePath))];

describe("stackFileSchema", () => {
  for (const stack of ["dev", "staging", "prod"]) {
    it(`takes the shipped stack file of ${stack}`, () => {
      assert.deepEqual(refusals(read(stack)), []);
    });
  }

  it("takes keys of other namespaces", () => {
    const file = read("dev");

    assert.deepEqual(refusals({ config: { ...file.config, "kubernetes:kubeconfig": "x" } }), []);
  });

  const refused: readonly { what: string; key: string; value: unknown; place: string }[] = [
    { what: "a key is misspelt", key: "oci-delivery:teem", value: "shop", place: "/config" },
    { what: "a value has the wrong form", key: "oci-delivery:team", value: "Shop", place: "/config/oci-delivery:team" },
    {
      what: "a provider is unknown",
      key: "oci-delivery:services",
      value: [{ name: "api", artifacts: { image: "api" }, source: { provider: "githb" } }],
      place: "/config/oci-delivery:services/0/source",
    },
  ];
  for (const { what, key, value, place } of refused) {
    it(`fails when ${what}`, () => {
      const { config } = read("dev");

      assert.ok(refusals({ config: { ...config, [key]: value } }).includes(place));
    });
  }

  it("fails when a required key is missing", () => {
    const { config } = read("dev");
    delete config["oci-delivery:environment"];

    assert.deepEqual(refusals({ config }), ["/config"]);
  });

  it("fails when an id is missing where no platform stack is named", () => {
    const { config } = read("prod");
    const platform = { ...(config["oci-delivery:platform"] as object), compartment: undefined };

    const refused = refusals(JSON.parse(JSON.stringify({ config: { ...config, "oci-delivery:platform": platform } })));
    delete config["oci-delivery:platform"];

    assert.ok(refused.includes("/config/oci-delivery:platform"));
    assert.ok(refusals({ config }).includes("/config"));
  });

  it("takes some ids or none beside a platform stack", () => {
    const { config } = read("dev");

    const subnet = "ocid1.subnet.oc1.eu-frankfurt-1.a";
    assert.deepEqual(refusals({ config: { ...config, "oci-delivery:platform": { subnet } } }), []);
  });

  it("describes every key of the top, so that an editor can show it", () => {
    const { properties } = (stackFileSchema("oci-delivery") as { properties: { config: { properties: object } } })
      .properties.config;

    assert.deepEqual(
      Object.entries(properties).filter(([, { description }]) => !description),
      [],
    );
  });
});
