import { strict as assert } from "node:assert";

import { declaredArtifact, declaredEnvironment, declaredStage } from "../../../components/model/declared-stages";
import { deploySchema } from "../../../components/model/deploy-schema";
import { deployStageKinds } from "../../../components/model/deploy-stage-fields";
import type { DeployStage, DeployStageKind, DeployStageOf } from "../../../components/model/deploy-stages";
import { stageSchema } from "../../../components/model/stage-schema";

const BALANCER = "ocid1.loadbalancer.oc1.eu-frankfurt-1.a";
const listener = { loadBalancerId: BALANCER, listener: "https", backendPort: 8080 };
const batch = { percentage: 25, pause: 60 };
const traffic = { batches: 5, pause: 120, limit: 25 };
const cluster = { environmentId: "environment cluster" };
const manifests = { manifestIds: ["artifact manifest", "artifact more"] };
const toInstances = { specificationId: "artifact deploy", artifactIds: ["artifact file"], batch };

/** A stage of each kind with all that it can have; the compiler sees that nothing is left out. */
const whole: {
  readonly [Kind in DeployStageKind]: Required<Omit<DeployStageOf<Kind, string>, "kind" | "name" | "after">>;
} = {
  approval: { approvals: 3 },
  wait: { duration: 90 },
  "oke-rolling": { ...cluster, ...manifests, namespace: "orders", automaticRollback: false },
  "oke-helm": {
    ...cluster,
    chartId: "artifact chart",
    release: "orders",
    namespace: "orders",
    valuesIds: ["artifact values"],
    set: { replicas: "2" },
    setString: { tag: "1" },
    commandIds: ["artifact helm"],
    timeout: 600,
    history: 5,
    uninstallOnDelete: true,
    automaticRollback: true,
  },
  "oke-blue-green": { ...cluster, ...manifests, namespaces: ["orders-blue", "orders-green"], ingress: "orders" },
  "oke-blue-green-shift": { of: "deploy" },
  "oke-canary": { ...cluster, ...manifests, namespace: "orders-canary", ingress: "orders" },
  "oke-canary-shift": { of: "deploy", traffic },
  "oke-canary-approval": { of: "shift", approvals: 1 },
  "group-rolling": {
    ...toInstances,
    environmentId: "environment fleet",
    failure: { count: 1 },
    loadBalancer: listener,
    automaticRollback: true,
  },
  "group-blue-green": {
    ...toInstances,
    environmentIds: ["environment fleet", "environment other"],
    production: listener,
    test: listener,
    failure: { percentage: 10 },
  },
  "group-blue-green-shift": { of: "deploy" },
  "group-canary": { ...toInstances, environmentId: "environment fleet", production: listener, test: listener },
  "group-canary-shift": { of: "deploy", traffic },
  "group-canary-approval": { of: "shift", approvals: 2 },
  "load-balancer-shift": {
    blue: ["10.0.0.4"],
    green: ["10.0.0.5"],
    target: "GREEN",
    traffic,
    loadBalancer: listener,
    automaticRollback: true,
  },
  "function-deploy": {
    environmentId: "environment resize",
    imageId: "artifact image",
    config: { SIZE: "2" },
    memoryInMbs: 256,
    timeout: 60,
  },
  "function-invoke": {
    environmentId: "environment smoke",
    payloadId: "artifact payload",
    async: true,
    validates: false,
    readOnly: true,
  },
  shell: {
    commandsId: "artifact smoke",
    container: {
      shape: "CI.Standard.E4.Flex",
      ocpus: 1,
      memoryInGbs: 8,
      subnetId: "ocid1.subnet.oc1.eu-frankfurt-1.a",
      nsgIds: ["ocid1.networksecuritygroup.oc1.eu-frankfurt-1.a"],
      compartmentId: "ocid1.compartment.oc1..a",
      availabilityDomain: "AD-1",
    },
    timeout: 3600,
    readOnly: true,
  },
};

/** Keys as a stack file has them. */
const WRITTEN: Readonly<Record<string, string>> = {
  environmentId: "environment",
  environmentIds: "environments",
  manifestIds: "manifests",
  chartId: "chart",
  valuesIds: "values",
  commandIds: "helmCommands",
  commandsId: "commands",
  specificationId: "specification",
  artifactIds: "artifacts",
  imageId: "image",
  payloadId: "payload",
  loadBalancerId: "loadBalancer",
  backendPort: "port",
  subnetId: "subnet",
  nsgIds: "networkSecurityGroups",
  compartmentId: "compartment",
};

/** A value as somebody writes it in a stack file: names, and durations in seconds. */
function written(value: unknown, key = ""): unknown {
  if (typeof value === "string") return value.replace(/^(environment|artifact) /, "");
  if (["duration", "pause", "timeout"].includes(key)) return `${String(value)}s`;
  if (Array.isArray(value)) return value.map((each) => written(each));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([own, each]) => [WRITTEN[own] ?? own, written(each, own)]));
}

const ids = { environment: (name: string) => `environment ${name}`, artifact: (name: string) => `artifact ${name}` };

describe("a stage of a stack file", () => {
  for (const kind of deployStageKinds) {
    it(`of kind '${kind}' has all that the pipeline's can have`, () => {
      const stage = { kind, name: "one", after: ["another"], ...whole[kind] } as unknown as DeployStage<string>;

      assert.deepEqual(declaredStage(stageSchema.parse(written(stage)), ids), stage);
    });
  }
});

describe("what stages of a stack file name", () => {
  const settingsWith = (change: object) =>
    deploySchema.safeParse({
      strategy: "stages",
      environments: { smoke: { function: "ocid1.fnfunc.oc1.eu-frankfurt-1.a" } },
      artifacts: { check: { commands: "version: 0.1" } },
      stages: [{ kind: "function-invoke", name: "try", environment: "smoke", payload: "check", ...change }],
    });

  it("is declared beside them", () => {
    assert.equal(settingsWith({}).error, undefined);
  });

  const wrong: readonly { what: string; change: object; message: string }[] = [
    {
      what: "an environment",
      change: { environment: "smoek" },
      message: "one of environments: 'cluster', 'smoke'; did you mean 'smoke'?",
    },
    { what: "an artifact", change: { payload: "data" }, message: "one of artifacts: 'image', 'manifest', 'check'" },
  ];
  for (const { what, change, message } of wrong) {
    it(`fails for ${what} that is not`, () => {
      assert.deepEqual(
        settingsWith(change).error?.issues.map((issue) => [issue.path.join("."), issue.message]),
        [["stages.0", message]],
      );
    });
  }

  it("is an environment of instances or a function", () => {
    const instances = { query: "query instance resources" };

    assert.deepEqual(declaredEnvironment({ instances }, "eu-frankfurt-1"), {
      kind: "instance-group",
      instances: [{ ...instances, region: "eu-frankfurt-1" }],
    });
    assert.deepEqual(declaredEnvironment({ function: "F" }, "eu-frankfurt-1"), { kind: "function", functionId: "F" });
  });

  it("is an artifact of any kind, a file by the build's version unless it has one", () => {
    const place = { repositoryId: "REPOSITORY", version: "${BUILDRUN_HASH}" };
    const file = { type: "GENERIC_FILE", path: "app.tar" } as const;
    const generic = { kind: "generic", repositoryId: "REPOSITORY", ...file };
    const text = { type: "DEPLOYMENT_SPEC", text: "T" } as const;

    assert.deepEqual(
      [
        { commands: "C" },
        text,
        file,
        { ...file, version: "1" },
        { chart: "oci://a", version: "1.0.0" },
        { helmCommand: "H" },
      ].map((given) => declaredArtifact(given, place)),
      [
        { kind: "inline", type: "COMMAND_SPEC", content: "C" },
        { kind: "inline", type: "DEPLOYMENT_SPEC", content: "T" },
        { ...generic, version: "${BUILDRUN_HASH}" },
        { ...generic, version: "1" },
        { kind: "helm-chart", url: "oci://a", version: "1.0.0" },
        { kind: "helm-command", content: "H" },
      ],
    );
  });
});
