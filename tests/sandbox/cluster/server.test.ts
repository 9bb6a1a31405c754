import { strict as assert } from "node:assert";

import { startSandbox, type RunningSandbox } from "../harness";

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown> & { metadata: Record<string, unknown> };
}

const namespace = { apiVersion: "v1", kind: "Namespace", metadata: { name: "orders" } };
const quota = {
  apiVersion: "v1",
  kind: "ResourceQuota",
  metadata: { name: "quota", namespace: "orders", labels: { app: "orders" } },
  spec: { hard: { pods: "10", "requests.cpu": "4" } },
};

describe("addClusters", () => {
  let sandbox: RunningSandbox;

  before(async () => {
    sandbox = await startSandbox();
  });
  beforeEach(() => sandbox.store.clear());
  after(() => sandbox.stop());

  async function call(method: string, path: string, body?: object | string, type?: string): Promise<Answer> {
    const response = await fetch(`${sandbox.endpoint}/kubernetes/c1${path}`, {
      method,
      ...(body === undefined
        ? {}
        : {
            body: typeof body === "string" ? body : JSON.stringify(body),
            headers: { "content-type": type ?? "application/apply-patch+yaml" },
          }),
    });
    return { status: response.status, body: (await response.json()) as Answer["body"] };
  }

  const paths = { namespaces: "/api/v1/namespaces", quotas: "/api/v1/namespaces/orders/resourcequotas" };
  const apply = (
    path: string,
    object: Record<string, unknown> & { metadata: Record<string, unknown> },
    query = "fieldManager=test",
  ): Promise<Answer> => call("PATCH", `${path}/${String(object.metadata["name"])}?${query}`, object);
  const applyQuota = (change: object = {}, query?: string): Promise<Answer> =>
    apply(paths.quotas, { ...quota, ...change }, query);

  describe("server-side apply", () => {
    it("makes an object, with what the server owns", async () => {
      const { status, body } = await apply(paths.namespaces, namespace);

      assert.equal(status, 200);
      assert.deepEqual(body.metadata["labels"], { "kubernetes.io/metadata.name": "orders" });
      assert.deepEqual(body["status"], { phase: "Active" });
      assert.match(String(body.metadata["uid"]), /^[0-9a-f-]{36}$/);
    });

    it("keeps identity, and changes the version only when something changes", async () => {
      await apply(paths.namespaces, namespace);
      const first = await applyQuota();
      const same = await applyQuota();
      const changed = await applyQuota({ spec: { hard: { pods: "20", "requests.cpu": "4" } } });

      assert.deepEqual(same.body, first.body);
      assert.equal(changed.body.metadata["uid"], first.body.metadata["uid"]);
      assert.notEqual(changed.body.metadata["resourceVersion"], first.body.metadata["resourceVersion"]);
    });

    it("removes what its manager no longer sends, and nothing else", async () => {
      await apply(paths.namespaces, namespace);
      await applyQuota();
      await apply(
        paths.quotas,
        { ...quota, metadata: { ...quota.metadata, labels: { app: "orders" } } },
        "fieldManager=other",
      );

      const { body } = await applyQuota({
        metadata: { name: "quota", namespace: "orders" },
        spec: { hard: { pods: "10" } },
      });

      assert.deepEqual(body["spec"], { hard: { pods: "10", "requests.cpu": "4" } });
      assert.deepEqual(body.metadata["labels"], { app: "orders" });
    });

    it("refuses another manager's field, unless it is forced", async () => {
      await apply(paths.namespaces, namespace);
      await applyQuota();
      const change = { spec: { hard: { pods: "20" } } };

      const refused = await applyQuota(change, "fieldManager=other");
      const forced = await applyQuota(change, "fieldManager=other&force=true");

      assert.equal(refused.status, 409);
      assert.equal(refused.body["reason"], "Conflict");
      assert.match(String(refused.body["message"]), /conflict with "test": \.spec\.hard\.pods$/);
      assert.deepEqual(forced.body["spec"], { hard: { pods: "20", "requests.cpu": "4" } });
    });

    it("writes nothing in a dry run", async () => {
      const dry = await apply(paths.namespaces, namespace, "fieldManager=test&dryRun=All");

      assert.equal(dry.status, 200);
      assert.equal((await call("GET", `${paths.namespaces}/orders`)).status, 404);
    });

    it("takes YAML", async () => {
      const text = "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: orders\n";

      const { status } = await call("PATCH", `${paths.namespaces}/orders?fieldManager=test`, text);

      assert.equal(status, 200);
    });
  });

  const refusals: readonly [string, () => Promise<Answer>, number, string, string][] = [
    [
      "an object in a namespace that is not there",
      () => applyQuota(),
      404,
      "NotFound",
      'namespaces "orders" not found',
    ],
    [
      "an object that is not there",
      () => call("GET", `${paths.namespaces}/none`),
      404,
      "NotFound",
      'namespaces "none" not found',
    ],
    [
      "a kind that the cluster does not have",
      () => call("GET", "/apis/apps/v1/deployments"),
      404,
      "NotFound",
      "the server could not find the requested resource",
    ],
    [
      "an apply without a manager",
      () => apply(paths.namespaces, namespace, ""),
      400,
      "BadRequest",
      "fieldManager is required for apply patch",
    ],
    [
      "another kind of patch",
      () => call("PATCH", `${paths.namespaces}/orders`, "{}", "application/json"),
      415,
      "UnsupportedMediaType",
      "the sandbox's clusters take 'application/apply-patch+yaml' alone",
    ],
    [
      "a body that is none",
      () => call("PATCH", `${paths.namespaces}/orders?fieldManager=test`, "[]"),
      400,
      "BadRequest",
      "the body is no object with a 'metadata.name'",
    ],
    [
      "a name that is not the path's",
      () => call("PATCH", `${paths.namespaces}/other?fieldManager=test`, namespace),
      400,
      "BadRequest",
      "the name of the object (orders) does not match the name on the URL (other)",
    ],
    [
      "a name with capitals",
      () => apply(paths.namespaces, { ...namespace, metadata: { name: "Orders" } }),
      422,
      "Invalid",
      `Namespace "Orders" is invalid: metadata.name: Invalid value: "Orders": a lowercase RFC 1123 label must consist of at most 63 lower case alphanumeric characters or '-'`,
    ],
  ];

  for (const [what, make, status, reason, message] of refusals) {
    it(`refuses ${what}`, async () => {
      const answer = await make();

      assert.deepEqual(
        [answer.status, answer.body["kind"], answer.body["reason"], answer.body["message"]],
        [status, "Status", reason, message],
      );
    });
  }

  it("refuses a body that is neither JSON nor YAML", async () => {
    const { status, body } = await call("PATCH", `${paths.namespaces}/orders?fieldManager=test`, "a: [");

    assert.equal(status, 400);
    assert.match(String(body["message"]), /^the body is neither JSON nor YAML: /);
  });

  const binding = {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "RoleBinding",
    metadata: { name: "deployer", namespace: "orders" },
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: "deployer" },
  };
  const bindings = "/apis/rbac.authorization.k8s.io/v1/namespaces/orders/rolebindings";

  it("refuses to change what is immutable", async () => {
    await apply(paths.namespaces, namespace);
    await apply(bindings, binding);

    const changed = await apply(bindings, {
      ...binding,
      roleRef: { ...binding.roleRef, name: "other" },
    });

    assert.equal(changed.status, 422);
    assert.match(String(changed.body["message"]), /roleRef: Invalid value: .*: field is immutable$/);
  });

  it("lists the kinds of a group, as clients discover them", async () => {
    const { body } = await call("GET", "/apis/rbac.authorization.k8s.io/v1");

    const names = (body["resources"] as { name: string; namespaced: boolean }[]).map(({ name, namespaced }) => [
      name,
      namespaced,
    ]);
    assert.deepEqual(names, [
      ["roles", true],
      ["clusterroles", false],
      ["rolebindings", true],
      ["clusterrolebindings", false],
    ]);
  });

  it("creates once", async () => {
    const create = (): Promise<Answer> => call("POST", paths.namespaces, namespace, "application/json");

    assert.equal((await create()).status, 201);
    assert.equal((await create()).body["message"], 'namespaces "orders" already exists');
  });

  it("lists one namespace's objects, or all", async () => {
    for (const name of ["orders", "payments"]) {
      await apply(paths.namespaces, { ...namespace, metadata: { name } });
      await apply(`/api/v1/namespaces/${name}/resourcequotas`, { ...quota, metadata: { name: "quota" } });
    }

    const counts = [paths.quotas, "/api/v1/resourcequotas"].map(
      async (path) => ((await call("GET", path)).body["items"] as unknown[]).length,
    );
    assert.deepEqual(await Promise.all(counts), [1, 2]);
  });

  it("deletes a namespace with all that is in it", async () => {
    await apply(paths.namespaces, namespace);
    await applyQuota();

    await call("DELETE", `${paths.namespaces}/orders`);

    assert.deepEqual(sandbox.store.all(), []);
  });

  it("keeps clusters apart", async () => {
    await apply(paths.namespaces, namespace);

    const other = await fetch(`${sandbox.endpoint}/kubernetes/c2${paths.namespaces}/orders`);

    assert.equal(other.status, 404);
  });
});
