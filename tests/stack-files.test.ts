import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as path from "node:path";

import { parse } from "yaml";

import { isApproval } from "../components/model/deploy-approval";
import { STRATEGIES } from "../components/model/deploy-schema";
import { planOf, type Plan } from "../components/model/plan";
import { settingsSchema, type Settings } from "../components/model/settings-schema";

const ROOT = path.join(__dirname, "..");
const REGION = "eu-frankfurt-1";
const SUBNET = "ocid1.subnet.oc1.eu-frankfurt-1.exampleworkers";

/** Stands for what a stack file has from its platform stack. */
const PLATFORM = {
  tenancy: "ocid1.tenancy.oc1..example",
  compartment: "ocid1.compartment.oc1..example",
  cluster: "ocid1.cluster.oc1.eu-frankfurt-1.example",
};

/** What the shipped file of a stack says, with `change` made to its first service. */
function settingsOf(stack: string, change: object = {}): Settings {
  const { config } = parse(fs.readFileSync(path.join(ROOT, `Pulumi.${stack}.yaml`), "utf8")) as {
    config: Record<string, unknown>;
  };
  const own = Object.entries(config).filter(([key]) => key.startsWith("oci-delivery:"));
  const given = Object.fromEntries(own.map(([key, value]) => [key.replace("oci-delivery:", ""), value]));
  const [first, ...others] = given["services"] as object[];
  return settingsSchema.parse({ platform: PLATFORM, ...given, services: [{ ...first, ...change }, ...others] });
}

const planFor = (stack: string, change?: object): Plan => planOf(settingsOf(stack, change), REGION);

/** How many approvals each stage asks for that asks for some. */
function approvalsIn({ needs }: Plan): (number | undefined)[] {
  const stages = needs.deployments?.stages ?? [];
  return stages.flatMap((stage) => (isApproval(stage) && "approvals" in stage ? [stage.approvals] : []));
}

describe("the shipped stack files", () => {
  const environments = [
    { stack: "prod", retention: 180, strategies: ["blue-green", "rolling"], approvals: [2, 2], built: [] },
    { stack: "staging", retention: 90, strategies: ["canary", "rolling"], approvals: [1], built: [] },
    {
      stack: "dev",
      retention: 30,
      strategies: ["rolling", "rolling"],
      approvals: [],
      built: ["orders-api", "orders-worker"],
    },
  ] as const;

  for (const { stack, retention, strategies, approvals, built } of environments) {
    it(`has in ${stack} logs for ${retention} days, ${strategies[0]} and ${approvals[0] ?? "no"} approvals`, () => {
      const plan = planFor(stack);

      assert.equal(settingsOf(stack).logs.retention, retention);
      assert.deepEqual(
        plan.deployments.map(({ settings }) => settings.strategy),
        strategies,
      );
      assert.deepEqual(approvalsIn(plan), approvals);
      assert.deepEqual(
        plan.deliveries.map(({ service }) => service),
        built,
      );
      assert.equal(plan.protect.repositories, stack === "prod");
    });

    it(`keeps in ${stack} every image as it was pushed`, () => {
      const images = Object.values(planFor(stack).images);

      assert.ok(images.length > 0 && images.every(({ immutable }) => immutable));
    });
  }

  it("reaches the cluster of prod through the private network", () => {
    const { cluster } = planFor("prod").environments;

    assert.deepEqual(cluster?.kind === "oke" && cluster.privateEndpoint, { subnetId: SUBNET, nsgIds: [] });
  });

  // prod deploys what dev built: a runner of its own it has only where it is told to build
  it("gives prod a private runner as soon as it builds one that asks for it", () => {
    const plan = planFor("prod", { source: { provider: "hosted" }, build: { private: true } });

    assert.deepEqual(plan.deliveries[0]?.build.privateAccess, { subnetId: SUBNET, nsgIds: [] });
  });
});

/** Lines of an example beside comments and blank ones; one of stages in the user's own words says more. */
const LONGEST = 30;
const LONGEST_OF_STAGES = 50;

describe("the examples of strategies", () => {
  for (const name of STRATEGIES) {
    const longest = name === "stages" ? LONGEST_OF_STAGES : LONGEST;

    it(`takes at most ${longest} lines of configuration: ${name}`, () => {
      const lines = fs.readFileSync(path.join(ROOT, "examples", name, `Pulumi.${name}.yaml`), "utf8").split("\n");

      const said = lines.filter((line) => !/^\s*(#|$)/.test(line));
      assert.ok(said.length > 1 && said.length <= longest, `${said.length} lines`);
    });
  }
});
