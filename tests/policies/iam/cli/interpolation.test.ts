import { strict as assert } from "node:assert";

import * as fc from "fast-check";

import { align } from "../../../../policies/iam/cli/alignment";
import type { Span } from "../../../../policies/iam/span";
import { ruleOf, statementOf } from "../trees";
import { codesIn } from "./fixtures";

const STATEMENTS = [
  "allow group A to read repos in tenancy",
  "Allow dynamic-group 'Default'/'builders' to use keys in compartment id ocid1.compartment.oc1..a",
  "deny group id ocid1.group.oc1..a to {REPOSITORY_READ, REPOSITORY_UPDATE} in compartment a:b where target.repo.name = 'a'",
  "allow any-user to manage objects in tenancy where all {request.principal.type = 'cluster', request.region in ('a', /b*/)}",
  "endorse group A to manage object-family in tenancy Other where request.operation between 'a' and 'b'",
  "admit group A of tenancy Other to read buckets in compartment B where any {target.bucket.name = 'a', not target.resource.tag.a.b}",
  "define tenancy Other as ocid1.tenancy.oc1..a",
];
const RULES = [
  "ALL {resource.type = 'devopsbuildpipeline', any {instance.compartment.id = 'ocid1.compartment.oc1..a', tag.a.b.value}}",
];

/** A text with an interpolation in the place of each word and of each part of its tree, together with what leads to it. */
function interpolated(text: string, tree: unknown, interpolation: string): string[] {
  const words = [...text.matchAll(/[\w.*-]+/g)].map(({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
  }));
  const parts = spansIn(tree).flatMap(({ start, end }) => {
    const [lead = ""] = /(in |where |to |of )?$/.exec(text.slice(0, start)) ?? [];
    return [
      { start, end },
      { start: start - lead.length, end },
    ];
  });
  return [...words, ...parts].map(({ start, end }) => text.slice(0, start) + interpolation + text.slice(end));
}

function spansIn(tree: unknown): Span[] {
  if (typeof tree !== "object" || tree === null) return [];
  const own = "span" in tree ? [tree.span as Span] : [];
  return [...own, ...Object.values(tree).flatMap(spansIn)];
}

describe("interpolations", () => {
  for (const interpolation of ["${x}", "${var.compartment_id}", "%s", "{{ name }}"]) {
    it(`are no error, whatever ${interpolation} stands for`, () => {
      const found = STATEMENTS.flatMap((text) => interpolated(text, statementOf(text), interpolation)).filter((text) =>
        codesIn("a.json", JSON.stringify([text])).some((code) => code !== "iam-verb-adds-nothing"),
      );

      assert.deepEqual(found, []);
    });

    it(`are no error in a rule, whatever ${interpolation} stands for`, () => {
      const found = RULES.flatMap((text) => interpolated(text, ruleOf(text), interpolation)).filter(
        (text) => codesIn("a.json", JSON.stringify({ matchingRule: text })).length > 0,
      );

      assert.deepEqual(found, []);
    });
  }

  it("hide nothing that is wrong before or well behind them", () => {
    assert.deepEqual(codesIn("a.txt", "allow group ${a} to mange repos in compartment ${b}"), ["iam-unknown-verb"]);
    assert.deepEqual(codesIn("a.txt", "allow group ${a} to read repos in compartment ${b} wehre a = 'b' or"), []);
    assert.deepEqual(codesIn("a.txt", "alow group ${a} to read repos in tenancy"), ["iam-unknown-statement"]);
  });

  it("are read as an OCID where one must stand, so that the rest is checked", () => {
    assert.deepEqual(
      codesIn("a.txt", "allow group id ${group.id} to read repso in compartment id ${var.compartment}"),
      ["iam-unknown-resource-type"],
    );
  });

  it("say nothing of a type that they are a part of", () => {
    assert.deepEqual(codesIn("a.txt", "allow group A to read ${service}-family in tenancy"), []);
  });

  it("of templates are errors in a file that is no template", () => {
    assert.deepEqual(codesIn("a.txt", "allow group {{A}} to read repos in tenancy"), ["iam-unexpected-text"]);
  });
});

describe("align", () => {
  it("finds each character of a text in its literal", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const literal = JSON.stringify(text).slice(1, -1);

        const { starts, ends } = align(literal, text, "backslash");

        const found = starts.map((start, index) => literal.slice(start, ends[index]));
        assert.equal(found.length, text.length);
        for (const [index, each] of found.entries())
          assert.equal((JSON.parse(`"${each}"`) as string).charAt(0), text.charAt(index));
      }),
      { numRuns: 1000 },
    );
  });

  it("finds what stands for two units as a whole", () => {
    assert.deepEqual(align("\\U0001f600!", "\u{1f600}!", "backslash"), { starts: [0, 0, 10], ends: [10, 10, 11] });
  });
});
