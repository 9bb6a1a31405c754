import { strict as assert } from "node:assert";

import * as proto from "@pulumi/pulumi/proto/provider_pb";

import { asSecret, UNKNOWN, type Properties } from "../../../../sandbox/plugins/values";
import { RunningPlugin, startSandbox, type PluginConnection, type RunningSandbox } from "../../harness";

const NAMESPACE = "kubernetes:core/v1:Namespace";
const QUOTA = "kubernetes:core/v1:ResourceQuota";
const SECRET = "kubernetes:core/v1:Secret";
const BINDING = "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding";
const CANARY = "CANARY4711canary";

function kubeconfig(server: string): string {
  return JSON.stringify({ apiVersion: "v1", clusters: [{ name: "c", cluster: { server } }] });
}

const namespace: Properties = { apiVersion: "v1", kind: "Namespace", metadata: { name: "orders" } };
const quota: Properties = {
  apiVersion: "v1",
  kind: "ResourceQuota",
  metadata: { name: "quota", namespace: "orders", labels: { "app/name": "orders" } },
  spec: { hard: { pods: "10" } },
};

describe("kubernetesPlugin", () => {
  let sandbox: RunningSandbox;
  let plugin: RunningPlugin;
  let connection: PluginConnection;

  before(async () => {
    sandbox = await startSandbox();
    plugin = await RunningPlugin.startKubernetes(sandbox.endpoint);
    connection = await plugin.configured({ kubeconfig: kubeconfig("https://cluster.invalid") });
  });
  afterEach(() => sandbox.store.clear());
  after(async () => {
    plugin.stop();
    await sandbox.stop();
  });

  describe("Check", () => {
    it("keeps a name that is given", async () => {
      const { inputs } = await connection.check(NAMESPACE, namespace);

      assert.deepEqual(inputs, namespace);
    });

    it("makes a name up, marks it, and keeps it on later runs", async () => {
      const first = await connection.check(NAMESPACE, { apiVersion: "v1", kind: "Namespace" });
      const again = await connection.check(NAMESPACE, { apiVersion: "v1", kind: "Namespace" }, first.inputs);

      const { name, annotations } = first.inputs["metadata"] as { name: string; annotations: object };
      assert.match(name, /^app-[0-9a-f]{8}$/);
      assert.deepEqual(annotations, { "pulumi.com/autonamed": "true" });
      assert.deepEqual(again.inputs, first.inputs);
    });

    it("puts what names no namespace into 'default'", async () => {
      const { inputs } = await connection.check(QUOTA, { ...quota, metadata: { name: "quota" } });

      assert.deepEqual(inputs["metadata"], { name: "quota", namespace: "default" });
    });
  });

  describe("Diff", () => {
    const changed = (change: Properties): Promise<proto.DiffResponse> =>
      connection.diff(QUOTA, quota, { ...quota, ...change });

    it("finds nothing in the same inputs", async () => {
      assert.equal((await changed({})).getChanges(), proto.DiffResponse.DiffChanges.DIFF_NONE);
    });

    it("names each field that differs, by its path", async () => {
      const difference = await changed({
        metadata: { name: "quota", namespace: "orders", labels: { "app/name": "other" } },
        spec: { hard: { pods: "20", "limits.cpu": "4" } },
      });

      assert.deepEqual(
        difference
          .getDetaileddiffMap()
          .getEntryList()
          .map(([path]) => path)
          .sort(),
        ['metadata.labels["app/name"]', "spec.hard.pods", 'spec.hard["limits.cpu"]'],
      );
      assert.deepEqual(difference.getReplacesList(), []);
    });

    it("replaces for another name or namespace, the old one first", async () => {
      for (const metadata of [
        { ...(quota["metadata"] as object), name: "other" },
        { ...(quota["metadata"] as object), namespace: "other" },
      ]) {
        const difference = await changed({ metadata });

        assert.deepEqual(difference.getReplacesList(), ["metadata"]);
        assert.equal(difference.getDeletebeforereplace(), true);
      }
    });

    it("replaces for a field that the API server takes but once", async () => {
      const binding = { apiVersion: "rbac.authorization.k8s.io/v1", kind: "RoleBinding", metadata: { name: "b" } };

      const difference = await connection.diff(
        BINDING,
        { ...binding, roleRef: { kind: "Role", name: "a" } },
        { ...binding, roleRef: { kind: "Role", name: "b" } },
      );

      assert.deepEqual(difference.getReplacesList(), ["roleRef"]);
    });
  });

  describe("Create", () => {
    it("shows in a preview what a dry run answers, and makes nothing", async () => {
      const outputs = await connection.previewCreate(NAMESPACE, namespace);

      assert.deepEqual(outputs["status"], { phase: "Active" });
      assert.deepEqual(sandbox.store.all(), []);
    });

    it("shows the inputs where the namespace is not there yet, or something is unknown", async () => {
      const unknown = { ...namespace, metadata: { name: UNKNOWN } };

      assert.deepEqual(await connection.previewCreate(QUOTA, quota), quota);
      assert.deepEqual(await connection.previewCreate(NAMESPACE, unknown), unknown);
    });

    it("says in a preview what the API server refuses", async () => {
      await assert.rejects(
        connection.previewCreate(NAMESPACE, { ...namespace, metadata: { name: "Orders" } }),
        /Namespace "Orders" is invalid: metadata\.name: .* \(422 Invalid\)/,
      );
    });

    it("has ids of namespace and name", async () => {
      const made = [await connection.create(NAMESPACE, namespace), await connection.create(QUOTA, quota)];

      assert.deepEqual(
        made.map(({ id }) => id),
        ["orders", "orders/quota"],
      );
    });

    it("marks a secret's content as secret", async () => {
      await connection.create(NAMESPACE, namespace);

      const { outputs } = await connection.create(SECRET, {
        apiVersion: "v1",
        kind: "Secret",
        metadata: { name: "s", namespace: "orders" },
        stringData: { token: CANARY },
      });

      assert.deepEqual(outputs["data"], asSecret({ token: Buffer.from(CANARY).toString("base64") }));
      assert.equal(outputs["stringData"], undefined);
    });
  });

  it("updates by what it sent before: what is no longer sent goes", async () => {
    await connection.create(NAMESPACE, namespace);
    const { id, outputs } = await connection.create(QUOTA, {
      ...quota,
      spec: { hard: { pods: "10", "limits.cpu": "4" } },
    });

    const updated = await connection.update(QUOTA, id, outputs, quota, quota);

    assert.deepEqual(updated["spec"], { hard: { pods: "10" } });
  });

  it("reads drift in what was given, and leaves out what the API server filled in", async () => {
    const { id, outputs } = await connection.create(NAMESPACE, namespace);

    const found = await connection.read(NAMESPACE, id, outputs, namespace);

    assert.deepEqual(found.inputs, namespace);
    assert.equal((found.outputs["status"] as { phase: string }).phase, "Active");
  });

  it("takes a secret's text, which is never shown, for what it was", async () => {
    const secret = { apiVersion: "v1", kind: "Secret", metadata: { name: "s", namespace: "orders" } };
    await connection.create(NAMESPACE, namespace);
    const { id, outputs } = await connection.create(SECRET, { ...secret, stringData: { token: CANARY } });

    const found = await connection.read(SECRET, id, outputs, { ...secret, stringData: { token: CANARY } });

    assert.deepEqual(found.inputs["stringData"], asSecret({ token: CANARY }));
  });

  it("imports with inputs that make the object what it is", async () => {
    await connection.create(NAMESPACE, namespace);
    await connection.create(QUOTA, quota);

    const found = await connection.read(QUOTA, "orders/quota");

    assert.deepEqual(found.inputs, quota);
  });

  it("finds nothing where nothing is", async () => {
    assert.equal((await connection.read(NAMESPACE, "none")).id, "");
  });

  it("deletes, and takes no offence at what is gone", async () => {
    const { id } = await connection.create(NAMESPACE, namespace);

    await connection.delete(NAMESPACE, id);
    await connection.delete(NAMESPACE, id);

    assert.deepEqual(sandbox.store.all(), []);
  });

  it("refuses to take over another program's field", async () => {
    await connection.create(NAMESPACE, namespace);
    await connection.create(QUOTA, quota);

    await assert.rejects(
      connection.create(QUOTA, { ...quota, spec: { hard: { pods: "99" } } }),
      /conflict with "pulumi-kubernetes-[0-9a-f]{8}": \.spec\.hard\.pods \(409 Conflict\)/,
    );
  });

  it("keeps the clusters of two kubeconfigs apart", async () => {
    const other = await plugin.configured({ kubeconfig: kubeconfig("https://other.invalid") });
    await connection.create(NAMESPACE, namespace);

    assert.equal((await other.read(NAMESPACE, "orders")).id, "");
  });

  it("uses no other kubeconfig than the provider's own", async () => {
    await assert.rejects(plugin.configured({}), /'kubeconfig' is not set; the stand-in uses no other one/);
    await assert.rejects(
      plugin.configured({ kubeconfig: "a: b" }),
      /'kubeconfig' names no server in its first cluster/,
    );
  });

  it("names the kinds that it has for one that it has not", async () => {
    await assert.rejects(
      connection.check("kubernetes:apps/v1:Deployment", {}),
      /no kind 'kubernetes:apps\/v1:Deployment' yet \(they have: /,
    );
  });
});
