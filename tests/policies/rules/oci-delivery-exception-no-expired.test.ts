import { strict as assert } from "node:assert";

import { ociDeliveryExceptionNoExpired as rule } from "../../../policies/rules/oci-delivery-exception-no-expired";
import { EXCEPTION, judgeExceptions } from "../judge-exceptions";

describe("oci-delivery-exception-no-expired", () => {
  it("accepts a stack without exceptions, and one on its last day", () => {
    assert.deepEqual(judgeExceptions(rule), []);
    assert.deepEqual(judgeExceptions(rule, [{ ...EXCEPTION, expires: "2026-11-25" }]), []);
  });

  it("fails for each that is past its last day", () => {
    assert.deepEqual(judgeExceptions(rule, [{ ...EXCEPTION, expires: "2026-11-24" }, EXCEPTION]), [
      {
        message:
          "exception from 'oci-ons-topic-require-subscription' for 'topic' of 'shop' expired on 2026-11-24, expected a " +
          "day that is not past; mend the resource and remove it, or set another day",
      },
    ]);
  });

  it("leaves one alone that is malformed", () => {
    assert.deepEqual(judgeExceptions(rule, [{ ...EXCEPTION, owner: "", expires: "2026-11-24" }]), []);
  });
});
