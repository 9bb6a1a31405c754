import { strict as assert } from "node:assert";

import * as fc from "fast-check";

import { parseMatchingRule, parseStatement } from "../../../policies/iam/parser";
import { printMatchingRule, printStatement } from "../../../policies/iam/printer";
import { ruleOf, statementOf, withoutSpans } from "./trees";

const bare = fc
  .stringMatching(/^[A-Za-z][A-Za-z0-9_.+@-]{0,11}$/)
  .filter((name) => !/^(to|of|in|with|where|as|id)$/i.test(name));
const quoted = fc.stringMatching(/^[^'\\]{1,12}$/).map((text) => `'${text}'`);
const doubleQuoted = fc.stringMatching(/^[^"\\]{1,12}$/).map((text) => `"${text}"`);
const name = fc.oneof(bare, quoted, doubleQuoted);
const ocid = fc.stringMatching(/^ocid1\.[a-z]{1,8}\.oc1\.\.[a-z0-9]{1,8}$/);
const space = fc.constantFrom(" ", "  ", "\n", "\t", " \r\n ");
const maybeSpace = fc.constantFrom("", " ", "\n");
const resourceType = fc.stringMatching(/^[a-z]{3,8}(-[a-z]{3,8}){0,2}$/);
const variable = fc.stringMatching(/^(request|target|resource)\.[a-z]{1,8}(\.[a-zA-Z0-9_-]{1,6}){0,3}$/);
const tag = fc.stringMatching(/^target\.resource\.tag\.[a-z]{1,6}\.[a-z]{1,6}$/);

/** Words of the language in any case. */
function anyCase(word: string): fc.Arbitrary<string> {
  return fc.constantFrom(word, word.toUpperCase(), word.charAt(0).toUpperCase() + word.slice(1));
}

function listOf(item: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(fc.array(item, { minLength: 1, maxLength: 3 }), maybeSpace)
    .map(([items, gap]) => items.join(`${gap},${gap}`));
}

function words(...parts: (string | fc.Arbitrary<string>)[]): fc.Arbitrary<string> {
  const arbitraries = parts.map((part) => (typeof part === "string" ? anyCase(part) : part));
  return fc.tuple(space, ...arbitraries).map(([gap, ...found]) => found.filter((part) => part !== "").join(gap));
}

const member = fc.oneof(
  name,
  fc.tuple(name, name).map((pair) => pair.join("/")),
  ocid.map((id) => `id ${id}`),
);
const subject = fc.oneof(
  anyCase("any-user"),
  anyCase("any-group"),
  words("group", listOf(member)),
  words("dynamic-group", listOf(member)),
  words("service", listOf(name)),
  words("resource", name, name),
);
const permissions = listOf(fc.stringMatching(/^[A-Z]{2,8}_[A-Z]{2,8}$/)).map((list) => `{${list}}`);
const action = fc.oneof(words(fc.constantFrom("inspect", "READ", "use", "Manage"), resourceType), permissions);
const compartment = fc.oneof(
  words(
    "compartment",
    fc.array(name, { minLength: 1, maxLength: 3 }).map((path) => path.join(":")),
  ),
  words("compartment", "id", ocid),
);
const value = fc.oneof(
  quoted,
  doubleQuoted,
  variable,
  fc.integer().map(String),
  fc.stringMatching(/^\/[^/\\]{1,8}(\/[a-z*-]{1,4}){0,2}\/$/),
);
const valueList = listOf(value).map((list) => `(${list})`);
const test = fc.oneof(
  fc
    .tuple(variable, maybeSpace, fc.constantFrom("=", "!="), value)
    .map(([left, gap, operator, right]) => [left, operator, right].join(gap)),
  words(variable, "in", valueList),
  words(variable, "not", "in", valueList),
  words(variable, fc.constantFrom("before", "after"), quoted),
  words(variable, "between", quoted, "and", quoted),
  fc
    .tuple(fc.constantFrom("sets-intersect", "sets-equal"), variable, valueList)
    .map(([kind, left, right]) => `${kind}(${left}, ${right})`),
  tag,
  words("not", tag),
);
const { condition } = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, depthIdentifier: "condition" },
    test,
    fc
      .tuple(fc.constantFrom("any", "ALL", "All"), maybeSpace, listOf(tie("condition")))
      .map(([kind, gap, list]) => `${kind}${gap}{${list}}`),
  ),
}));
const maybeWhere = fc.oneof(fc.constant(""), words("where", condition));
const beyond = fc.oneof(
  words("tenancy", name),
  anyCase("any-tenancy"),
  compartment,
  words("compartment", name, "of", "tenancy", name),
);
const associate = words("associate", resourceType, "in", beyond, "with", resourceType, "in", beyond);

const statement = fc.oneof(
  words(
    fc.constantFrom("allow", "DENY"),
    subject,
    "to",
    action,
    "in",
    fc.oneof(anyCase("tenancy"), compartment),
    maybeWhere,
  ),
  words(
    fc.constantFrom("endorse", "deny endorse"),
    subject,
    "to",
    fc.oneof(words(action, "in", beyond), associate),
    maybeWhere,
  ),
  words(
    "admit",
    fc.oneof(
      words(subject, "of", "tenancy", name),
      words(fc.constantFrom("any-user", "any-group"), "of", anyCase("any-tenancy")),
    ),
    "to",
    action,
    "in",
    beyond,
    maybeWhere,
  ),
  words("define", fc.constantFrom("tenancy", "group", "dynamic-group", "compartment"), name, "as", ocid),
  words("define", fc.constantFrom("group", "dynamic-group"), words(name, "/", name), "as", "id", ocid),
);

describe("printing", () => {
  it("gives a text that parses to the same tree, and prints the same again", () => {
    fc.assert(
      fc.property(statement, (text) => {
        const tree = statementOf(text);
        const printed = printStatement(tree);

        assert.deepEqual(withoutSpans(statementOf(printed)), withoutSpans(tree));
        assert.equal(printStatement(statementOf(printed)), printed);
      }),
      { numRuns: 1000 },
    );
  });

  it("gives a matching rule that parses to the same tree, and prints the same again", () => {
    fc.assert(
      fc.property(condition, (text) => {
        const tree = ruleOf(text);
        const printed = printMatchingRule(tree);

        assert.deepEqual(withoutSpans(ruleOf(printed)), withoutSpans(tree));
        assert.equal(printMatchingRule(ruleOf(printed)), printed);
      }),
      { numRuns: 1000 },
    );
  });

  it("writes a statement as the documentation does", () => {
    const text = "ALLOW group A,B TO {a_b} IN compartment a : b WHERE any{x.y='z',target.tag.a.b NOT IN('c',/d*/)}";

    assert.equal(
      printStatement(statementOf(text)),
      "allow group A, B to {A_B} in compartment a:b where any {x.y = 'z', target.tag.a.b not in ('c', /d*/)}",
    );
  });
});

describe("hostile texts", () => {
  const pieces = fc.constantFrom(
    ..."allow deny endorse admit define group any-user id to read manage associate in with tenancy compartment where any all".split(
      " ",
    ),
    ...[
      "{",
      "}",
      "(",
      ")",
      ",",
      "=",
      "!=",
      "!",
      "/",
      ":",
      "'",
      '"',
      "\\",
      "\\'",
      " ",
      "\n",
      "\0",
      "\ud800",
      "\udc00",
      "é",
      "ocid1.a.b",
      "not",
      "between",
      "and",
    ],
  );
  const hostile = fc.oneof(
    fc.string({ unit: "binary", maxLength: 60 }),
    fc.array(pieces, { maxLength: 30 }).map((found) => found.join(" ")),
    fc.array(pieces, { maxLength: 30 }).map((found) => found.join("")),
    fc.tuple(statement, fc.nat(), pieces).map(([text, at, piece]) => {
      const cut = at % (text.length + 1);
      return text.slice(0, cut) + piece + text.slice(cut + 1);
    }),
  );

  it("are either read or refused, with every error within the text and in its order", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        for (const { tree, errors } of [
          { tree: parseStatement(text).statement, errors: parseStatement(text).errors },
          { tree: parseMatchingRule(text).rule, errors: parseMatchingRule(text).errors },
        ]) {
          assert.equal(tree === undefined, errors.length > 0);
          let last = 0;
          for (const { span, message } of errors) {
            assert.ok(last <= span.start && span.start <= span.end && span.end <= text.length, message);
            last = span.start;
          }
        }
      }),
      { numRuns: 5000 },
    );
  });

  const long = [
    { what: "blanks", text: " ".repeat(1e6) },
    { what: "quotes", text: "'".repeat(1e6) },
    {
      what: "an unclosed pattern after another",
      text: `allow group A to read x in tenancy where a.b in (${"/".repeat(1e6)}`,
    },
    { what: "backslashes", text: `allow group '${"\\".repeat(1e6)}` },
    { what: "open braces", text: `allow group A to read x in tenancy where ${"any {".repeat(2e5)}` },
    { what: "names", text: `allow group ${"a, ".repeat(3e5)}` },
    { what: "one name", text: `allow group ${"A".repeat(1e6)} to read x in tenancy` },
    { what: "letters beyond ASCII", text: `allow group ${"é".repeat(1e6)} to read x in tenancy` },
    { what: "foreign characters", text: "\u{1f600}".repeat(5e5) },
    {
      what: "conditions",
      text: `allow group A to read x in tenancy where all {${"a.b = 'c', ".repeat(9e4)}a.b = 'c'}`,
    },
  ];
  for (const { what, text } of long) {
    it(`of a megabyte take less than a second: ${what}`, () => {
      const started = performance.now();
      const { errors } = parseStatement(text);

      assert.ok(performance.now() - started < 1000);
      assert.ok(errors.length <= 3);
    });
  }

  it("are refused when nested too deep", () => {
    const { errors } = parseStatement(`allow group A to read x in tenancy where ${"any {".repeat(1000)}`);

    assert.deepEqual(
      errors.map(({ code }) => code),
      ["iam-too-deep"],
    );
  });
});
