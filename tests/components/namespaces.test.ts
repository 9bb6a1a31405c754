import { strict as assert } from "node:assert";

import * as pulumi from "@pulumi/pulumi";

import { inventoryOf, UNKNOWN } from "./inventory";

import { namespaceManifests, type Manifest } from "../../components/model/namespace";
import { Namespaces, type NamespacesArgs } from "../../components/namespaces";

const GROUP = "ocid1.dynamicgroup.oc1..deploy";
const COMPONENT = "oci-delivery:index:Namespaces::orders";
const SECRET = "kubernetes:core/v1:Secret";

const args: NamespacesArgs = {
  names: ["orders-blue", "orders-green"],
  spec: { service: "orders-api", quota: { cpu: "4", memory: "8Gi", pods: 10 } },
  deployGroupId: GROUP,
};

const pull = { host: "fra.ocir.io", user: "axexample/puller", token: pulumi.secret("CANARY4711canary") };

/** Has an id that a first preview does not know. */
class Group extends pulumi.CustomResource {
  constructor(name: string) {
    super("test:index:Group", name, {});
  }
}

/** Sorts objects by kind, namespace and name. */
function byPlace(a: { inputs: Manifest }, b: { inputs: Manifest }): number {
  const placeOf = ({ inputs: { kind, metadata } }: { inputs: Manifest }): string =>
    [kind, metadata.namespace, metadata.name].join(" ");
  return placeOf(a).localeCompare(placeOf(b));
}

describe("Namespaces", () => {
  it("registers every object of every namespace, each after its namespace", async () => {
    const { inventory } = await inventoryOf(() => new Namespaces("orders", args));

    const expected = args.names.flatMap((namespace) =>
      namespaceManifests(namespace, args.spec, GROUP).map((manifest) => ({
        inputs: manifest,
        parent: COMPONENT,
        ...(manifest.kind === "Namespace" ? {} : { dependsOn: [`kubernetes:core/v1:Namespace::${namespace}`] }),
      })),
    );
    const [component, ...objects] = inventory;
    const got = objects.map(({ inputs, parent, dependsOn }) => ({
      inputs: inputs as Manifest,
      parent,
      ...(dependsOn ? { dependsOn } : {}),
    }));
    assert.equal(component?.type, "oci-delivery:index:Namespaces");
    assert.deepEqual(component.outputs, { names: args.names });
    assert.deepEqual(got.sort(byPlace), expected.sort(byPlace));
  });

  it("names each by its namespace, so that colours don't share a name", async () => {
    const { inventory } = await inventoryOf(() => new Namespaces("orders", { ...args, names: ["orders-blue"] }));

    assert.deepEqual(
      inventory.map(({ type, name }) => `${type} ${name}`),
      [
        "oci-delivery:index:Namespaces orders",
        "kubernetes:core/v1:Namespace orders-blue",
        "kubernetes:core/v1:LimitRange orders-blue-limitrange-limits",
        "kubernetes:networking.k8s.io/v1:NetworkPolicy orders-blue-networkpolicy-allow-dns",
        "kubernetes:networking.k8s.io/v1:NetworkPolicy orders-blue-networkpolicy-default-deny",
        "kubernetes:core/v1:ResourceQuota orders-blue-resourcequota-quota",
        "kubernetes:rbac.authorization.k8s.io/v1:Role orders-blue-role-deployer",
        "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding orders-blue-rolebinding-deployer",
        "kubernetes:core/v1:ServiceAccount orders-blue-serviceaccount-orders-api",
      ],
    );
  });

  it("knows everything but the group's OCID in a first preview", async () => {
    const { inventory } = await inventoryOf(
      () => {
        const group = new Group("group");
        return new Namespaces("orders", { ...args, deployGroupId: group.id });
      },
      { preview: true },
    );

    const withUnknown = inventory.filter(({ inputs }) => JSON.stringify(inputs).includes(UNKNOWN));
    assert.deepEqual(
      withUnknown.map(({ name }) => name),
      ["orders-blue-rolebinding-deployer", "orders-green-rolebinding-deployer"],
    );
  });

  it("makes a pull secret in each namespace, and the account that uses it", async () => {
    const { inventory } = await inventoryOf(() => new Namespaces("orders", { ...args, pull }));

    const secrets = inventory.filter(({ type }) => type === SECRET);
    const [first] = secrets.map(({ inputs }) => inputs as { data: { secret: Record<string, string> } });
    assert.deepEqual(
      secrets.map(({ name }) => name),
      ["orders-blue-registry", "orders-green-registry"],
    );
    assert.deepEqual(JSON.parse(Buffer.from(first?.data.secret[".dockerconfigjson"] ?? "", "base64").toString()), {
      auths: {
        "fra.ocir.io": {
          username: "axexample/puller",
          password: "CANARY4711canary",
          auth: Buffer.from("axexample/puller:CANARY4711canary").toString("base64"),
        },
      },
    });
    const accounts = inventory.filter(({ type }) => type.endsWith(":ServiceAccount"));
    assert.deepEqual(
      accounts.map(({ inputs }) => (inputs as { imagePullSecrets: unknown }).imagePullSecrets),
      [[{ name: "registry" }], [{ name: "registry" }]],
    );
  });

  it("has the token nowhere but in a secret", async () => {
    const { inventory } = await inventoryOf(() => new Namespaces("orders", { ...args, pull }));

    const open = JSON.stringify(inventory, (key, value: unknown) => (key === "secret" ? "hidden" : value));
    assert.ok(!open.includes("CANARY4711canary"));
  });
});
