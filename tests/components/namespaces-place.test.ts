import { strict as assert } from "node:assert";

import * as pulumi from "@pulumi/pulumi";

import { inventoryOf } from "./inventory";

import { namespacesPlace, type NamespacesTarget } from "../../components/namespaces-place";

const PROVIDER = "pulumi:providers:kubernetes";
const target: NamespacesTarget = {
  cluster: "ocid1.cluster.oc1.eu-frankfurt-1.a",
  kubeconfig: pulumi.secret("apiVersion: v1"),
  deployGroupId: "ocid1.dynamicgroup.oc1..deploy",
  registryAddress: "eu-frankfurt-1.ocir.io/axexample",
};

describe("namespacesPlace", () => {
  it("is the cluster by the kubeconfig that is given", async () => {
    const { inventory } = await inventoryOf(() => namespacesPlace(target));

    assert.deepEqual(
      inventory.filter(({ type }) => type === PROVIDER).map(({ inputs }) => inputs),
      [{ kubeconfig: { secret: "apiVersion: v1" } }],
    );
  });

  it("is a folder of the stack's own where the cluster is out of reach, without any provider", async () => {
    const { made, inventory } = await inventoryOf(() => namespacesPlace({ ...target, render: "rendered" }));

    assert.deepEqual(made, { deployGroupId: target.deployGroupId, folder: `rendered/${pulumi.getStack()}` });
    assert.deepEqual(inventory, []);
  });

  it("knows how images are pulled: by the user below the tenancy's namespace", async () => {
    const pull = { user: "Corp/puller", token: "t", repositories: [] };

    const { made } = await inventoryOf(() => namespacesPlace({ ...target, pull }));

    const { host, user, token } = made?.pull ?? {};
    assert.deepEqual([host, user], ["eu-frankfurt-1.ocir.io", "axexample/Corp/puller"]);
    assert.equal(await pulumi.isSecret(token as pulumi.Output<string>), true);
  });

  it("is nowhere without a cluster", () => {
    assert.equal(namespacesPlace({ ...target, cluster: undefined }), undefined);
  });
});
