import { strict as assert } from "node:assert";

import { findingsIn, type FoundText } from "../trees";

function found(rest: string): FoundText[] {
  return findingsIn(`allow group A to ${rest}`);
}

describe("iam-unknown-permission", () => {
  it("notes a permission of a list that is not in the catalogue, with the nearest one", () => {
    assert.deepEqual(found("{REPOSITORY_READ, repository_raed} in tenancy"), [
      {
        code: "iam-unknown-permission",
        level: "note",
        at: "repository_raed",
        message: "permission 'REPOSITORY_RAED' is not in the catalogue; did you mean 'REPOSITORY_READ'",
      },
    ]);
  });

  it("notes one that nothing is near", () => {
    assert.deepEqual(
      found("{THINGS_OF_TOMORROW_TAKE} in tenancy").map(({ message }) => message),
      ["permission 'THINGS_OF_TOMORROW_TAKE' is not in the catalogue"],
    );
  });

  for (const test of [
    "= 'OBJECT_REED'",
    "!= 'OBJECT_REED'",
    "in ('OBJECT_REED')",
    "not in ('OBJECT_REED', 'OBJECT_READ')",
  ])
    it(`notes one that a condition compares with by ${test.split(" '")[0]}`, () => {
      assert.deepEqual(
        found(`manage objects in tenancy where any {a.b = 'c', Request.Permission ${test}}`).map(({ at }) => at),
        ["'OBJECT_REED'"],
      );
    });

  const accepted = [
    { what: "a permission in lower case", rest: "{repository_read} in tenancy" },
    { what: "an unconfirmed permission", rest: "{DEVOPS_TRIGGER_READ} in tenancy" },
    { what: "a pattern", rest: "manage objects in tenancy where request.permission = /OBJECT_RE*/" },
    { what: "another variable", rest: "manage objects in tenancy where request.operation = 'OBJECT_REED'" },
  ];
  for (const { what, rest } of accepted) it(`accepts ${what}`, () => assert.deepEqual(found(rest), []));
});

describe("iam-inapplicable-permission", () => {
  it("warns of a test that the verb's permissions never meet", () => {
    assert.deepEqual(found("read repos in tenancy where request.permission = 'REPOSITORY_DELETE'"), [
      {
        code: "iam-inapplicable-permission",
        level: "warning",
        at: "'REPOSITORY_DELETE'",
        message:
          "'read repos' doesn't have permission 'REPOSITORY_DELETE', so that this test is never met " +
          "(it has: 'REPOSITORY_INSPECT', 'REPOSITORY_READ')",
      },
    ]);
  });

  it("warns of each one in a list", () => {
    const rest = "use buckets in tenancy where request.permission in ('BUCKET_DELETE', 'BUCKET_READ', 'OBJECT_READ')";

    assert.deepEqual(
      found(rest).map(({ at }) => at),
      ["'BUCKET_DELETE'", "'OBJECT_READ'"],
    );
  });

  it("warns of one that the statement's own list doesn't have", () => {
    assert.deepEqual(
      found("{BUCKET_READ} in tenancy where request.permission = 'BUCKET_DELETE'").map(({ code }) => code),
      ["iam-inapplicable-permission"],
    );
  });

  const accepted = [
    { what: "one that the verb has", rest: "manage repos in tenancy where request.permission = 'REPOSITORY_DELETE'" },
    { what: "one that is kept out", rest: "read buckets in tenancy where request.permission != 'BUCKET_DELETE'" },
    {
      what: "a type of unknown permissions",
      rest: "use api-gateways in tenancy where request.permission = 'VCN_READ'",
    },
    { what: "all-resources", rest: "read all-resources in tenancy where request.permission = 'BUCKET_DELETE'" },
    {
      what: "a permission that a family has besides its members",
      rest: "use instance-family in tenancy where request.permission = 'VNIC_ATTACH'",
    },
  ];
  for (const { what, rest } of accepted) it(`accepts ${what}`, () => assert.deepEqual(found(rest), []));
});
