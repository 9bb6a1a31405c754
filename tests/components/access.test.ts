import { strict as assert } from "node:assert";

import { idOf, inventoryOf, UNKNOWN, type Registration } from "./inventory";

import { Access, type AccessArgs } from "../../components/access";
import { homeProvider } from "../../components/home-provider";
import { namesOf } from "../../components/model/names";

const COMPARTMENT = "ocid1.compartment.oc1..workload";
const REGISTRY_COMPARTMENT = "ocid1.compartment.oc1..registry";
const TENANCY = "ocid1.tenancy.oc1..example";

const BUILD = "oci:Identity/dynamicGroup:DynamicGroup::access-build-pipelines";
const DEPLOY = "oci:Identity/dynamicGroup:DynamicGroup::access-deploy-pipelines";

const args: AccessArgs = {
  names: namesOf("shop", "prod"),
  tenancyId: TENANCY,
  compartmentId: COMPARTMENT,
  registryCompartmentId: COMPARTMENT,
  repositories: ["shop-prod/orders-api"],
};

const push = (compartment: string): string =>
  `Allow dynamic-group shop-prod-build-pipelines to manage repos in compartment id ${compartment} where all ` +
  "{target.repo.name = 'shop-prod/orders-api', " +
  "any {request.permission = 'REPOSITORY_READ', request.permission = 'REPOSITORY_UPDATE'}}";
const pull = (compartment: string): string =>
  `Allow dynamic-group shop-prod-deploy-pipelines to read repos in compartment id ${compartment} where ` +
  "target.repo.name = 'shop-prod/orders-api'";
const notify = [
  `Allow dynamic-group shop-prod-build-pipelines to use ons-topics in compartment id ${COMPARTMENT}`,
  `Allow dynamic-group shop-prod-deploy-pipelines to use ons-topics in compartment id ${COMPARTMENT}`,
];
const statements = [push(COMPARTMENT), pull(COMPARTMENT), ...notify];

function component(statements: readonly string[], id: (name: string) => string): Registration {
  return {
    type: "oci-delivery:index:Access",
    name: "access",
    inputs: {},
    outputs: {
      dynamicGroupIds: {
        "build-pipelines": id("access-build-pipelines"),
        "deploy-pipelines": id("access-deploy-pipelines"),
      },
      statements,
    },
  };
}

const groups: readonly Registration[] = [
  {
    type: "oci:Identity/dynamicGroup:DynamicGroup",
    name: "access-build-pipelines",
    parent: "oci-delivery:index:Access::access",
    inputs: {
      compartmentId: TENANCY,
      name: "shop-prod-build-pipelines",
      description: "OCI DevOps build pipelines of shop-prod",
      matchingRule: `ALL {resource.type='devopsbuildpipeline', resource.compartment.id='${COMPARTMENT}'}`,
    },
    deleteBeforeReplace: true,
  },
  {
    type: "oci:Identity/dynamicGroup:DynamicGroup",
    name: "access-deploy-pipelines",
    parent: "oci-delivery:index:Access::access",
    inputs: {
      compartmentId: TENANCY,
      name: "shop-prod-deploy-pipelines",
      description: "OCI DevOps deploy pipelines of shop-prod",
      matchingRule: `ALL {resource.type='devopsdeploypipeline', resource.compartment.id='${COMPARTMENT}'}`,
    },
    deleteBeforeReplace: true,
  },
];

function policy(place: string, inputs: Readonly<Record<string, unknown>>): Registration {
  return {
    type: "oci:Identity/policy:Policy",
    name: `access-${place}`,
    parent: "oci-delivery:index:Access::access",
    inputs: { description: "What the OCI DevOps pipelines of shop-prod may do", ...inputs },
    dependsOn: [BUILD, DEPLOY],
    deleteBeforeReplace: true,
  };
}

const onlyPolicy = policy("policy", { compartmentId: COMPARTMENT, name: "shop-prod-pipelines", statements });

describe("Access", () => {
  it("makes two dynamic groups and one policy when the compartments are equal", async () => {
    const { inventory } = await inventoryOf(() => new Access("access", args));

    assert.deepEqual(inventory, [component(statements, idOf), ...groups, onlyPolicy]);
  });

  it("makes the same in a preview, with the ids unknown and the statements known", async () => {
    const { inventory } = await inventoryOf(() => new Access("access", args), { preview: true });

    assert.deepEqual(inventory, [component(statements, () => UNKNOWN), ...groups, onlyPolicy]);
  });

  it("attaches a policy of its own to the registry's compartment when the compartments differ", async () => {
    const apart = { ...args, registryCompartmentId: REGISTRY_COMPARTMENT };

    const { inventory } = await inventoryOf(() => new Access("access", apart));

    const images = [push(REGISTRY_COMPARTMENT), pull(REGISTRY_COMPARTMENT)];
    assert.deepEqual(inventory, [
      component([...images, ...notify], idOf),
      ...groups,
      policy("policy", { compartmentId: COMPARTMENT, name: "shop-prod-pipelines", statements: notify }),
      policy("registry-policy", {
        compartmentId: REGISTRY_COMPARTMENT,
        name: "shop-prod-pipelines-registry",
        statements: images,
      }),
    ]);
  });

  it("makes two policies in a preview too when the compartments differ", async () => {
    const apart = { ...args, registryCompartmentId: REGISTRY_COMPARTMENT };

    const { inventory } = await inventoryOf(() => new Access("access", apart), { preview: true });

    const images = [push(REGISTRY_COMPARTMENT), pull(REGISTRY_COMPARTMENT)];
    assert.deepEqual(inventory, [
      component([...images, ...notify], () => UNKNOWN),
      ...groups,
      policy("policy", { compartmentId: COMPARTMENT, name: "shop-prod-pipelines", statements: notify }),
      policy("registry-policy", {
        compartmentId: REGISTRY_COMPARTMENT,
        name: "shop-prod-pipelines-registry",
        statements: images,
      }),
    ]);
  });

  it("makes no policy in the registry's compartment when there is no repository", async () => {
    const bare = { ...args, registryCompartmentId: REGISTRY_COMPARTMENT, repositories: [] };

    const { inventory } = await inventoryOf(() => new Access("access", bare));

    assert.deepEqual(inventory, [
      component(notify, idOf),
      ...groups,
      policy("policy", { compartmentId: COMPARTMENT, name: "shop-prod-pipelines", statements: notify }),
    ]);
  });

  it("tells its statements as plain text, before anything is registered", async () => {
    const { made } = await inventoryOf(() => new Access("access", args).statements, { preview: true });

    assert.deepEqual(made, statements);
  });

  it("hands its provider to every child", async () => {
    const { inventory } = await inventoryOf(
      () => new Access("access", args, { provider: homeProvider("us-ashburn-1", {}) }),
    );

    const providers = inventory.map(({ name, provider }) => [name, provider]);
    assert.deepEqual(providers, [
      ["access", undefined],
      ["access-build-pipelines", "home"],
      ["access-deploy-pipelines", "home"],
      ["access-policy", "home"],
      ["home", undefined],
    ]);
  });
});
