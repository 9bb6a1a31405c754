import { strict as assert } from "node:assert";

import * as devops from "@pulumi/oci/devops";

import { idOf, inventoryOf, UNKNOWN, type Registration } from "./inventory";
import { shortestSettings } from "./stack-file";

import { namesOf } from "../../components/model/names";
import { planOf } from "../../components/model/plan";
import { serviceIamOf } from "../../components/model/service-iam";
import { settingsSchema } from "../../components/model/settings-schema";
import { printStatement } from "../../components/model/statement";
import { ServiceAccess, type ServiceAccessArgs } from "../../components/service-access";

const TENANCY = "ocid1.tenancy.oc1..example";
const { needs } = planOf(settingsSchema.parse(shortestSettings), "eu-frankfurt-1");
const iam = serviceIamOf(namesOf("shop", "prod"), needs, {
  service: "orders-api",
  repository: "shop-prod/orders-api",
  buildSecretIds: ["npm"],
});
const args: Omit<ServiceAccessArgs, "buildPipelineId"> = { iam, tenancyId: TENANCY, wait: 30 };

const parent = "oci-delivery:index:ServiceAccess::own";
const hooks = { afterCreate: ["own-in-effect"], afterUpdate: ["own-in-effect"] };

/** @param rule that the group's is, as far as it is known */
function made(rule: string, id: string): Registration[] {
  const policies = iam.policies.map(({ what, name, compartmentId, description, grants }): Registration => ({
    type: "oci:Identity/policy:Policy",
    name: `own-${what}-policy`,
    parent,
    inputs: { name, compartmentId, description, statements: grants.map(printStatement) },
    dependsOn: ["oci:Identity/dynamicGroup:DynamicGroup::own-builds"],
    deleteBeforeReplace: true,
    hooks,
  }));
  return [
    { type: "oci-delivery:index:ServiceAccess", name: "own", inputs: {}, outputs: { dynamicGroupId: id } },
    {
      type: "oci:Identity/dynamicGroup:DynamicGroup",
      name: "own-builds",
      parent,
      inputs: { compartmentId: TENANCY, ...iam.group, matchingRule: rule },
      dependsOn: ["oci:DevOps/buildPipeline:BuildPipeline::pipeline"],
      deleteBeforeReplace: true,
    },
    ...[...policies].reverse(),
  ];
}

describe("ServiceAccess", () => {
  for (const preview of [false, true]) {
    const when = preview ? "before the pipeline has an id" : "once the pipeline has an id";
    it(`makes a group for one build pipeline, and a policy for its secrets and one for its image, ${when}`, async () => {
      const { inventory } = await inventoryOf(
        () => {
          const { id } = new devops.BuildPipeline("pipeline", { projectId: "project" });
          return new ServiceAccess("own", { ...args, buildPipelineId: id });
        },
        { preview },
      );

      const rule = `ALL {resource.type='devopsbuildpipeline', resource.id='${idOf("pipeline")}'}`;
      assert.deepEqual(
        inventory.filter(({ name }) => name !== "pipeline"),
        preview ? made(UNKNOWN, UNKNOWN) : made(rule, idOf("own-builds")),
      );
    });
  }
});
