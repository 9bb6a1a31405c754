import { strict as assert } from "node:assert";

import * as pulumi from "@pulumi/pulumi";

import { placeholdersIn } from "../../../components/model/placeholders";

describe("placeholdersIn", () => {
  const cases: readonly { what: string; value: unknown; names: readonly string[] }[] = [
    { what: "a text without any", value: "orders-api", names: [] },
    { what: "several in a text, each once", value: "${A}/${B_2}:${A}", names: ["A", "B_2"] },
    { what: "those of lists and objects", value: { a: ["${A}", { b: "${B}" }], c: 1 }, names: ["A", "B"] },
    { what: "no dollar, no braces, no name", value: ["$A", "{A}", "${}", "${A B}"], names: [] },
    { what: "nothing", value: [undefined, null, true], names: [] },
    { what: "what is not known yet", value: { id: pulumi.output("${A}") }, names: [] },
  ];
  for (const { what, value, names } of cases) {
    it(`finds ${what}`, () => {
      assert.deepEqual(placeholdersIn(value), names);
    });
  }
});
