import { strict as assert } from "node:assert";

import * as fc from "fast-check";

import { handedOnIn } from "../../../buildspec/run/script";

describe("handedOnIn", () => {
  it("gives back what was written, whatever the values are", () => {
    const value = fc.string({ unit: "grapheme" }).filter((text) => !text.includes("\0"));
    fc.assert(
      fc.property(fc.array(value, { maxLength: 5 }), (values) => {
        const content = values.map((each, index) => `N${index}=${each}\0`).join("");

        const read = handedOnIn(`${content}/frame\0`, "/frame");

        assert.deepEqual(
          [...(read ?? [])],
          [...values.entries()].map(([index, each]) => [`N${index}`, each]),
        );
      }),
    );
  });

  it("gives nothing when the end is missing", () => {
    assert.equal(handedOnIn("A=1\0B=", "/frame"), undefined);
    assert.equal(handedOnIn("", "/frame"), undefined);
  });
});
