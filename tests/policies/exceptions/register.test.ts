import { strict as assert } from "node:assert";

import type { Exception } from "../../../policies/exceptions/exception";
import { Register } from "../../../policies/exceptions/register";

const URN = "urn:pulumi:dev::shop::oci-delivery:Project$oci:Ons/notificationTopic:NotificationTopic::shop-topic";
const exception: Exception = {
  rule: "oci-a",
  resource: "shop-topic",
  reason: "made elsewhere",
  owner: "shop",
  expires: "2026-11-25",
};
const registerOf = (...exceptions: Exception[]) => new Register({ exceptions, problems: [] }, "2026-11-25");

describe("Register", () => {
  for (const resource of [URN, "shop-topic", "oci:Ons/notificationTopic:NotificationTopic::shop-topic"])
    it(`knows a resource as ${resource}`, () => {
      const register = registerOf({ ...exception, resource });

      assert.ok(register.accepts("oci-a", URN, "x"));
      assert.deepEqual(register.unused, []);
    });

  for (const resource of ["topic", "shop-topic-2", "oci:Ons/other:Other::shop-topic", "*", ""])
    it(`takes '${resource}' for another resource`, () => {
      const register = registerOf({ ...exception, resource });

      assert.ok(!register.accepts("oci-a", URN, "x"));
      assert.equal(register.unused.length, 1);
    });

  it("accepts nothing of another rule", () => assert.ok(!registerOf(exception).accepts("oci-b", URN, "x")));

  it("accepts on the last day, and nothing after it", () => {
    assert.ok(registerOf(exception).covers("oci-a", URN));
    const late = registerOf({ ...exception, expires: "2026-11-24" });
    assert.ok(!late.accepts("oci-a", URN, "x"));
    assert.deepEqual([late.expired.length, late.unused.length], [1, 0]);
  });

  it("notes once what is judged in the preview and in the update", () => {
    const register = registerOf(exception);
    for (const message of ["x", "x", "y"]) register.accepts("oci-a", URN, message);

    assert.deepEqual(register.excepted, [
      { exception, urn: URN, message: "x" },
      { exception, urn: URN, message: "y" },
    ]);
  });

  it("notes no use when it is asked only what is covered", () => {
    const register = registerOf(exception);
    register.covers("oci-a", URN);

    assert.deepEqual(register.unused, [exception]);
  });
});
