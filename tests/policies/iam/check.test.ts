import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as path from "node:path";

import { preProcessFile } from "typescript";

import { catalogue, entryOf, permissionsOf } from "../../../policies/iam/catalogue";
import { checkStatement } from "../../../policies/iam/check";
import { sharedFacts } from "../../shared-facts";
import { findingsIn, statementOf, type FoundText } from "./trees";

const FOLDER = path.join(__dirname, "../../../policies/iam");

/** What is found in `allow group A to <rest>`. */
function found(rest: string): FoundText[] {
  return findingsIn(`allow group A to ${rest}`);
}

describe("the catalogue", () => {
  it("has one entry for each type", () => {
    const types = catalogue.map(({ type }) => type);

    assert.deepEqual(
      types.filter((type, index) => types.indexOf(type) !== index),
      [],
    );
  });

  it("knows at least 200 types", () => assert.ok(catalogue.length >= 200, `${catalogue.length} types`));

  it("has an entry for each member of a family", () => {
    const members = catalogue.flatMap(({ members = [] }) => members);

    assert.deepEqual(
      members.filter((member) => !entryOf(member)),
      [],
    );
  });

  it("writes types in lower case and permissions in upper case", () => {
    for (const { type, adds = [], all = "", unconfirmed = "" } of catalogue) {
      assert.match(type, /^[a-z0-9]+(-[a-z0-9]+)*$/);
      for (const permissions of [...adds, all, unconfirmed])
        assert.match(permissions, /^([A-Z0-9]+(_[A-Z0-9]+)+( [A-Z0-9]+(_[A-Z0-9]+)+)*)?$/, type);
    }
  });

  it("claims permissions and variables only where it names its source", () => {
    const claims = catalogue.filter(
      ({ source, adds, all, variables, members }) => !source && (adds ?? all ?? variables ?? members),
    );

    assert.deepEqual(claims, []);
  });

  it("takes its facts from the service's documentation", () => {
    for (const { type, source } of catalogue)
      if (source !== undefined) assert.match(source, /^https:\/\/docs\.oracle\.com\/.+\.htm$/, type);
  });

  it("adds up what the verbs of a type grant", () => {
    assert.deepEqual(permissionsOf("use", "ons-topics"), [
      "ONS_TOPIC_INSPECT",
      "ONS_TOPIC_READ",
      "ONS_TOPIC_PUBLISH",
      "ONS_TOPIC_SUBSCRIBE",
    ]);
  });

  it("adds up what the members of a family grant", () => {
    assert.deepEqual(permissionsOf("read", "secret-family"), [
      "SECRET_INSPECT",
      "SECRET_READ",
      "SECRET_VERSION_INSPECT",
      "SECRET_VERSION_READ",
      "SECRET_BUNDLE_INSPECT",
      "SECRET_BUNDLE_READ",
    ]);
  });

  it("adds up what a family grants besides its members", () => {
    const granted = permissionsOf("use", "instance-family") ?? [];

    assert.ok(granted.includes("VNIC_ATTACH") && granted.includes("INSTANCE_UPDATE"));
    assert.ok(!granted.includes("INSTANCE_CREATE"));
  });

  it("knows what 'manage' grants where it doesn't know which verb grants what", () => {
    assert.equal(permissionsOf("use", "devops-deploy-stage"), undefined);
    assert.deepEqual(permissionsOf("manage", "devops-deploy-stage"), [
      "DEVOPS_DEPLOY_STAGE_INSPECT",
      "DEVOPS_DEPLOY_STAGE_READ",
      "DEVOPS_DEPLOY_STAGE_UPDATE",
      "DEVOPS_DEPLOY_STAGE_CREATE",
      "DEVOPS_DEPLOY_STAGE_DELETE",
    ]);
  });

  it("does not guess what it has no source for", () => {
    assert.equal(permissionsOf("manage", "devops-family"), undefined);
    assert.equal(permissionsOf("manage", "of-no-service"), undefined);
  });

  it("is loaded by nothing that the parser needs", () => {
    const loaded = new Set<string>();
    const visit = (file: string): void => {
      if (loaded.has(file)) return;
      loaded.add(file);
      for (const { fileName } of preProcessFile(fs.readFileSync(file, "utf8")).importedFiles)
        visit(path.join(path.dirname(file), `${fileName}.ts`));
    };
    visit(path.join(FOLDER, "parser.ts"));

    assert.ok(loaded.has(path.join(FOLDER, "lexer.ts")));
    assert.deepEqual(
      [...loaded].filter((file) => file.includes("catalogue")),
      [],
    );
  });
});

describe("checkStatement", () => {
  it("notes a resource type that it doesn't know, with the nearest one", () => {
    assert.deepEqual(found("read repo in tenancy"), [
      {
        code: "iam-unknown-resource-type",
        level: "note",
        at: "repo",
        message: "resource type 'repo' is not in the catalogue; did you mean 'repos'",
      },
    ]);
  });

  it("notes a resource type that nothing is near", () => {
    assert.deepEqual(
      found("{REPOSITORY_READ} things-of-tomorrow in tenancy").map(({ message }) => message),
      ["resource type 'things-of-tomorrow' is not in the catalogue"],
    );
  });

  it("warns of a 'use' where only 'manage' changes anything", () => {
    assert.deepEqual(found("use repos in tenancy"), [
      {
        code: "iam-verb-adds-nothing",
        level: "warning",
        at: "use repos",
        message:
          "'use repos' grants no more than 'read repos', and what changes them takes 'manage repos'; " +
          "write the one that is meant",
      },
    ]);
  });

  it("warns of a 'manage' that grants no more than a weaker verb", () => {
    assert.deepEqual(
      found("manage secret-bundles in tenancy").map(({ message }) => message),
      ["'manage secret-bundles' grants no more than 'read secret-bundles'; write the one that is meant"],
    );
  });

  it("warns of a verb that grants nothing at all", () => {
    assert.deepEqual(found("read fn-invocation in tenancy"), [
      {
        code: "iam-verb-grants-nothing",
        level: "warning",
        at: "read fn-invocation",
        message: "'read fn-invocation' grants nothing; expected 'use fn-invocation'",
      },
    ]);
  });

  it("warns of a variable that the type doesn't have", () => {
    assert.deepEqual(
      found("manage repos in tenancy where any {request.region = 'fra', all {target.repos.name = 'a'}}"),
      [
        {
          code: "iam-inapplicable-variable",
          level: "warning",
          at: "target.repos.name",
          message:
            "requests for 'repos' have no variable 'target.repos.name', so that this test is never met " +
            "(they have: 'target.repo.name'); did you mean 'target.repo.name'",
        },
      ],
    );
  });

  it("warns of any variable where a type has none of its own", () => {
    assert.deepEqual(
      found("use load-balancers in tenancy where target.loadbalancer.id = 'a'").map(({ message }) => message),
      [
        "requests for 'load-balancers' have no variable 'target.loadbalancer.id', so that this test is never met " +
          "(they have: only the general ones)",
      ],
    );
  });

  const accepted = [
    { what: "a variable in another case", rest: "read repos in tenancy where Target.Repo.Name = 'a'" },
    { what: "a tag of the resource", rest: "read repos in tenancy where target.resource.tag.a.b = 'c'" },
    { what: "a variable with any rest", rest: "read buckets in tenancy where target.bucket.tag.a.b = 'c'" },
    {
      what: "a variable of one member of a family",
      rest: "read secret-family in tenancy where target.secret.id = 'a'",
    },
    { what: "a type whose variables are not known", rest: "read logs in tenancy where target.a.b = 'c'" },
    { what: "a verb of a type whose permissions are not known", rest: "use api-gateways in tenancy" },
    { what: "'read' where it adds nothing to 'inspect'", rest: "read groups in tenancy" },
    { what: "all-resources", rest: "read all-resources in tenancy where target.a.b = 'c'" },
    { what: "permissions", rest: "{REPOSITORY_READ} in tenancy" },
  ];
  for (const { what, rest } of accepted) it(`accepts ${what}`, () => assert.deepEqual(found(rest), []));

  it("says nothing of a verb that denies", () => {
    assert.deepEqual(findingsIn("deny group A to use repos in tenancy"), []);
  });

  it("gives what it finds in the order of the text", () => {
    const codes = found("use repos in tenancy where all {request.permission = 'OF_NONE', target.repos.name = 'a'}").map(
      ({ code }) => code,
    );

    assert.deepEqual(codes, ["iam-verb-adds-nothing", "iam-unknown-permission", "iam-inapplicable-variable"]);
  });

  it("says nothing of definitions", () => {
    assert.deepEqual(checkStatement(statementOf("define tenancy a as ocid1.tenancy.oc1..a")), []);
  });

  it("finds the misspelled types in the statements of public repositories, and no other unknown words (needs ../shared)", function () {
    const corpus = sharedFacts("corpora/iam-statements/statements.json") as { statement: string }[] | undefined;
    if (!corpus) this.skip();
    const unknown = corpus
      .flatMap(({ statement }) => checkStatement(statementOf(statement)))
      .filter(({ code }) => code === "iam-unknown-resource-type" || code === "iam-unknown-permission")
      .map(({ message }) => message);

    assert.deepEqual(unknown, [
      "resource type 'bucket' is not in the catalogue; did you mean 'buckets'",
      "resource type 'object' is not in the catalogue; did you mean 'objects'",
      "permission 'VNIC_UNASSIGN' is not in the catalogue",
    ]);
  });
});
