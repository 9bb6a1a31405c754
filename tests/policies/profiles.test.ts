import { strict as assert } from "node:assert";

import { rules } from "../../policies/pack";
import { configOf, profileOf } from "../../policies/profiles";

describe("profileOf", () => {
  for (const [stack, profile] of Object.entries({ dev: "baseline", prod: "production", "pre-prod": "baseline" }))
    it(`is ${profile} for the stack ${stack}, where none is configured`, () => {
      assert.equal(profileOf(undefined, stack), profile);
      assert.equal(profileOf("", stack), profile);
    });

  it("is the one that is configured", () => {
    assert.equal(profileOf("production", "dev"), "production");
    assert.equal(profileOf("baseline", "prod"), "baseline");
  });

  it("fails for one that there isn't", () => {
    assert.throws(() => profileOf("strict", "dev"), {
      message: "oci-delivery-policies:profile is 'strict', expected 'baseline' or 'production'; set one of them",
    });
  });
});

describe("configOf", () => {
  it("leaves every rule as it is in the baseline", () => assert.deepEqual(configOf("baseline", "dev", rules), {}));

  it("makes every rule mandatory in production, but those about exceptions", () => {
    const config = configOf("production", "live", rules);

    const others = rules.filter(({ metadata }) => !metadata.name.includes("exception"));
    assert.equal(others.length, rules.length - 4);
    assert.deepEqual(
      Object.keys(config),
      others.map(({ metadata }) => metadata.name),
    );
    for (const each of Object.values(config))
      assert.equal((each as { enforcementLevel: string }).enforcementLevel, "mandatory");
  });

  it("makes the whole stack production to the rules that ask for it", () => {
    const config = configOf("production", "live", rules);

    for (const { metadata } of rules.filter(({ metadata }) => !metadata.name.includes("exception")))
      assert.deepEqual(
        config[metadata.name],
        metadata.settings && "production" in metadata.settings
          ? { enforcementLevel: "mandatory", production: { stacks: ["live"] } }
          : { enforcementLevel: "mandatory" },
      );
  });
});
