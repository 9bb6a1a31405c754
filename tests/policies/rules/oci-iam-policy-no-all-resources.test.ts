import { strict as assert } from "node:assert";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";

import { ociIamPolicyNoAllResources as rule } from "../../../policies/rules/oci-iam-policy-no-all-resources";
import { judgeOne, UNKNOWN } from "../judge";

const POLICY = "oci:Identity/policy:Policy";

function judge(...statements: string[]): string[] {
  return judgeOne(rule, POLICY, { statements }, "access").map(({ message }) => message);
}

describe("oci-iam-policy-no-all-resources", () => {
  it("accepts statements that name their resource types", () => {
    assert.deepEqual(
      judge("Allow dynamic-group builders to manage repos in compartment id ocid1.compartment.oc1..a"),
      [],
    );
  });

  const refused = [
    { what: "manage", statement: "Allow group A to manage all-resources in tenancy", verb: "manage" },
    { what: "inspect", statement: "Allow group A to inspect all-resources in tenancy", verb: "inspect" },
    { what: "upper case", statement: "ALLOW GROUP A TO MANAGE ALL-RESOURCES IN TENANCY", verb: "manage" },
    { what: "line breaks", statement: "allow group A\n  to manage\n  all-resources\n  in tenancy", verb: "manage" },
    {
      what: "a quoted subject",
      statement: "Allow group 'D'/'to read x' to use all-resources in compartment c",
      verb: "use",
    },
    { what: "endorse", statement: "Endorse group A to manage all-resources in tenancy Other", verb: "manage" },
    {
      what: "a condition",
      statement: "Allow group A to read all-resources in tenancy where request.region = 'fra'",
      verb: "read",
    },
    {
      what: "beside a part that the parser refuses",
      statement: "Allow group A! to manage all-resources in tenancy",
      verb: "manage",
    },
  ];
  for (const { what, statement, verb } of refused) {
    it(`fails when a statement grants all-resources: ${what}`, () => {
      assert.deepEqual(judge("Allow group A to read repos in tenancy", statement), [
        `policy 'access': statement '${statement}' grants '${verb}' on 'all-resources', expected the resource types ` +
          `that are needed; write one statement for each, e.g. '${verb} repos'`,
      ]);
    });
  }

  const accepted = [
    {
      what: "in a quoted value",
      statement: "Allow group A to read buckets in tenancy where target.bucket.name = 'to manage all-resources'",
    },
    { what: "as a quoted group", statement: "Allow group 'all-resources' to read repos in tenancy" },
    { what: "in a definition", statement: "Define tenancy all-resources as ocid1.tenancy.oc1..a" },
    { what: "in a denial", statement: "Deny group A to manage all-resources in tenancy" },
    { what: "by permission", statement: "Allow group A to {REPOSITORY_READ} in tenancy" },
    { what: "nowhere: an empty statement", statement: "" },
  ];
  for (const { what, statement } of accepted) {
    it(`accepts the words ${what}`, () => assert.deepEqual(judge(statement), []));
  }

  it("accepts a policy whose list of statements is empty", () => assert.deepEqual(judge(), []));

  it("leaves absent statements to the provider, which refuses them", () => {
    assert.deepEqual(judgeOne(rule, POLICY, {}), []);
  });

  it("refuses and accepts the statements of its page", () => {
    const page = fs.readFileSync(
      path.join(__dirname, "../../../policies/docs/oci-iam-policy-no-all-resources.md"),
      "utf8",
    );
    const [incorrect, correct] = [...page.matchAll(/^```\n([^]*?)\n```$/gm)].map((match) => match[1] as string);

    assert.equal(judge(incorrect as string).length, 1);
    assert.deepEqual(judge(correct as string), []);
  });

  it("loads no parser at the pack's start", () => {
    const load =
      'require("./policies/rules/oci-iam-policy-no-all-resources"); console.log(Object.keys(require.cache).join())';
    const loaded = execFileSync(process.execPath, ["-r", "ts-node/register", "-e", load], {
      cwd: path.join(__dirname, "../../.."),
      encoding: "utf8",
    });

    assert.match(loaded, /define-rule/);
    assert.doesNotMatch(loaded, /policies.iam/);
  }).timeout(10_000);

  it("leaves other resource types alone", () => {
    assert.deepEqual(
      judgeOne(rule, "oci:Other/policy:Policy", { statements: ["Allow group A to manage all-resources in tenancy"] }),
      [],
    );
  });

  it("can't be run while the statements are unknown", () => {
    assert.throws(() => judgeOne(rule, POLICY, { statements: UNKNOWN }), /can't be known during preview|unknown/i);
  });
});
