import { strict as assert } from "node:assert";

import { ociDeliveryExceptionNoMalformed as rule } from "../../../policies/rules/oci-delivery-exception-no-malformed";
import { EXCEPTION, judgeExceptions } from "../judge-exceptions";

describe("oci-delivery-exception-no-malformed", () => {
  it("accepts a stack without exceptions, and one whose exceptions are complete", () => {
    assert.deepEqual(judgeExceptions(rule), []);
    assert.deepEqual(judgeExceptions(rule, [EXCEPTION]), []);
  });

  it("fails for each that is not complete", () => {
    assert.deepEqual(judgeExceptions(rule, [{ ...EXCEPTION, owner: "" }, "x"]), [
      { message: "oci-delivery-policies:exceptions[0].owner is no text, expected one; write it" },
      {
        message:
          "oci-delivery-policies:exceptions[1] is no object, expected 'rule', 'resource', 'reason', 'owner', 'expires'; " +
          "write all of them",
      },
    ]);
  });
});
