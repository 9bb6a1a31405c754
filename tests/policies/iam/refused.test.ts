import { strict as assert } from "node:assert";

import type { SyntaxCode } from "../../../policies/iam/diagnostic";
import { parseMatchingRule, parseStatement, type ParsedRule, type ParsedStatement } from "../../../policies/iam/parser";

/** Statements and matching rules that are wrong in one place, which `^` stands before. */
const WRONG: Readonly<Partial<Record<SyntaxCode, readonly string[]>>> = {
  "iam-invalid-ocid": [
    "allow group id ^not-an-ocid to read buckets in tenancy",
    "allow group admins to read buckets in compartment id ^invalid",
    "define tenancy Remote as ^invalid",
    "allow group A to manage buckets in compartment id ^c",
    "allow group id ^A to manage buckets in tenancy",
  ],
  "iam-unclosed-pattern": [
    "allow group admins to read buckets in tenancy where request.x = ^/",
    "allow group A to manage buckets in tenancy where a.b = ^/c",
  ],
  "iam-unclosed-quote": [
    "allow group ^'admins\\ to read buckets in tenancy",
    "allow group A to manage buckets in tenancy where a.b = ^'c",
    "allow group A to manage buckets in tenancy where a.b = c^'",
    "allow group ^'A to manage buckets in tenancy",
    "allow group A^' to manage buckets in tenancy",
    "allow group ^\"A' to manage buckets in tenancy",
    "define tenancy A as ^'ocid1.tenancy.oc1..a",
  ],
  "iam-unexpected-character": [
    "allow group A to read all-resources in tenancy ^# trailing note",
    "allow group ^“A” to read buckets in tenancy",
    "allow group A^\u200b to read buckets in tenancy",
    "allow group A^! to read users in tenancy",
    "allow group A to manage buckets in tenancy where request.region ^<> 'x'",
    "allow group A to manage buckets in tenancy where all {a.b = 'c'^; d.e = 'f'}",
    "allow group A to manage buckets in tenancy where all ^[a.b = 'c']",
    "allow group A to manage buckets in tenancy where request.region in ^['x']",
    "allow group A to ^* buckets in tenancy",
    "allow group A to manage ^* in tenancy",
    "allow group A to {BUCKET_READ^; BUCKET_INSPECT} in tenancy",
    "allow group A to ^[BUCKET_READ] in tenancy",
    "allow group A^$ to manage buckets in tenancy",
    "allow group A to manage buckets in tenancy^;",
    "allow group A to manage buckets^? in tenancy",
    "allow group A to manage buckets in tenancy where a.b = 'c'^;",
    "allow group ^<A> to manage buckets in tenancy",
  ],
  "iam-unexpected-end": [
    "allow^",
    "allow group admins to read buckets^",
    "allow group admins to read buckets in^",
    "allow group admins to read buckets in tenancy where^",
    "allow group admins to read buckets in tenancy where all { request.x = 'value'^",
    "allow group admins to associate local-peering-gateways in tenancy with local-peering-gateways^",
    "define tenancy Remote as^",
    "allow group admins to read buckets in compartment finance:^",
    "define compartment foo as^",
    "allow group B to read^",
    "endorse group A to read buckets in^",
    "allow group A to manage buckets in tenancy where a.b between 'c'^",
    "allow group A to manage buckets in tenancy where a.b before^",
    "allow group A to manage buckets in tenancy where a.b in ('x'^",
    "allow group A to manage buckets in compartment^",
    "allow group A to manage buckets in compartment id^",
    "all {resource.type = 'a'^",
    "any {all {resource.type = 'a'}^",
  ],
  "iam-unexpected-text": [
    "allow group ^to read buckets in tenancy",
    "allow any-user ^id ocid1.group.oc1..abc to read buckets in tenancy",
    "allow service id ^ocid1.service.oc1..abc to read buckets in tenancy",
    "allow group domain/name^/extra to read buckets in tenancy",
    "allow group ^,admins to read buckets in tenancy",
    "allow group admins,^,operators to read buckets in tenancy",
    "allow group 'admins' ^operators to read buckets in tenancy",
    "allow group RemoteAdmins ^of tenancy Remote to read buckets in tenancy",
    "endorse any-user ^of tenancy Remote to read buckets in tenancy Remote",
    "allow group admins to read ^in tenancy",
    "deny group admins ^{VCN_ATTACH} in tenancy",
    "allow group admins to read buckets in ^bucket finance",
    "allow group admins to read buckets in compartment ^where request.x = 'x'",
    "allow group admins to read buckets in ^any-tenancy",
    "allow group admins to read buckets in tenancy ^unexpected",
    "allow group admins to read buckets in tenancy where ^= 'value'",
    "allow group admins to read buckets in tenancy where request.x in ^'value'",
    "allow group admins to read buckets in tenancy where request.x in (^)",
    "allow group admins to read buckets in tenancy where request.x = /value/ ^trailing",
    "allow group admins to read buckets in tenancy where request.x = 'value' ^trailing",
    "allow group admins to read buckets in tenancy where request.x = target ^value",
    "allow group admins to read buckets in tenancy where request.x in (^, 'value')",
    "allow group admins to read buckets in tenancy where request.x in ('value',^, 'other')",
    "allow group admins to read buckets in tenancy where any ^request.x = 'value'",
    "allow group admins to read buckets in tenancy where any {^}",
    "allow group admins to read buckets in tenancy where all { request.x = 'value', ^}",
    "allow group admins to read buckets in tenancy where sets-intersect(request.x, target.x^, extra)",
    "allow group admins to associate local-peering-gateways in tenancy with local-peering-gateways in ^group Remote",
    "define ^service objectstorage as ocid1.service.oc1..objectstorage",
    "define tenancy Remote as ocid1.tenancy.oc1..one ^ocid1.tenancy.oc1..two",
    "define tenancy one^,two as ocid1.tenancy.oc1..remote",
    "allow group admins to read buckets in compartment finance^/accounts",
    "allow group admins to read buckets in compartment ^:finance",
    "allow group admins to read buckets in compartment finance:^:accounts",
    "Admit any-user of ^banana to manage object-family in tenancy",
    "Admit group ABC of ^any-tenancy to manage object-family in tenancy",
    "Admit service faas of ^any-tenancy to manage object-family in tenancy",
    "allow group A to read all-resources in tenancy ^// trailing note",
    "define group ^as ocid1.group.oc1..aaaa",
    "Allow group t to manage all-resources in tenancy where request.operation not ^('ListBuckets')",
    "ALL { ^instance..id = 'ocid1.compartment.oc1..example' }",
    "allow group A to manage ^in tenancy",
    "allow group A to manage buckets in tenancy where request.region =^= 'x'",
    "allow group A to manage buckets in tenancy where request.region = ^= 'x'",
    "allow group A to manage buckets in tenancy where ^'x' = request.region",
    "allow group A to manage buckets in tenancy where all {a.b = 'c' ^d.e = 'f'}",
    "allow group A to manage buckets in tenancy where ^(a.b = 'c')",
    "allow group A to manage buckets in tenancy where a.b = 'c' ^and d.e = 'f'",
    "allow group A to manage buckets in tenancy where a.b = 'c' ^or d.e = 'f'",
    "allow group A to manage buckets in tenancy where a.b = 'c'^, d.e = 'f'",
    "allow group A to manage buckets in tenancy where a.b = 'c'^}",
    "allow group A to manage buckets in tenancy where all {a.b = 'c'}^}",
    "allow group A to manage buckets in tenancy where all {all ^a.b = 'c'}",
    "allow group A to manage buckets in tenancy where ^none {a.b = 'c'}",
    "allow group A to manage buckets in tenancy where ^not {a.b = 'c'}",
    "allow group A to manage buckets in tenancy where a.b between 'c' ^'d'",
    "allow group A to manage buckets in tenancy where a.b not in ^'x'",
    "allow group A to manage buckets in tenancy where ^where a.b = 'x'",
    "allow group A to manage buckets in ^in tenancy",
    "allow group group ^A to manage buckets in tenancy",
    "allow group A to manage ^manage buckets in tenancy",
    "allow group A to manage buckets ^buckets in tenancy",
    "allow group A to manage buckets in tenancy ^tenancy",
    "allow group A to manage buckets^, objects in tenancy",
    "allow group A to read^, use buckets in tenancy",
    "allow group A ^and B to manage buckets in tenancy",
    "allow group A, ^to manage buckets in tenancy",
    "allow group A ^manage buckets in tenancy",
    "allow group A to manage buckets in ^root",
    "allow group A to manage buckets in ^tenant",
    "allow group A to manage buckets in ^compartments c",
    "allow group A to manage buckets in compartment ocid1.compartment.oc1..a ^b",
    "allow group A to manage buckets in compartment a^, b",
    "allow group A to manage buckets in compartment a ^b",
    "allow group A to manage buckets ^on tenancy",
    "allow group A to manage buckets ^tenancy",
    "allow group A to {BUCKET_READ ^in tenancy",
    "allow group A to {^} in tenancy",
    "allow group A to {^'BUCKET_READ'} in tenancy",
    "allow group A to manage ^{BUCKET_READ} in tenancy",
    "allow group A to {BUCKET_READ}^} in tenancy",
    "allow group A to manage buckets in ^tenancy.",
    "allow group A to manage buckets in tenancy^,",
    "allow group A to manage buckets in tenancy ^allow group B to manage buckets in tenancy",
    "admit group A ^from tenancy B to manage buckets in tenancy",
    "define tenancy A ^= ocid1.tenancy.oc1..a",
    "define tenancy ^as ocid1.tenancy.oc1..a",
    "define ^user A as ocid1.user.oc1..a",
    "define ^A as ocid1.tenancy.oc1..a",
    "allow group A,B ^C to manage buckets in tenancy",
    "allow group A/B^/C to manage buckets in tenancy",
    "allow group A/ ^to manage buckets in tenancy",
    "allow group ^/B to manage buckets in tenancy",
    "allow group id ^to manage buckets in tenancy",
    "allow resource ^to manage buckets in tenancy",
    "allow service ^to manage buckets in tenancy",
    "allow any-user ^A to manage buckets in tenancy",
    "any {^}",
    "all {resource.type = 'a' ^resource.id = 'b'}",
    "resource.type = 'a'^, resource.id = 'b'",
    "all ^resource.type = 'a'",
    "resource.type =^= 'a'",
    "resource.type = a ^b",
  ],
  "iam-unknown-operator": [
    "allow group admins to read buckets in tenancy where request.x ^is 'value'",
    "allow group A to manage buckets in tenancy where request.region ^like 'x'",
    "all {resource.type ^'a'}",
  ],
  "iam-unknown-statement": [
    "^permit group admins to read buckets in tenancy",
    "^// a line comment allow group A to read all-resources in tenancy",
    "^/* a block comment */ allow group A to read all-resources in tenancy",
    "^to reads users",
  ],
  "iam-unknown-subject": [
    "allow ^user alice to read buckets in tenancy",
    "allow ^tenancy Remote to read buckets in tenancy",
    "allow ^allow group A to manage buckets in tenancy",
    "allow ^A to manage buckets in tenancy",
    "allow ^groups A to manage buckets in tenancy",
    "allow ^dynamic group A to manage buckets in tenancy",
    "allow ^dynamic_group A to manage buckets in tenancy",
    "allow ^any user to manage buckets in tenancy",
    "allow ^everyone to manage buckets in tenancy",
    "deny ^allow group A to manage buckets in tenancy",
    "deny ^define tenancy A as ocid1.tenancy.oc1..a",
  ],
  "iam-unknown-verb": [
    "allow group admins to ^audit buckets in tenancy",
    "allow group A to ^to manage buckets in tenancy",
    "allow group A to ^mange buckets in tenancy",
    "allow group A to ^MANAGES buckets in tenancy",
    "allow group A to ^write buckets in tenancy",
    "allow group A to ^delete buckets in tenancy",
    "allow group A to ^create buckets in tenancy",
    "allow group A to ^view buckets in tenancy",
    "allow group A to ^BUCKET_READ} in tenancy",
  ],
};

function parsed(text: string): ParsedStatement | ParsedRule {
  return /^(any|all)\b|^resource\./i.test(text) ? parseMatchingRule(text) : parseStatement(text);
}

describe("wrong statements", () => {
  for (const [code, marked] of Object.entries(WRONG))
    for (const text of marked)
      it(`fail at their one wrong place, with ${code}: ${text}`, () => {
        const { errors } = parsed(text.replace("^", ""));

        assert.deepEqual(
          errors.map((error) => ({ code: error.code, start: error.span.start })),
          [{ code, start: text.indexOf("^") }],
        );
      });

  const WHOLE = [
    "allow group A , B to { C , D } in compartment a : b where all { c.d in ( e.f , 1 ) , not g.tag.h }",
    "admit dynamic-group A / B of tenancy C to manage repos in compartment id ocid1.compartment.oc1..a",
    "endorse any-user to associate a in compartment B with c in any-tenancy where d.e between f.g and h.i",
    "define tenancy A as ocid1.tenancy.oc1..a",
  ];

  it("fail wherever a foreign character stands: none is skipped", () => {
    for (const text of WHOLE)
      for (const character of "!$;?#*&<>[]|~^%`\\\u200b\u{1f600}")
        for (let at = 0; at <= text.length; at++) {
          const { statement, errors } = parseStatement(text.slice(0, at) + character + text.slice(at));

          assert.equal(statement, undefined, `${character} at ${at} of ${text}`);
          assert.ok(
            errors.some(({ span }) => span.start <= at && at <= span.end),
            `${character} at ${at} of ${text}`,
          );
        }
  });

  it("fail when a part is left out, but for those that may be", () => {
    const optional = new Set(["id", "of", "in", "where", "with", "not", ","]);

    for (const text of WHOLE) {
      const words = text.split(" ");
      for (const [index, word] of words.entries()) {
        const rest = words.toSpliced(index, 1).join(" ");
        if (!optional.has(word)) assert.notDeepEqual(parseStatement(rest).errors, [], rest);
      }
    }
  });

  it("fail when a mark or a word of the language stands there twice", () => {
    const names = /^[a-z.]+$|ocid/i;

    for (const text of WHOLE) {
      const words = text.split(" ");
      for (const [index, word] of words.entries()) {
        const twice = words.toSpliced(index, 0, word).join(" ");
        if (!names.test(word)) assert.notDeepEqual(parseStatement(twice).errors, [], twice);
      }
    }
  });
});
