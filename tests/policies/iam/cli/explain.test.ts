import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { catalogue } from "../../../../policies/iam/catalogue";
import type { Grant } from "../../../../policies/iam/ast";
import { knowledgeOf } from "../../../../policies/iam/cli/knowledge";
import { statementInWords } from "../../../../policies/iam/cli/words";
import { sharedFacts } from "../../../shared-facts";
import { statementOf } from "../trees";
import { run } from "./fixtures";

const SENTENCES: readonly { text: string; words: string }[] = [
  {
    text: "allow group Developers to manage repos in compartment shop:dev",
    words:
      "Members of the group 'Developers' may do everything with repos, in the compartment 'shop:dev' and all below it.",
  },
  {
    text: "allow any-user to {REPOSITORY_READ, REPOSITORY_UPDATE} in tenancy where all {a.b = 'c', any {d.e != /x*/, target.resource.tag.f.g}}",
    words:
      "Everybody, users and resources alike, may do what takes REPOSITORY_READ and REPOSITORY_UPDATE, in the whole " +
      "tenancy, if a.b is 'c' and (d.e is not like /x*/ or the tag target.resource.tag.f.g is there).",
  },
  {
    text: "deny dynamic-group 'D'/'builders', id ocid1.dynamicgroup.oc1..a to use secret-family in compartment id ocid1.compartment.oc1..a",
    words:
      "Resources in the dynamic group 'builders' of the domain 'D' and the dynamic group ocid1.dynamicgroup.oc1..a may not " +
      "list, read or work with secret-family, in the compartment ocid1.compartment.oc1..a and all below it.",
  },
  {
    text: "endorse any-group to read all-resources in any-tenancy where request.region in ('fra', /us-*/)",
    words:
      "As far as this tenancy is concerned, members of any group may list and read resources of every type, in any " +
      "tenancy, if request.region is one of 'fra' and anything like /us-*/.",
  },
  {
    text: "admit group A of tenancy X to associate vcns in tenancy X with drgs in compartment c of tenancy Y",
    words:
      "Members of the group 'A' of the tenancy 'X' may connect vcns in the tenancy 'X' with drgs in the compartment 'c' " +
      "of the tenancy 'Y' and all below it.",
  },
  {
    text: "admit resource bastion session of any-tenancy to inspect vcns in tenancy where not target.resource.tag.a.b",
    words:
      "The resource 'session' of 'bastion' of any tenancy may list vcns, in the whole tenancy, if the tag " +
      "target.resource.tag.a.b is not there.",
  },
  {
    text: "allow service blockstorage, objectstorage to use keys in tenancy where any {a.b before 'c', d.e not in (1, f.g), h.i between 'j' and 'k'}",
    words:
      "The service 'blockstorage' and the service 'objectstorage' may list, read and work with keys, in the whole tenancy, " +
      "if a.b is before 'c', d.e is none of 1 and what f.g is or h.i is between 'j' and 'k'.",
  },
  {
    text: "allow group A to inspect repos in tenancy where any {sets-intersect(a.b, ('c')), sets-equal(d.e, f.g)}",
    words:
      "Members of the group 'A' may list repos, in the whole tenancy, if what a.b is and 'c' have a member in common or " +
      "what d.e is and what f.g is have the same members.",
  },
  {
    text: "define tenancy X as ocid1.tenancy.oc1..a",
    words: "In the statements of the same policy, 'X' is the tenancy ocid1.tenancy.oc1..a.",
  },
];

function known(text: string): ReturnType<typeof knowledgeOf> {
  return knowledgeOf(statementOf(text) as Grant);
}

describe("statements in plain words", () => {
  for (const { text, words } of SENTENCES)
    it(`say: ${text}`, () => assert.equal(statementInWords(statementOf(text)), words));

  it("are a sentence for each statement of public repositories (needs ../shared)", function () {
    const corpus = sharedFacts("corpora/iam-statements/statements.json") as { statement: string }[] | undefined;
    if (!corpus) this.skip();

    for (const { statement } of corpus) assert.match(statementInWords(statementOf(statement)), /^[A-Z].* .*\.$/s);
  });
});

describe("what is known of permissions", () => {
  it("has them with their source", () => {
    assert.deepEqual(known("allow group A to read repos in tenancy"), {
      permissions: ["REPOSITORY_INSPECT", "REPOSITORY_READ"],
      isComplete: true,
      sources: ["https://docs.oracle.com/iaas/Content/Identity/Reference/registrypolicyreference.htm"],
      unconfirmed: [],
    });
  });

  it("leaves out what the condition stops", () => {
    const { permissions } = known(
      "allow group A to read repos in tenancy where request.permission != 'REPOSITORY_READ'",
    );

    assert.deepEqual(permissions, ["REPOSITORY_INSPECT"]);
  });

  it("says that a type is not in the catalogue", () => {
    assert.deepEqual(known("allow group A to read things-of-tomorrow in tenancy"), {
      permissions: [],
      isComplete: false,
      sources: [],
      unconfirmed: ["'things-of-tomorrow' is not in the catalogue"],
    });
  });

  it("says of every type without a source that it is unconfirmed", () => {
    const seen = catalogue.filter(({ source }) => source === undefined);

    assert.ok(seen.length > 0);
    for (const { type } of seen)
      assert.match(
        known(`allow group A to read ${type} in tenancy`).unconfirmed.join(),
        /seen in published statements alone/,
      );
  });

  it("says of every type with a source, but without permissions, that these are unconfirmed", () => {
    const named = catalogue.filter(({ source, adds, members }) => source !== undefined && !adds && !members);

    assert.ok(named.length > 0);
    for (const { type } of named)
      assert.notDeepEqual(known(`allow group A to read ${type} in tenancy`).unconfirmed, []);
  });

  it("says what the pages don't tell of denied verbs and of associations", () => {
    assert.equal(known("deny group A to read repos in tenancy").unconfirmed.length, 1);
    assert.equal(known("endorse group A to associate vcns in tenancy with vcns in tenancy B").unconfirmed.length, 1);
    assert.equal(known("allow group A to manage all-resources in tenancy").unconfirmed.length, 1);
  });
});

describe("oci-iam explain", () => {
  it("explains a statement", () => {
    assert.deepEqual(run("explain", "Allow group Developers\n to read repos in tenancy"), {
      code: 0,
      out:
        "Allow group Developers to read repos in tenancy\n" +
        "  Members of the group 'Developers' may list and read repos, in the whole tenancy.\n" +
        "  permissions: REPOSITORY_INSPECT, REPOSITORY_READ\n" +
        "  source: https://docs.oracle.com/iaas/Content/Identity/Reference/registrypolicyreference.htm\n",
      err: "",
    });
  });

  it("says what is not known", () => {
    const { out } = run("explain", "Allow group A to read things-of-tomorrow in tenancy");

    assert.match(out, /\n {2}permissions: not known\n {2}unconfirmed: 'things-of-tomorrow' is not in the catalogue\n$/);
  });

  it("explains a matching rule", () => {
    assert.equal(
      run("explain", "any {resource.type = 'devopsbuildpipeline'}").out,
      "any {resource.type = 'devopsbuildpipeline'}\n" +
        "  Members of the dynamic group are the resources for which resource.type is 'devopsbuildpipeline'.\n",
    );
  });

  it("explains the statements of a file, as JSON, with interpolations as they are", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "oci-iam-"));
    try {
      const file = path.join(folder, "a.tf");
      fs.writeFileSync(
        file,
        "statements = [\"allow group ${var.a} to {A_B} in compartment '${var.c}' where a.b = ${d}\"]",
      );

      const { code, out } = run("explain", file, "--format", "json");

      assert.equal(code, 0);
      assert.deepEqual(JSON.parse(out), [
        {
          text: "allow group ${var.a} to {A_B} in compartment '${var.c}' where a.b = ${d}",
          words:
            "Members of the group '${var.a}' may do what takes A_B, in the compartment '${var.c}' and all below it, if a.b is what ${d} is.",
          defined: [],
          permissions: ["A_B"],
          isComplete: true,
          sources: [],
          unconfirmed: [],
        },
      ]);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  it("says what the names of a statement are by the definitions of its policy", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "oci-iam-"));
    try {
      const file = path.join(folder, "a.txt");
      fs.writeFileSync(
        file,
        "define tenancy X as ocid1.tenancy.oc1..x\ndefine group D/A as ocid1.group.oc1..a\nadmit group D/A of tenancy X to {A_B} in tenancy",
      );

      const { out } = run("explain", file);

      assert.match(
        out,
        /in the whole tenancy\.\n {2}defined: 'X' is the tenancy ocid1\.tenancy\.oc1\.\.x\n {2}defined: 'A' of the domain 'D' is the group ocid1\.group\.oc1\.\.a\n/,
      );
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  it("shows the errors of a statement in its stead, with 1", () => {
    const { code, out, err } = run("explain", "allow group A to mange repos in tenancy");

    assert.equal(code, 1);
    assert.equal(out, "");
    assert.match(err, /^<statement>:1:18: error: .* \[iam-unknown-verb\]\n/);
  });

  it("shows no more permissions than anybody reads, and all of them as JSON", () => {
    const statement = "allow group A to manage all-resources in tenancy";

    const [explained] = JSON.parse(run("explain", statement, "--format", "json").out) as { permissions: string[] }[];

    assert.ok((explained?.permissions.length ?? 0) > 100);
    assert.match(run("explain", statement).out, /; \d+ more, which --format json lists; others that are not known\n/);
  });
});
