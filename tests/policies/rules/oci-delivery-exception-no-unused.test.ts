import { strict as assert } from "node:assert";

import { ociDeliveryExceptionNoUnused as rule } from "../../../policies/rules/oci-delivery-exception-no-unused";
import { EXCEPTION, judgeExceptions, TOPIC } from "../judge-exceptions";

describe("oci-delivery-exception-no-unused", () => {
  it("accepts a stack without exceptions, and one that accepts a finding", () => {
    assert.deepEqual(judgeExceptions(rule), []);
    assert.deepEqual(judgeExceptions(rule, [EXCEPTION], [TOPIC]), []);
  });

  it("fails for each that accepts nothing", () => {
    assert.deepEqual(judgeExceptions(rule, [EXCEPTION], ["urn:pulumi:dev::shop::t::another"]), [
      {
        message:
          "exception from 'oci-ons-topic-require-subscription' for 'topic' of 'shop' accepts nothing, expected a " +
          "finding; remove it, or mend 'resource'",
      },
    ]);
  });

  it("leaves one alone that has expired", () => {
    assert.deepEqual(judgeExceptions(rule, [{ ...EXCEPTION, expires: "2026-11-24" }]), []);
  });
});
