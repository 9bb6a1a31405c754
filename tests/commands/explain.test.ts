import { strict as assert } from "node:assert";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";

import { parse, stringify } from "yaml";

import { PROJECT } from "../../commands/workspace";
import type { PrintedIam } from "../../components/model/iam-text";
import { freshFolder, platformFile } from "../engine/lab";

const folder = freshFolder("explain");
const dev = ["dev", "--platform", platformFile(folder)];

function explain(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const script = path.join(PROJECT, "commands", "explain.ts");
  const all = ["-r", "./toolchain/register.js", script, ...args];
  return spawnSync(process.execPath, all, { cwd: PROJECT, encoding: "utf8" });
}

describe("npm run explain", function () {
  this.timeout(60_000);
  it("shows each statement with what needs it", () => {
    const { status, stdout } = explain("access", ...dev);

    assert.equal(status, 0);
    assert.ok(
      stdout.includes(
        "builds read their secrets\n  Allow dynamic-group shop-dev-build-pipelines to read secret-bundles in compartment id " +
          "ocid1.compartment.oc1..exampleshopdev where target.secret.id = 'ocid1.vaultsecret.oc1.eu-frankfurt-1.examplenpmtoken'\n",
      ),
      stdout,
    );
  });

  it("shows what the scanner of images is granted", () => {
    const { stdout } = explain("access", "prod");

    assert.ok(
      stdout.includes(
        "the scanner pulls images\n  Allow service vulnerability-scanning-service to read repos in compartment id " +
          "ocid1.compartment.oc1..exampleshopregistry\n",
      ),
      stdout,
    );
  });

  it("says which services share their principals", () => {
    const { stdout } = explain("access", ...dev);

    assert.match(stdout, /services 'orders-api', 'orders-worker' share their principals: /);
  });

  it("shows nothing of builds where nothing is built", () => {
    const { status, stdout } = explain("access", "prod");

    assert.equal(status, 0);
    assert.doesNotMatch(stdout, /build/);
  });

  it("shows what the person who runs 'up' must be allowed", () => {
    const { status, stdout } = explain("access", "deployer", ...dev, "--group", "Platform");

    assert.equal(status, 0);
    assert.match(
      stdout,
      /^dynamic groups live in the tenancy\n {2}Allow group Platform to manage dynamic-groups in tenancy\n/,
    );
  });

  it("shows what that person must be allowed in the cluster, as manifests to apply", () => {
    const { stdout } = explain("access", "deployer", "prod", "--group-id", "ocid1.group.oc1..deployers");

    const [, ...manifests] = stdout.split("---\n").map((each) => parse(each) as { kind?: string; subjects?: object[] });
    assert.deepEqual(
      manifests.map(({ kind }) => kind),
      ["ClusterRole", "ClusterRoleBinding"],
    );
    const group = { apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: "ocid1.group.oc1..deployers" };
    assert.deepEqual(manifests[1]?.subjects, [group]);
  });

  describe("of a stack whose IAM somebody else makes", () => {
    const file = path.join(PROJECT, "Pulumi.handed.yaml");
    before(() => {
      const { config } = parse(fs.readFileSync(path.join(PROJECT, "Pulumi.prod.yaml"), "utf8")) as { config: object };
      fs.writeFileSync(file, stringify({ config: { ...config, "oci-delivery:access": { existing: true } } }));
    });
    after(() => fs.rmSync(file));

    it("prints groups with their rules, and policies with where each belongs", () => {
      const { stdout } = explain("access", "handed");

      const [whose, group, policy, registry, cluster, ...more] = stdout.split("\n\n");
      assert.equal(whose, "The stack makes none of this: the tenancy's administrators do, before its first 'up'.");
      assert.equal(
        group,
        "dynamic group 'shop-prod-deploy-pipelines' in identity domain 'Default'\n" +
          "  ALL {resource.type='devopsdeploypipeline', resource.compartment.id='ocid1.compartment.oc1..exampleshopprod'}",
      );
      assert.match(
        policy ?? "",
        /^policy 'shop-prod-pipelines' in compartment ocid1\.compartment\.oc1\.\.exampleshopprod\n/,
      );
      assert.match(
        registry ?? "",
        /^policy 'shop-prod-pipelines-registry' in compartment ocid1\.compartment\.oc1\.\.exampleshopregistry\n/,
      );
      assert.match(
        cluster ?? "",
        /^policy 'shop-prod-pipelines-cluster' in compartment ocid1\.compartment\.oc1\.\.exampleshopclusters\n/,
      );
      assert.deepEqual(more, []);
    });

    it("asks of the person who runs 'up' nothing of IAM", () => {
      const { stdout } = explain("access", "deployer", "handed", "--json");

      const { grants, manifests } = JSON.parse(stdout) as { grants: { statement: string }[]; manifests: object[] };
      assert.ok(grants.length > 3);
      assert.deepEqual(manifests, []);
      assert.deepEqual(
        grants.filter(({ statement }) => /dynamic-groups|policies/.test(statement)),
        [],
      );
    });
  });

  describe("of a stack whose services are apart", () => {
    const file = path.join(PROJECT, "Pulumi.apart.yaml");
    before(() => {
      const { config } = parse(fs.readFileSync(path.join(PROJECT, "Pulumi.dev.yaml"), "utf8")) as { config: object };
      const access = { existing: true, isolation: "service" };
      fs.writeFileSync(file, stringify({ config: { ...config, "oci-delivery:access": access } }));
    });
    after(() => fs.rmSync(file));

    it("says what is still shared, and when their groups can be made", () => {
      const { stdout } = explain("access", "apart", ...dev.slice(1));

      const blocks = stdout.trim().split("\n\n");
      assert.match(
        blocks[0] ?? "",
        /before its first 'up'; the groups of single services once their pipelines are there\.$/,
      );
      assert.match(
        blocks.at(-1) ?? "",
        /^each build reads the secrets and pushes to the repository of its own service alone; /,
      );
      assert.ok(blocks.some((block) => block.startsWith("dynamic group 'shop-dev-builds-orders-worker' in ")));
    });
  });

  it("gives machines groups, policies and statements", () => {
    const { stdout } = explain("access", ...dev, "--json");

    const { dynamicGroups, policies } = JSON.parse(stdout) as PrintedIam;
    const list = policies.flatMap(({ statements }) => statements);
    assert.equal(dynamicGroups.length, 4);
    assert.ok(list.length > 10);
    assert.ok(list.every(({ statement, reason }) => statement.startsWith("Allow ") && reason !== ""));
  });

  it("fails when the platform's outputs are to be had nowhere, and names both ways", () => {
    const { status, stderr } = explain("access", "dev", "--folder", path.join(folder, "nowhere"));

    assert.equal(status, 1);
    assert.equal(
      stderr,
      "explain: stack 'dev': its ids are outputs of stack 'acme/platform/dev'; give them by '--platform <file>', a file " +
        "that holds what 'pulumi stack output --json --stack acme/platform/dev' prints, or bring both up in the sandbox " +
        "by 'npm run sandbox -- dev'\n",
    );
  });

  it("fails when an output that is needed is not in the file, and names it", () => {
    const file = path.join(folder, "without.json");
    fs.writeFileSync(file, JSON.stringify({ tenancy: "ocid1.tenancy.oc1..exampletenancy" }));

    const { status, stderr } = explain("access", "dev", "--platform", file);

    assert.equal(status, 1);
    assert.match(
      stderr,
      /platform\.compartment: missing; .*, or an output 'compartment' to stack 'acme\/platform\/dev'\n$/,
    );
  });

  for (const content of ["[]", "oops", "null"]) {
    it(`fails when the file holds '${content}', which is no outputs`, () => {
      const file = path.join(folder, "wrong.json");
      fs.writeFileSync(file, content);

      const { status, stderr } = explain("access", "dev", "--platform", file);

      assert.equal(status, 1);
      assert.equal(stderr, `explain: ${file}: expected a JSON object, as 'pulumi stack output --json' prints it\n`);
    });
  }

  it("fails when there is no such stack, and names those that are there", () => {
    const { status, stderr } = explain("access", "qa");

    assert.equal(status, 1);
    assert.equal(stderr, "explain: stack 'qa': there is no 'Pulumi.qa.yaml' (stacks here: dev, prod, staging)\n");
  });
});
