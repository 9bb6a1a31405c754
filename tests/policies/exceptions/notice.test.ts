import { strict as assert } from "node:assert";

import * as fc from "fast-check";

import { noticeOf, readNotice } from "../../../policies/exceptions/notice";

const exception = { rule: "oci-a", resource: "x", reason: 'it is "so"', owner: "shop", expires: "2027-01-31" };

describe("noticeOf", () => {
  it("says what is accepted, until when, by whom and why", () => {
    assert.equal(
      noticeOf({ exception, urn: "urn:x", message: "is wrong" }),
      'oci-a, excepted until 2027-01-31 by "shop" because "it is \\"so\\"": is wrong',
    );
  });

  it("is read back whatever owner, reason and message are", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string(), fc.string(), (owner, reason, message) => {
        const notice = noticeOf({ exception: { ...exception, owner, reason }, urn: "urn:x", message });
        assert.deepEqual(readNotice(notice), { rule: "oci-a", expires: "2027-01-31", owner, reason, message });
      }),
      { seed: 8, numRuns: 500 },
    );
  });

  it("is not seen in other texts", () => assert.equal(readNotice("repository 'x': 'isPublic' is true"), undefined));
});
