import { strict as assert } from "node:assert";

import { codesIn } from "./fixtures";

const [WIDE, NARROW] = ["allow group A to manage repos in tenancy", "allow group A to read repos in tenancy"];
const REDUNDANT = "iam-redundant-statement";

describe("statements of a list", () => {
  const together = [
    { name: "a.txt", text: `${NARROW}\n${WIDE}` },
    { name: "a.json", text: `{ "statements": ["${NARROW}", "${WIDE}"] }` },
    { name: "a.yaml", text: `statements:\n  - ${NARROW}\n  - ${WIDE}` },
    { name: "a.tf", text: `statements = concat(["${NARROW}"], ["${WIDE}"])` },
    { name: "a.ts", text: `x = { statements: ["${NARROW}", ...["${WIDE}"]] }` },
  ];
  for (const { name, text } of together)
    it(`are held against each other: ${name}`, () => assert.deepEqual(codesIn(name, text), [REDUNDANT]));

  const apart = [
    { what: "two lists", name: "a.json", text: `[{ "statements": ["${NARROW}"] }, { "statements": ["${WIDE}"] }]` },
    { what: "two documents", name: "a.yaml", text: `statements:\n  - ${NARROW}\n---\nstatements:\n  - ${WIDE}` },
    { what: "two policies", name: "a.tf", text: `statements = ["${NARROW}"]\nstatements = ["${WIDE}"]` },
    { what: "one of two", name: "a.tf", text: `statements = ["${NARROW}", var.a ? "${WIDE}" : "${WIDE}"]` },
    { what: "one of two", name: "a.ts", text: `x = { statements: ["${NARROW}", a ? "${WIDE}" : "${WIDE}"] }` },
    { what: "two policies", name: "a.ts", text: `x = [{ statements: ["${NARROW}"] }, { statements: ["${WIDE}"] }]` },
    { what: "texts in no list", name: "a.ts", text: `f("${NARROW}", "${WIDE}")` },
  ];
  for (const { what, name, text } of apart)
    it(`are no others' concern: ${what} in ${name}`, () => assert.deepEqual(codesIn(name, text), []));

  it("are checked by themselves where they are more than OCI takes", () => {
    const statements = (count: number): string =>
      [WIDE, ...Array.from({ length: count - 1 }, (_, n) => `allow group B${n} to read repos in tenancy`), NARROW].join(
        "\n",
      );

    assert.deepEqual(codesIn("a.txt", statements(499)), [REDUNDANT]);
    assert.deepEqual(codesIn("a.txt", statements(500)), []);
  });

  it("are the same where their interpolations are, and else not known to be", () => {
    const statements = (one: string, other: string): string =>
      `statements = ["allow group \${${one}} to read repos in tenancy", "allow group \${${other}} to manage repos in tenancy"]`;

    assert.deepEqual(codesIn("a.tf", statements("a.b", "a.b")), [REDUNDANT]);
    assert.deepEqual(codesIn("a.tf", statements("a.b", "a.c")), []);
  });
});
