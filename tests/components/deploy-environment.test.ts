import { strict as assert } from "node:assert";

import * as pulumi from "@pulumi/pulumi";

import { idOf, inventoryOf, UNKNOWN } from "./inventory";

import { DeployEnvironment } from "../../components/deploy-environment";
import type { DeployEnvironmentSpec } from "../../components/model/deploy-environment";

const PROJECT = "ocid1.devopsproject.oc1..shop";

const argsOf = (target: DeployEnvironmentSpec<string>): ConstructorParameters<typeof DeployEnvironment>[1] => ({
  projectId: PROJECT,
  displayName: "shop-prod",
  target,
});

describe("DeployEnvironment", () => {
  const targets: readonly { what: string; target: DeployEnvironmentSpec<string>; inputs: object }[] = [
    {
      what: "a cluster",
      target: { kind: "oke", clusterId: "ocid1.cluster.oc1..shop" },
      inputs: { deployEnvironmentType: "OKE_CLUSTER", clusterId: "ocid1.cluster.oc1..shop" },
    },
    {
      what: "a cluster with a private endpoint",
      target: {
        kind: "oke",
        clusterId: "ocid1.cluster.oc1..shop",
        privateEndpoint: { subnetId: "ocid1.subnet.oc1..api", nsgIds: ["ocid1.nsg.oc1..api"] },
      },
      inputs: {
        deployEnvironmentType: "OKE_CLUSTER",
        clusterId: "ocid1.cluster.oc1..shop",
        networkChannel: {
          networkChannelType: "PRIVATE_ENDPOINT_CHANNEL",
          subnetId: "ocid1.subnet.oc1..api",
          nsgIds: ["ocid1.nsg.oc1..api"],
        },
      },
    },
    {
      what: "instances, by OCID and by query",
      target: {
        kind: "instance-group",
        instances: [
          { ids: ["ocid1.instance.oc1..a", "ocid1.instance.oc1..b"] },
          { query: "query instance resources where freeformTags.role = 'web'", region: "eu-frankfurt-1" },
        ],
      },
      inputs: {
        deployEnvironmentType: "COMPUTE_INSTANCE_GROUP",
        computeInstanceGroupSelectors: {
          items: [
            { selectorType: "INSTANCE_IDS", computeInstanceIds: ["ocid1.instance.oc1..a", "ocid1.instance.oc1..b"] },
            {
              selectorType: "INSTANCE_QUERY",
              query: "query instance resources where freeformTags.role = 'web'",
              region: "eu-frankfurt-1",
            },
          ],
        },
      },
    },
    {
      what: "a function",
      target: { kind: "function", functionId: "ocid1.fnfunc.oc1..resize" },
      inputs: { deployEnvironmentType: "FUNCTION", functionId: "ocid1.fnfunc.oc1..resize" },
    },
  ];
  for (const { what, target, inputs } of targets) {
    for (const preview of [false, true]) {
      it(`is ${what}${preview ? ", in a preview too" : ""}`, async () => {
        const { inventory } = await inventoryOf(() => new DeployEnvironment("shop", argsOf(target)), { preview });

        assert.deepEqual(inventory, [
          {
            type: "oci-delivery:index:DeployEnvironment",
            name: "shop",
            inputs: {},
            outputs: { environmentId: preview ? UNKNOWN : idOf("shop-environment") },
          },
          {
            type: "oci:DevOps/deployEnvironment:DeployEnvironment",
            name: "shop-environment",
            parent: "oci-delivery:index:DeployEnvironment::shop",
            inputs: { projectId: PROJECT, displayName: "shop-prod", ...inputs },
            replaceOnChanges: ["deployEnvironmentType"],
          },
        ]);
      });
    }
  }

  const refusals: readonly { what: string; instances: unknown; message: string }[] = [
    {
      what: "it has no instances",
      instances: [],
      message: "'instances' is empty, expected OCIDs or a query; add one",
    },
    {
      what: "a list of instances is empty, and a query finds something else",
      instances: [{ ids: [] }, { query: "query vcn resources", region: "eu-frankfurt-1" }],
      message:
        "'instances[0].ids' is empty, expected at least one OCID; add one\n" +
        "  'instances[1].query' is 'query vcn resources', expected 'query instance resources where ...'; change it",
    },
  ];
  for (const { what, instances, message } of refusals) {
    it(`fails when ${what}`, async () => {
      const { made, inventory } = await inventoryOf(() => {
        try {
          return new DeployEnvironment("shop", argsOf({ kind: "instance-group", instances } as never));
        } catch (error) {
          return error;
        }
      });

      assert.ok(pulumi.ResourceError.isInstance(made), String(made));
      assert.equal(made.message, `DeployEnvironment 'shop': ${message}`);
      assert.deepEqual(inventory, [
        { type: "oci-delivery:index:DeployEnvironment", name: "shop", inputs: {}, outputs: {} },
      ]);
    });
  }
});
