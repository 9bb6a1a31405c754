import { strict as assert } from "node:assert";

import { parseMatchingRule, parseStatement } from "../../../policies/iam/parser";
import { ruleOf, statementOf, withoutSpans } from "./trees";

describe("parseStatement", () => {
  it("reads every part of a statement", () => {
    const statement = statementOf("ALLOW Group Admins TO Manage Repos IN Compartment a WHERE request.region = 'fra'");

    assert.deepEqual(withoutSpans(statement), {
      kind: "grant",
      effect: "allow",
      reach: "own",
      subject: { kind: "group", members: [{ kind: "name", name: { text: "Admins" } }] },
      action: { kind: "verb", verb: "manage", resource: { name: "repos" } },
      location: { kind: "compartment", path: [{ text: "a" }] },
      condition: {
        kind: "=",
        variable: { kind: "variable", name: "request.region" },
        value: { kind: "string", text: "fra", quote: "'" },
      },
    });
  });

  it("says where in the text each part is", () => {
    const text = "  allow group 'D'/'A B' to read repos in compartment a : b";
    const statement = statementOf(text);
    assert.ok(statement.kind === "grant" && statement.location?.kind === "compartment");
    const parts = [statement, statement.subject, statement.action, statement.location, ...statement.location.path];

    assert.deepEqual(
      parts.map(({ span }) => text.slice(span.start, span.end)),
      [text.trim(), "group 'D'/'A B'", "read repos", "compartment a : b", "a", "b"],
    );
  });

  const accepted = [
    { what: "any user", text: "allow any-user to read repos in tenancy" },
    { what: "any group", text: "allow any-group to read repos in tenancy" },
    { what: "several groups", text: "allow group A, 'B C',D to read repos in tenancy" },
    {
      what: "groups by OCID",
      text: "allow group id ocid1.group.oc1..a, id ocid1.group.oc1..b to read repos in tenancy",
    },
    { what: "a dynamic group of a domain", text: "allow dynamic-group 'D'/'A' to read repos in tenancy" },
    { what: "a domain without quotes", text: "allow group D/A, D/'B' to read repos in tenancy" },
    {
      what: "several services",
      text: "allow service blockstorage, objectstorage-eu-frankfurt-1 to use keys in tenancy",
    },
    { what: "a resource", text: "allow resource autoscaling to read repos in tenancy" },
    {
      what: "a type of resource",
      text: "allow resource loganalyticsvrp LogAnalyticsVirtualResource to {A_READ} in tenancy",
    },
    { what: "permissions on a family", text: "allow group A to {CLUSTER_CREATE} cluster-family in compartment c" },
    { what: "permissions", text: "allow group A to {REPOSITORY_READ, repository_inspect} in tenancy" },
    { what: "permissions right after the subject", text: "admit group A {BUCKET_READ} in tenancy" },
    { what: "a path of compartments", text: "allow group A to read repos in compartment a:'b c':d" },
    { what: "a compartment by OCID", text: "allow group A to read repos in compartment id ocid1.compartment.oc1..a" },
    { what: "no location before a condition", text: "allow group A to manage repos where request.region = 'fra'" },
    { what: "a definition", text: "Define tenancy X as ocid1.tenancy.oc1..a" },
    { what: "a definition of a group", text: "define group 'a b' as ocid1.group.oc1..a" },
    { what: "a definition of a group of a domain", text: "define group 'a'/b as id ocid1.group.oc1..a" },
    { what: "endorse", text: "Endorse group A to manage object-family in tenancy Y" },
    { what: "a definition of a compartment", text: "define compartment a as 'ocid1.compartment.oc1..a'" },
    { what: "a compartment of another tenancy", text: "endorse group A to read repos in compartment a:b of tenancy B" },
    { what: "endorse in any tenancy", text: "endorse any-user to { LOG_WRITE } in any-tenancy where a.b = c.d" },
    { what: "admit", text: "Admit group A of tenancy B to read buckets in compartment c" },
    { what: "admit from anywhere", text: "admit any-user of any-tenancy to read buckets in tenancy" },
    { what: "deny", text: "deny any-user to manage policies in tenancy where all {a.b = 'deny', c.d!='e'}" },
    { what: "deny endorse", text: "deny endorse group A to read all-resources in tenancy B" },
    { what: "deny admit", text: "deny admit dynamic-group A of tenancy B to use buckets in tenancy" },
    {
      what: "associate with another tenancy's",
      text: "endorse group A to associate local-peering-gateways in compartment c with local-peering-gateways in tenancy B",
    },
    {
      what: "associate in the acceptor",
      text: "admit group A of tenancy B to associate lpgs in tenancy B with lpgs in compartment id ocid1.compartment.oc1..a",
    },
    { what: "associate of one side", text: "endorse dynamic-group A to associate instances in any-tenancy" },
    { what: "white space of any kind", text: "\n allow\tgroup A\r\n to read\u00a0repos\n in tenancy \n" },
    { what: "letters of any language", text: "allow group Größe-管理 to read repos in tenancy" },
    { what: "escaped quotes", text: "allow group 'A\\'s' to read repos in tenancy where a.b = \"it's\"" },
  ];
  for (const { what, text } of accepted) it(`accepts ${what}`, () => void statementOf(text));

  const conditions = [
    { what: "a pattern", text: "target.bucket.name = /pro d*\\/'x/" },
    { what: "a pattern with slashes inside", text: "all {target.repo.name = /team/app-*/, a.b in (/c/d/)}" },
    { what: "a variable as value", text: "request.principal.id = target.agent.id" },
    { what: "a number", text: "target.instance.count = 5" },
    { what: "an empty value", text: "request.networksource.name != ''" },
    { what: "a list", text: "request.operation in ('GetRepo', /List*/)" },
    { what: "a list of what is not", text: "request.permission NOT IN ('A')" },
    { what: "a time before", text: "request.utc-timestamp before '2027-01-01T00:00Z'" },
    { what: "times between", text: "request.utc-timestamp.time-of-day BETWEEN '17:00:00Z' AND '01:00:00Z'" },
    { what: "sets that intersect", text: "sets-intersect(target.resource.compartment.tag.a.b, ('c'))" },
    { what: "sets that are equal", text: "sets-equal(request.groups.id, target.groups.id)" },
    { what: "a tag that is there", text: "request.principal.group.tag.Operations.Project" },
    { what: "a tag that is not there", text: "any {not target.resource.tag.a.b, c.d = 'e'}" },
    { what: "nested combinations", text: "ALL{a.b='c',any{d.e=/f*/,all{g.h!='i'}}}" },
  ];
  for (const { what, text } of conditions)
    it(`accepts a condition on ${what}`, () =>
      void statementOf(`allow group A to read repos in tenancy where ${text}`));

  const refused = [
    { what: "nothing", text: " ", at: "", code: "iam-empty-statement" },
    {
      what: "another first word",
      text: "alow group A to read x in tenancy",
      at: "alow",
      code: "iam-unknown-statement",
      near: "allow",
    },
    { what: "a user", text: "allow user a to read x in tenancy", at: "user", code: "iam-unknown-subject" },
    {
      what: "a misspelled subject",
      text: "allow dynamicgroup a to read x in tenancy",
      at: "dynamicgroup",
      code: "iam-unknown-subject",
      near: "dynamic-group",
    },
    { what: "no name", text: "allow group to read x in tenancy", at: "to", code: "iam-unexpected-text" },
    { what: "an empty name", text: "allow group '' to read x in tenancy", at: "''", code: "iam-unexpected-text" },
    { what: "a name of two words", text: "allow group A B to read x in tenancy", at: "B", code: "iam-unexpected-text" },
    {
      what: "a name with a foreign character",
      text: "allow group A! to read x in tenancy",
      at: "!",
      code: "iam-unexpected-character",
    },
    {
      what: "a name with a symbol of two units",
      text: "allow group A\u{1f600} to read x in tenancy",
      at: "\u{1f600}",
      code: "iam-unexpected-character",
    },
    {
      what: "an unclosed quote",
      text: "allow group 'A to read x in tenancy",
      at: "'A to read x in tenancy",
      code: "iam-unclosed-quote",
    },
    { what: "an OCID that is none", text: "allow group id A to read x in tenancy", at: "A", code: "iam-invalid-ocid" },
    {
      what: "an unknown verb",
      text: "allow group A to reads users in tenancy",
      at: "reads",
      code: "iam-unknown-verb",
      near: "read",
    },
    { what: "no resource type", text: "allow group A to manage in tenancy", at: "in", code: "iam-unexpected-text" },
    { what: "no permission", text: "allow group A to {} in tenancy", at: "}", code: "iam-unexpected-text" },
    {
      what: "a comma without a permission",
      text: "allow group A to {B,} in tenancy",
      at: "}",
      code: "iam-unexpected-text",
    },
    { what: "no location", text: "allow group A to read x", at: "", code: "iam-unexpected-end" },
    {
      what: "an unknown location",
      text: "allow group A to read x in compartmnt c",
      at: "compartmnt",
      code: "iam-unexpected-text",
      near: "compartment",
    },
    {
      what: "another tenancy without endorse",
      text: "allow group A to read x in tenancy B",
      at: "B",
      code: "iam-unexpected-text",
    },
    {
      what: "a path that ends early",
      text: "allow group A to read x in compartment a:",
      at: "",
      code: "iam-unexpected-end",
    },
    {
      what: "text after the end",
      text: "allow group A to read x in tenancy;",
      at: ";",
      code: "iam-unexpected-character",
    },
    {
      what: "a misspelled where",
      text: "allow group A to read x in tenancy wher a.b = 'c'",
      at: "wher",
      code: "iam-unexpected-text",
      near: "where",
    },
    { what: "no condition", text: "allow group A to read x in tenancy where", at: "", code: "iam-unexpected-end" },
    {
      what: "an unknown operator",
      text: "allow group A to read x in tenancy where a.b is 'c'",
      at: "is",
      code: "iam-unknown-operator",
      near: "in",
    },
    {
      what: "two equals signs",
      text: "allow group A to read x in tenancy where a.b == 'c'",
      at: "=",
      code: "iam-unexpected-text",
      last: true,
    },
    {
      what: "an empty combination",
      text: "allow group A to read x in tenancy where any {}",
      at: "}",
      code: "iam-unexpected-text",
    },
    {
      what: "an open combination",
      text: "allow group A to read x in tenancy where any {a.b = 'c'",
      at: "",
      code: "iam-unexpected-end",
    },
    {
      what: "an empty list",
      text: "allow group A to read x in tenancy where a.b in ()",
      at: ")",
      code: "iam-unexpected-text",
    },
    {
      what: "an unclosed pattern",
      text: "allow group A to read x in tenancy where a.b = /c",
      at: "/c",
      code: "iam-unclosed-pattern",
    },
    {
      what: "a variable alone that is no tag",
      text: "allow group A to read x in tenancy where a.b",
      at: "",
      code: "iam-unexpected-end",
    },
    {
      what: "an absence of what is no tag",
      text: "allow group A to read x in tenancy where not a.b",
      at: "a.b",
      code: "iam-unexpected-text",
    },
    {
      what: "a compartment of another tenancy without endorse",
      text: "allow group A to read x in compartment a of tenancy B",
      at: "of",
      code: "iam-unexpected-text",
    },
    {
      what: "two conditions without a combination",
      text: "allow group A to read x in tenancy where a.b = 'c', d.e = 'f'",
      at: ",",
      code: "iam-unexpected-text",
    },
    {
      what: "a definition of a service",
      text: "define service a as ocid1.service.oc1..a",
      at: "service",
      code: "iam-unexpected-text",
    },
    {
      what: "an origin without admit",
      text: "endorse any-user of tenancy B to read x in tenancy B",
      at: "of",
      code: "iam-unexpected-text",
    },
  ];
  for (const { what, text, at, code, near, last } of refused) {
    it(`fails when there is ${what}`, () => {
      const { statement, errors } = parseStatement(text);

      assert.equal(statement, undefined);
      assert.deepEqual(
        errors.map(({ code, span, suggestion }) => ({ code, span, suggestion })),
        [{ code, span: spanOf(text, at, last), suggestion: near }],
      );
    });
  }

  it("finds every error of a statement", () => {
    const { errors } = parseStatement("allow group A! to reads users inn tenancy where a.b is 'c'");

    assert.deepEqual(
      errors.map(({ message }) => message),
      [
        "expected one of ',', 'to', got '!'",
        "expected one of 'inspect', 'read', 'use', 'manage', 'associate', '{', got 'reads'; did you mean 'read'",
        "expected one of '=', '!=', 'in', 'not in', 'before', 'after', 'between', got 'is'; did you mean 'in'",
      ],
    );
  });

  it("says what a statement does though another part of it is wrong", () => {
    const { statement, action, effect } = parseStatement("deny group A! to manage repos in tenancy");

    assert.equal(statement, undefined);
    assert.equal(effect, "deny");
    assert.deepEqual(withoutSpans(action), { kind: "verb", verb: "manage", resource: { name: "repos" } });
  });
});

describe("parseMatchingRule", () => {
  const accepted = [
    { what: "one condition", text: "instance.compartment.id = 'ocid1.compartment.oc1..a'" },
    { what: "a tag with any value", text: "tag.department.operations.value" },
    { what: "a tag with a value", text: "tag.department.operations.value='45'" },
    {
      what: "nested combinations",
      text: "Any {ALL {resource.type = 'fnfunc', tag.a.b.value != 'c'}, instance.id = 'd'}",
    },
    { what: "a value without quotes", text: "instance.id = ocid1.instance.oc1..a" },
  ];
  for (const { what, text } of accepted) it(`accepts ${what}`, () => void ruleOf(text));

  const refused = [
    { what: "nothing", text: "", at: "", code: "iam-empty-statement" },
    {
      what: "two conditions without a combination",
      text: "a.b = 'c', d.e = 'f'",
      at: ",",
      code: "iam-unexpected-text",
    },
    { what: "an unclosed combination", text: "all {a.b = 'c'", at: "", code: "iam-unexpected-end" },
    { what: "a combination of its own", text: "some {a.b = 'c'}", at: "some", code: "iam-unexpected-text" },
    { what: "a variable with an empty part", text: "all {a..b = 'c'}", at: "a..b", code: "iam-unexpected-text" },
  ];
  for (const { what, text, at, code } of refused) {
    it(`fails when there is ${what}`, () => {
      const { rule, errors } = parseMatchingRule(text);

      assert.equal(rule, undefined);
      assert.deepEqual(
        errors.map(({ code, span }) => ({ code, span })),
        [{ code, span: spanOf(text, at) }],
      );
    });
  }

  it("suggests no operator for punctuation", () => {
    assert.equal(parseMatchingRule("a.b {c.d = 'e'}").errors[0]?.suggestion, undefined);
  });
});

/** Where `at` stands in the text as a word of its own; the end of the text if it is empty. */
function spanOf(text: string, at: string, last = false): { start: number; end: number } {
  if (at === "") return { start: text.length, end: text.length };
  if (last) return { start: text.lastIndexOf(at), end: text.lastIndexOf(at) + at.length };
  const asWord = ` ${text} `.indexOf(` ${at} `);
  const start = asWord === -1 ? text.indexOf(at) : asWord;
  return { start, end: start + at.length };
}
