import { strict as assert } from "node:assert";

import { isProduction, production, saysProduction } from "../../../policies/graph/production";
import { UNKNOWN } from "../judge";

const told = production.default;
const urn = (stack: string): string => `urn:pulumi:${stack}::project::type::name`;

describe("production", () => {
  for (const name of ["prod", "Production", "shop-prod", "oke_production-2", "PROD1"])
    it(`is said by the name '${name}'`, () => assert.ok(saysProduction(name, told)));

  for (const name of ["", "product", "preprod", "pre-prod", "non-production", "NON_PROD", "reproduction"])
    it(`is not said by the name '${name}'`, () => assert.ok(!saysProduction(name, told)));

  const cases = [
    { what: "the name of its stack", urn: urn("shop-prod"), props: {} },
    { what: "its display name", props: { displayName: "oke-production" } },
    { what: "its name", props: { name: "shop-prod" } },
    { what: "a free-form tag", props: { freeformTags: { environment: "Prod" } } },
    { what: "a defined tag of any namespace", props: { definedTags: { "Operations.Environment": "production" } } },
    { what: "its compartment", props: { compartmentId: "ocid1.compartment.oc1..p" } },
    { what: "a stack of the settings", urn: urn("live"), props: {} },
  ];
  for (const { what, props, urn: itsUrn } of cases)
    it(`is told by ${what}`, () => {
      const settings = { ...told, compartments: ["ocid1.compartment.oc1..p"], stacks: ["live"] };
      assert.ok(isProduction([{ urn: itsUrn ?? urn("dev"), props }], settings));
    });

  const others = [
    { what: "other tags and names", props: { name: "shop-dev", freeformTags: { Environment: "dev", Tier: "prod" } } },
    {
      what: "what is unknown",
      props: { name: UNKNOWN, freeformTags: UNKNOWN, definedTags: { "A.Environment": UNKNOWN } },
    },
    { what: "values of other types", props: { name: 1, freeformTags: ["prod"], definedTags: "prod" } },
  ];
  for (const { what, props } of others)
    it(`is not told by ${what}`, () => assert.ok(!isProduction([{ urn: urn("dev"), props }], told)));
});
