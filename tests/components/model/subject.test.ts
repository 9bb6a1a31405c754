import { strict as assert } from "node:assert";

import fc from "fast-check";

import { DOMAIN_NAME, GROUP, groupOf, printSubject } from "../../../components/model/subject";
import { parseStatement } from "../../../policies/iam/parser";

const OCID = "ocid1.group.oc1..aaaaexample";

describe("a group of people", () => {
  const forms: readonly { text: string; printed: string }[] = [
    { text: "Approvers", printed: "group Approvers" },
    { text: "shop.approvers_1", printed: "group shop.approvers_1" },
    { text: "Release Managers", printed: "group 'Release Managers'" },
    { text: "'Release Managers'", printed: "group 'Release Managers'" },
    { text: "Corp/Approvers", printed: "group 'Corp'/'Approvers'" },
    { text: "'Corp'/'Release Managers'", printed: "group 'Corp'/'Release Managers'" },
    { text: "in", printed: "group 'in'" },
    { text: "Where", printed: "group 'Where'" },
    { text: "a+b@c", printed: "group 'a+b@c'" },
    { text: OCID, printed: `group id ${OCID}` },
  ];
  for (const { text, printed } of forms) {
    it(`may be written ${text}`, () => {
      assert.match(text, GROUP);
      assert.equal(printSubject(groupOf(text)), printed);
    });
  }

  const refused = [
    "",
    " ",
    "Approvers ",
    "'Approvers",
    "Corp/",
    "/Approvers",
    "a/b/c",
    "a, group b",
    "a' to manage all-resources in tenancy where '",
    "a\nb",
    "a{b}",
    "ocid1.user.oc1..aaaa",
    "'ocid1.group.oc1..aaaa'",
  ];
  for (const text of refused) {
    it(`may not be written ${JSON.stringify(text)}`, () => {
      assert.doesNotMatch(text, GROUP);
    });
  }

  it("is the only subject of its statement, whatever it is called", () => {
    const allowed = fc.stringMatching(/^[\w.@+ '/,{-]{1,20}$/).filter((text) => GROUP.test(text));
    fc.assert(
      fc.property(allowed, (text) => {
        const { statement, errors } = parseStatement(`Allow ${printSubject(groupOf(text))} to read repos in tenancy`);

        assert.deepEqual(errors, []);
        assert.ok(statement?.kind === "grant" && "members" in statement.subject);
        assert.equal(statement.subject.kind, "group");
        assert.equal(statement.subject.members.length, 1);
      }),
    );
  });
});

describe("a dynamic group", () => {
  it("is named with its identity domain where that is not the Default one", () => {
    const kind = "dynamic-group";

    assert.equal(printSubject({ kind, name: "shop-dev" }), "dynamic-group shop-dev");
    assert.equal(printSubject({ kind, name: "shop-dev", domain: "Corp IT" }), "dynamic-group 'Corp IT'/'shop-dev'");
  });
});

describe("the name of an identity domain", () => {
  for (const name of ["Default", "Corp IT", "OracleIdentityCloudService"]) {
    it(`may be ${name}`, () => {
      assert.match(name, DOMAIN_NAME);
    });
  }

  for (const name of ["", "a/b", "it's", " Corp"]) {
    it(`may not be ${JSON.stringify(name)}`, () => {
      assert.doesNotMatch(name, DOMAIN_NAME);
    });
  }
});
