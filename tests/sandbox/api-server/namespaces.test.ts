import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as path from "node:path";

import { findOrStartSandbox, findSandbox } from "../../../commands/sandbox-process";
import { callApiServer } from "../../../sandbox/api-server/https";
import type { ClusterObject } from "../../../sandbox/cluster/kind";
import { processesLeftOn, runCommand } from "../../commands/command";
import { Lab, type Outcome, type Program } from "../../engine/lab";
import { without } from "../harness";
import { Build, Cluster, type Person } from "./lab";
import { allowedBy, DEPLOYER_MAY, everyQuestion } from "./questions";

const PROGRAM = path.join(__dirname, "..", "..", "engine", "programs", "namespaces");
const COLOURS = ["orders-blue", "orders-green"];

/** Kinds that a namespace of the program is made of, by their places. */
const CONTENTS = [
  "/api/v1/namespaces/NAMESPACE/resourcequotas",
  "/api/v1/namespaces/NAMESPACE/limitranges",
  "/api/v1/namespaces/NAMESPACE/serviceaccounts",
  "/api/v1/namespaces/NAMESPACE/secrets",
  "/apis/networking.k8s.io/v1/namespaces/NAMESPACE/networkpolicies",
  "/apis/rbac.authorization.k8s.io/v1/namespaces/NAMESPACE/roles",
  "/apis/rbac.authorization.k8s.io/v1/namespaces/NAMESPACE/rolebindings",
];

/** A pod of the service as its manifest makes it. @param more of its container's security context */
function pod(name: string, more: object = {}): object {
  const securityContext = { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] }, ...more };
  const resources = { requests: { cpu: "10m", memory: "16Mi" }, limits: { cpu: "10m", memory: "16Mi" } };
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name },
    spec: {
      serviceAccountName: "orders-api",
      securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
      containers: [{ name: "app", image: "fra.ocir.io/axexample/orders-api:1", securityContext, resources }],
    },
  };
}

const DEPLOYER: Person = {
  name: "ocid1.devopsdeploypipeline.oc1..orders",
  groups: ["ocid1.dynamicgroup.oc1..deploy", "system:authenticated"],
};
const STRANGER: Person = {
  name: "ocid1.devopsdeploypipeline.oc1..other",
  groups: ["ocid1.dynamicgroup.oc1..other", "system:authenticated"],
};

let build: Build;

// a hook of the whole run: the build takes its time beside all other tests
before(() => void (build = Build.begin()));

describe("namespaces in a real API server (needs Go)", function () {
  this.timeout(120_000);
  let lab: Lab;
  let program: Program;
  let cluster: Cluster;
  let up: Outcome;
  let made: ClusterObject[];

  /** Everything in a namespace, and itself. */
  const contentsOf = async (namespace: string): Promise<ClusterObject[]> => {
    const own = (await cluster.get(`/api/v1/namespaces/${namespace}`)).body as unknown as ClusterObject;
    const lists = await Promise.all(CONTENTS.map((place) => cluster.list(place.replace("NAMESPACE", namespace))));
    return [own, ...lists.flat()];
  };

  before(async function () {
    this.timeout(1_200_000);
    if (!(await build.isThere())) return this.skip();
    lab = await Lab.open("api-server", { cluster: true });
    cluster = Cluster.of(lab.sandbox.kubeconfig as string);
    await lab.prepare("prod");
    program = await lab.program(PROGRAM);
    up = await program.run("up", "--diff", "--show-full-output");
    made = (await Promise.all(COLOURS.map(contentsOf))).flat();
  });
  after(() => lab?.close());

  it("come up", () => {
    assert.equal(up.code, 0, up.output);
    const kinds = made.slice(0, made.length / 2).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    assert.deepEqual(kinds.sort(), [
      "LimitRange limits",
      "Namespace orders-blue",
      "NetworkPolicy allow-dns",
      "NetworkPolicy default-deny",
      "ResourceQuota quota",
      "Role deployer",
      "RoleBinding deployer",
      "Secret registry",
      "ServiceAccount orders-api",
    ]);
  });

  it("are the same for both colours but for the name", () => {
    const texts = made.map((object) => JSON.stringify(withoutOwn(object)).replaceAll(/orders-(blue|green)/g, "orders"));

    assert.deepEqual(texts.slice(0, texts.length / 2), texts.slice(texts.length / 2));
  });

  describe("beside a sandbox that keeps such objects itself", () => {
    let kept: Lab;
    const wantsCluster = (): Promise<unknown> => findOrStartSandbox(kept.workspace, () => undefined, { cluster: true });

    before(async () => {
      kept = await Lab.open("api-server-kept");
      await kept.prepare("prod");
      const { code, output } = await (await kept.program(PROGRAM)).run("up");
      assert.equal(code, 0, output);
    });
    after(() => kept.close());

    it("hold the same objects", async () => {
      const objects = (await kept.objects()).map(({ body }) => withoutOwn(body["live"] as ClusterObject));
      const byPlace = (a: ClusterObject, b: ClusterObject): number => placeOf(a).localeCompare(placeOf(b));

      assert.deepEqual(objects.sort(byPlace), made.map(withoutOwn).sort(byPlace));
    });

    it("fail to take its place while it runs", async () => {
      await assert.rejects(
        wantsCluster,
        /^Error: the sandbox already runs at \S+ without an API server; 'npm run sandbox:down' ends it, then '--cluster' can be had$/,
      );
    });

    it("fail to take over what it keeps", async () => {
      await kept.close();

      await assert.rejects(
        wantsCluster,
        /^Error: the sandbox did not start: it keeps 18 object\(s\) of Kubernetes itself, which an API server would not have; 'npm run sandbox:down' takes them down, then '--cluster' can be had$/,
      );
    });
  });

  it("refuse a privileged pod, by their pod security", async () => {
    const { code, body } = await cluster.post(
      "/api/v1/namespaces/orders-blue/pods",
      pod("root", { privileged: true, allowPrivilegeEscalation: true }),
    );

    assert.equal(code, 403, body.message);
    assert.match(
      body.message ?? "",
      /violates PodSecurity "restricted:latest": privileged \(container "app" must not set securityContext\.privileged=true\)/,
    );
  });

  it("take as many pods as the quota has, and refuse the one too many", async () => {
    const places = Array.from({ length: 11 }, (_, i) => pod(`orders-${i}`));
    const answers = [];
    for (const each of places) answers.push(await cluster.post("/api/v1/namespaces/orders-blue/pods", each, DEPLOYER));

    assert.deepEqual(
      answers.map(({ code }) => code),
      [...Array.from({ length: 10 }, () => 201), 403],
    );
    assert.match(
      answers.at(-1)?.body.message ?? "",
      /exceeded quota: quota, requested: pods=1, used: pods=10, limited: pods=10/,
    );
  });

  it("give a pod that names no resources those of the limits", async () => {
    const plain = pod("plain") as { spec: { containers: { resources?: object }[] } };
    delete plain.spec.containers[0]?.resources;

    const { code, body } = await cluster.post("/api/v1/namespaces/orders-green/pods", plain);

    assert.equal(code, 201, body.message);
    assert.deepEqual((body["spec"] as typeof plain.spec).containers[0]?.resources, {
      limits: { cpu: "500m", memory: "512Mi" },
      requests: { cpu: "100m", memory: "128Mi" },
    });
  });

  for (const namespace of COLOURS) {
    it(`let the deploy pipelines do in ${namespace} what a deployment needs, and nothing else`, async () => {
      const questions = await everyQuestion(cluster, namespace);

      assert.deepEqual(await allowedBy(cluster, DEPLOYER, questions), [...DEPLOYER_MAY].sort());
    });
  }

  it("let the deploy pipelines do nothing in another namespace, nor in the cluster", async () => {
    const questions = [...(await everyQuestion(cluster, "default")), ...(await everyQuestion(cluster, undefined))];

    assert.deepEqual(await allowedBy(cluster, DEPLOYER, questions), EVERYBODY_MAY);
  });

  it("let pipelines of another group do nothing", async () => {
    const questions = await everyQuestion(cluster, "orders-blue");

    assert.deepEqual(await allowedBy(cluster, STRANGER, questions), []);
  });

  it("change nothing on a second up", async () => {
    const again = await program.run("up");

    assert.deepEqual([again.code, again.steps], [0, []], again.output);
  });

  it("show a token of the API server in no output and no state", async () => {
    const state = await program.exported();

    assert.match(state, /client\.authentication\.k8s\.io/);
    for (const text of [up.output, state]) assert.ok(!text.includes(cluster.entrance.token));
  });

  it("are behind a door: loopback, a token, files for their owner alone", async () => {
    const { address, certificates } = cluster.entrance;
    const stranger = await callApiServer({ address, certificates, token: "none" }, "GET", "/api/v1/namespaces");
    const open = fs.readdirSync(lab.workspace.cluster).filter((name) => /\.(json|csv|pem)$|^kubeconfig$/.test(name));

    assert.deepEqual([stranger.status, new URL(address).hostname], [401, "127.0.0.1"]);
    for (const name of [".", ...open])
      assert.equal(fs.statSync(path.join(lab.workspace.cluster, name)).mode & 0o077, 0, name);
    assert.equal(open.length, 4, open.join());
  });

  it("are there again after the sandbox was killed, which takes the API server with it", async () => {
    const before = await contentsOf("orders-blue");
    process.kill(lab.sandbox.pid, "SIGKILL");
    assert.deepEqual(await processesLeftOn(lab.workspace.folder), []);
    assert.equal(await findSandbox(lab.workspace), undefined);

    const said: string[] = [];
    const again = await findOrStartSandbox(lab.workspace, (line) => void said.push(line));

    const { address, token } = cluster.entrance;
    lab = lab.with(again);
    program = await lab.program(PROGRAM);
    cluster = Cluster.of(again.kubeconfig as string);
    assert.match(said.join("\n"), /with an API server, for 'kubectl --kubeconfig .*\/cluster\/kubeconfig'/);
    assert.equal(cluster.entrance.address, address);
    assert.notEqual(cluster.entrance.token, token);
    assert.deepEqual(await contentsOf("orders-blue"), before);
  });

  it("go with all that is in them, and leave nothing behind", async () => {
    const { code, output } = await program.run("destroy");

    assert.equal(code, 0, output);
    const namespaces = (await cluster.list("/api/v1/namespaces")).map(({ metadata }) => metadata.name);
    assert.deepEqual(
      namespaces.filter((name) => name.startsWith("orders")),
      [],
    );
    assert.deepEqual(await cluster.list("/api/v1/pods"), []);
  });

  it("leave no process and no folder after sandbox:down", async () => {
    // the command knows no program of a test
    fs.rmSync(path.join(lab.workspace.state, ".pulumi", "stacks"), { recursive: true });

    const { code, stdout, stderr } = await runCommand("sandbox-down", lab.workspace.folder);

    assert.equal(code, 0, stderr);
    assert.match(stdout, /sandbox: 0 objects left/);
    assert.deepEqual(await processesLeftOn(lab.workspace.folder), []);
    assert.equal(fs.existsSync(lab.workspace.cluster), false);
  });
});

/** What whoever is known may ask: about itself. */
const EVERYBODY_MAY = [
  "create selfsubjectaccessreviews.authorization.k8s.io",
  "create selfsubjectreviews.authentication.k8s.io",
  "create selfsubjectrulesreviews.authorization.k8s.io",
];

/** An object without what a server says of it. */
function withoutOwn(object: ClusterObject): ClusterObject {
  const { name, namespace, labels, annotations } = object.metadata;
  const given = Object.entries({ name, namespace, labels, annotations }).filter(([, value]) => value !== undefined);
  return { ...without(object, "status"), metadata: Object.fromEntries(given) } as unknown as ClusterObject;
}

function placeOf({ kind, metadata }: ClusterObject): string {
  return `${kind} ${metadata.namespace ?? ""}/${metadata.name}`;
}
