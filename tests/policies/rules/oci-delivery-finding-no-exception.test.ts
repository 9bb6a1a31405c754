import { strict as assert } from "node:assert";

import { ociDeliveryFindingNoException as rule } from "../../../policies/rules/oci-delivery-finding-no-exception";
import { EXCEPTION, judgeExceptions, TOPIC } from "../judge-exceptions";

describe("oci-delivery-finding-no-exception", () => {
  it("accepts a stack without exceptions, and one whose exceptions accept nothing", () => {
    assert.deepEqual(judgeExceptions(rule), []);
    assert.deepEqual(judgeExceptions(rule, [EXCEPTION]), []);
  });

  it("shows what is accepted on its resource, until when, by whom and why", () => {
    assert.deepEqual(judgeExceptions(rule, [EXCEPTION], [TOPIC]), [
      {
        message:
          'oci-ons-topic-require-subscription, excepted until 2027-01-31 by "shop" because "made elsewhere": wrong',
        urn: TOPIC,
      },
    ]);
  });
});
