import { strict as assert } from "node:assert";

import * as fc from "fast-check";

import { EXCEPTIONS, readExceptions } from "../../../policies/exceptions/exception";

const RULES = new Map([
  ["oci-a", undefined],
  ["oci-never", "it is the last door"],
]);
const TODAY = "2026-11-25";
const GOOD = { rule: "oci-a", resource: "topic", reason: "made elsewhere", owner: "shop", expires: "2027-11-25" };
const read = (value: unknown) => readExceptions(JSON.stringify(value), RULES, TODAY);

describe("readExceptions", () => {
  it("reads those of a list", () => assert.deepEqual(read([GOOD]), { exceptions: [GOOD], problems: [] }));

  it("reads none where none are configured", () => {
    for (const text of [undefined, "", "[]"])
      assert.deepEqual(readExceptions(text, RULES, TODAY), { exceptions: [], problems: [] });
  });

  it("takes a day that the engine made a moment of", () => {
    assert.equal(read([{ ...GOOD, expires: "2027-01-31 00:00:00 +0000 UTC" }]).exceptions[0]?.expires, "2027-01-31");
  });

  it("reads one that has expired: it is told of by a rule", () => {
    assert.equal(read([{ ...GOOD, expires: "2020-01-31" }]).exceptions.length, 1);
  });

  const fields = "'rule', 'resource', 'reason', 'owner', 'expires'";
  const refused = [
    { what: "no object", given: "x", problem: ` is no object, expected ${fields}; write all of them` },
    {
      what: "a field too many",
      given: { ...GOOD, until: "x" },
      problem: `.until: no such field, expected ${fields}; remove it, or mend its name`,
    },
    { what: "no owner", given: { ...GOOD, owner: undefined }, problem: ".owner is no text, expected one; write it" },
    { what: "an empty reason", given: { ...GOOD, reason: " " }, problem: ".reason is no text, expected one; write it" },
    {
      what: "no rule of the pack",
      given: { ...GOOD, rule: "oci-b" },
      problem: ".rule: 'oci-b' is no rule, expected a rule of the pack; mend its name",
    },
    {
      what: "a rule that takes none",
      given: { ...GOOD, rule: "oci-never" },
      problem: ".rule: 'oci-never' can't be excepted: it is the last door; remove it, and mend the resource",
    },
    {
      what: "no day",
      given: { ...GOOD, expires: "soon" },
      problem: ".expires is 'soon', expected a day as 'YYYY-MM-DD'; write the last day on which it holds",
    },
    {
      what: "a day that there isn't",
      given: { ...GOOD, expires: "2027-02-30" },
      problem: ".expires is '2027-02-30', expected a day as 'YYYY-MM-DD'; write the last day on which it holds",
    },
    {
      what: "more than a year",
      given: { ...GOOD, expires: "2027-11-26" },
      problem: ".expires is '2027-11-26', expected at most a year ahead, '2027-11-25'; set an earlier day",
    },
  ];
  for (const { what, given, problem } of refused)
    it(`fails for ${what}, and reads the others`, () => {
      assert.deepEqual(read([GOOD, given]), {
        exceptions: [GOOD],
        problems: [`${EXCEPTIONS}[1]${problem}`],
      });
    });

  it("fails for what is no list", () => {
    const problem = `${EXCEPTIONS} is no list, expected one of objects with ${fields}; write a list`;
    for (const text of ["x", "{}", "7", "[", "null"])
      assert.deepEqual(readExceptions(text, RULES, TODAY), { exceptions: [], problems: [problem] });
  });

  it("throws for no text, and gives each entry as an exception or a problem", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.jsonValue(), fc.record({ ...GOOD_FIELDS }, { requiredKeys: [] }))), (list) => {
        const { exceptions, problems } = readExceptions(JSON.stringify(list), RULES, TODAY);
        assert.equal(exceptions.length + problems.length, list.length);
      }),
      { seed: 8, numRuns: 500 },
    );
  });
});

const GOOD_FIELDS = Object.fromEntries(
  Object.entries(GOOD).map(([field, value]) => [field, fc.oneof(fc.constant(value), fc.string())]),
);
