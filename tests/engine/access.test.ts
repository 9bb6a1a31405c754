import { strict as assert } from "node:assert";

import { iamOf } from "../../components/model/iam";
import { iamText } from "../../components/model/iam-text";
import { planOf } from "../../components/model/plan";
import { settingsSchema } from "../../components/model/settings-schema";
import { Lab } from "./lab";

const DOMAINS_GROUP = "oci:Identity/domainsDynamicResourceGroup:DomainsDynamicResourceGroup";
const DOMAIN = { name: "Corp IT", endpoint: "https://idcs-0123.identity.example.com" };

const isIam = ({ kind }: { readonly kind: string }): boolean => kind.startsWith("oci:Identity/");

describe("a stack whose IAM somebody else makes, through the real engine", function () {
  this.timeout(120_000);
  let lab: Lab;

  before(async () => {
    lab = await Lab.open("access");
    await lab.prepare("prod");
    lab.configure("prod", { "oci-delivery:access": { existing: true, approvers: "Approvers" } });
  });
  after(() => lab.close());

  it("comes up without a group, a policy or a wait, and says where to look", async () => {
    const { code, output } = await lab.run("up", "prod");

    assert.equal(code, 0, output);
    assert.match(output, /makes no dynamic group and no policy: .*'npm run explain -- access prod' prints it/);
    assert.doesNotMatch(output, /waiting/);
    const objects = await lab.objects();
    assert.ok(objects.length > 5);
    assert.deepEqual(objects.filter(isIam), []);
  });

  it("has in its outputs what is to be made", async () => {
    const { output } = await lab.outputs("prod");

    const { "oci:region": region, "oci:ignoreDefinedTags": ignored, ...own } = lab.configuration("prod");
    assert.ok(ignored);
    const settings = Object.entries(own).filter(([key]) => !key.startsWith("oci:"));
    const { names, needs } = planOf(settingsSchema.parse(Object.fromEntries(settings)), String(region));
    const { iamToMake } = JSON.parse(output) as { iamToMake: string };
    assert.match(iamToMake, /Allow group Approvers to use devops-deployment in compartment id /);
    assert.equal(iamToMake, iamText(iamOf(names, needs)));
  });

  it("makes groups, policies and what binds the groups, and nothing else, once it is to make them itself", async () => {
    lab.configure("prod", { "oci-delivery:access": { wait: "0s" } });

    const { code, output, steps } = await lab.run("up", "prod");

    assert.equal(code, 0, output);
    const made = steps.filter(({ type }) => !/^kubernetes:|^pulumi:providers:kubernetes$|:Namespaces$/.test(type));
    assert.ok(made.length > 0 && made.length < steps.length);
    assert.deepEqual(
      made.filter(({ op, type }) => op !== "create" || !type.startsWith("oci:Identity/")),
      [],
    );
    assert.equal((await lab.objects()).filter(isIam).length, made.length);
    assert.doesNotMatch((await lab.outputs("prod")).output, /iamToMake/);
  });

  it("leaves nothing behind when it is destroyed", async () => {
    const { code, output } = await lab.run("destroy", "prod", "--ignore-protect");

    assert.equal(code, 0, output);
    assert.deepEqual(await lab.objects(), []);
  });
});

describe("a stack with an identity domain, through the real engine", function () {
  this.timeout(120_000);
  let lab: Lab;

  before(async () => {
    lab = await Lab.open("domain");
    await lab.prepare("prod");
    lab.configure("prod", { "oci-delivery:access": { wait: "0s", domain: DOMAIN } });
  });
  after(() => lab.close());

  it("shows its statements as text in a first preview", async () => {
    const { code, output } = await lab.run("preview", "prod", "--diff", "--show-full-output");

    assert.equal(code, 0, output);
    assert.match(
      output,
      /Allow dynamic-group 'Corp IT'\/'shop-prod-deploy-pipelines' to use ons-topics in compartment id /,
    );
  });

  it("comes up with its groups in the domain", async () => {
    const { code, output } = await lab.run("up", "prod");

    assert.equal(code, 0, output);
    const [group, ...others] = (await lab.objects()).filter(({ kind }) => kind.includes("ynamic"));
    assert.equal(group?.kind, DOMAINS_GROUP);
    assert.equal(group.body["displayName"], "shop-prod-deploy-pipelines");
    assert.deepEqual(others, []);
  });

  it("gives the OCID of a group where one is meant, which is not its id", async () => {
    const [group] = (await lab.objects()).filter(({ kind }) => kind === DOMAINS_GROUP);
    const { deployment } = JSON.parse(await lab.exported("prod")) as {
      deployment: { resources: { type: string; outputs?: { dynamicGroupIds?: unknown } }[] };
    };

    const access = deployment.resources.find(({ type }) => type === "oci-delivery:index:Access");
    const ocid = group?.body["ocid"];
    assert.match(String(ocid), /^ocid1\.dynamicgroup\./);
    assert.deepEqual(access?.outputs?.dynamicGroupIds, { "deploy-pipelines": ocid });
  });

  it("changes nothing in a second up, and in a refresh", async () => {
    const again = await lab.run("up", "prod");
    const refreshed = await lab.run("refresh", "prod", "--expect-no-changes");

    assert.equal(again.code, 0, again.output);
    assert.deepEqual(again.steps, []);
    assert.equal(refreshed.code, 0, refreshed.output);
  });

  it("replaces its groups, and nothing of the project, when the domain changes", async () => {
    const endpoint = "https://idcs-4567.identity.example.com";
    lab.configure("prod", { "oci-delivery:access": { wait: "0s", domain: { ...DOMAIN, endpoint } } });

    const { code, output, changes } = await lab.run("up", "prod");

    assert.equal(code, 0, output);
    assert.deepEqual(changes, { replace: 1, same: 60, update: 3 });
  });

  it("leaves nothing behind when it is destroyed", async () => {
    const { code, output } = await lab.run("destroy", "prod", "--ignore-protect");

    assert.equal(code, 0, output);
    assert.deepEqual(await lab.objects(), []);
  });
});

describe("a stack whose services are apart, through the real engine", function () {
  this.timeout(180_000);
  let lab: Lab;

  before(async () => {
    lab = await Lab.open("apart");
    await lab.prepare("dev");
    lab.configure("dev", { "oci-delivery:access": { wait: "0s", isolation: "service" } });
  });
  after(() => lab.close());

  it("shows in a first preview what each build has to itself", async () => {
    const { code, output } = await lab.run("preview", "dev", "--diff", "--show-full-output");

    assert.equal(code, 0, output);
    assert.match(output, /Allow dynamic-group shop-dev-builds-orders-api to read secret-bundles in compartment id /);
    assert.doesNotMatch(
      output,
      /Allow dynamic-group shop-dev-build-pipelines to (?:read secret-bundles|manage repos) /,
    );
  });

  it("comes up with a group for each build pipeline, by its OCID", async () => {
    const { code, output } = await lab.run("up", "dev");

    assert.equal(code, 0, output);
    const objects = await lab.objects();
    const rules = objects.flatMap(({ body }) => (/-builds-/.test(String(body["name"])) ? [body["matchingRule"]] : []));
    const pipelines = objects.filter(({ kind }) => kind === "oci:DevOps/buildPipeline:BuildPipeline");
    assert.equal(pipelines.length, 2);
    assert.deepEqual(
      rules.sort(),
      pipelines.map(({ id }) => `ALL {resource.type='devopsbuildpipeline', resource.id='${id}'}`).sort(),
    );
  });

  it("changes nothing in a second up", async () => {
    const { code, output, steps } = await lab.run("up", "dev");

    assert.equal(code, 0, output);
    assert.deepEqual(steps, []);
  });

  it("leaves nothing behind when it is destroyed", async () => {
    const { code, output } = await lab.run("destroy", "dev");

    assert.equal(code, 0, output);
    assert.deepEqual(await lab.objects(), []);
  });
});
