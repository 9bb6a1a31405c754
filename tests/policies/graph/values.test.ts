import { strict as assert } from "node:assert";

import * as policySdk from "@pulumi/policy";
import fc from "fast-check";

import { listAt, numberAt, textAt, textsIn, UNKNOWN, valueAt } from "../../../policies/graph/values";
import { UNKNOWN as SENTINEL } from "../judge";

/** As the engine hands over properties: reading an unknown one throws. */
const { unknownCheckingProxy: handedOver } = policySdk as unknown as {
  unknownCheckingProxy: (props: Record<string, unknown>) => Record<string, unknown>;
};

describe("reading properties", () => {
  const props = handedOver({ id: SENTINEL, items: [{ id: "a" }, { id: SENTINEL }], count: "3", none: null });

  const cases = [
    { what: "a value inside of lists and objects", path: ["items", 0, "id"], expected: "a" },
    { what: "one that is not known yet", path: ["id"], expected: UNKNOWN },
    { what: "one inside of what is not known yet", path: ["id", "deeper"], expected: UNKNOWN },
    { what: "one inside of a list that is not known yet", path: ["items", 1, "id"], expected: UNKNOWN },
    { what: "an absent one", path: ["other"], expected: undefined },
    { what: "null, as if it were absent", path: ["none"], expected: undefined },
    { what: "one inside of a text, as if it were absent", path: ["count", "length"], expected: undefined },
    { what: "what every object inherits, as if it were absent", path: ["constructor"], expected: undefined },
  ];
  for (const { what, path, expected } of cases)
    it(`gives ${what}`, () => assert.equal(valueAt(props, ...path), expected));

  it("gives texts that are texts", () => {
    assert.deepEqual(
      [textAt(props, "items", 0, "id"), textAt(props, "items"), textAt(props, "id")],
      ["a", undefined, undefined],
    );
  });

  it("gives numbers, also where they are written as texts", () => {
    assert.deepEqual(
      [3, "3", "", "x", true, SENTINEL].map((n) => numberAt(handedOver({ n }), "n")),
      [3, 3, undefined, undefined, undefined, undefined],
    );
  });

  it("gives the elements of a list, and none of what is no list", () => {
    assert.deepEqual(listAt(handedOver({ ids: ["a", SENTINEL] }), "ids"), ["a", UNKNOWN]);
    assert.deepEqual(listAt(props, "count"), []);
  });

  it("gives all texts, in order and without what is not known yet", () => {
    assert.deepEqual(textsIn(handedOver({ a: ["x", { b: "y", c: SENTINEL }], d: "z", e: 1 })), ["x", "y", "z"]);
  });

  it("ends in what refers to itself", () => {
    const loop: Record<string, unknown> = { text: "x" };
    loop["self"] = loop;

    assert.deepEqual(textsIn(loop), ["x"]);
  });

  it("knows every value that the engine sends for an unknown one", () => {
    const sentinels = Object.entries(require("@pulumi/policy/proxy") as Record<string, unknown>).filter(([name]) =>
      /^unknown\w+Value$/.test(name),
    );

    assert.equal(sentinels.length, 7);
    for (const [name, sentinel] of sentinels) assert.equal(valueAt({ it: sentinel }, "it"), UNKNOWN, name);
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.anything(), fc.array(fc.oneof(fc.string(), fc.nat(3))), (value, path) => {
        valueAt(value, ...path);
        textAt(value, ...path);
        numberAt(value, ...path);
        listAt(value, ...path);
        textsIn(value);
      }),
      { numRuns: 500 },
    );
  });
});
