import { z } from "zod";

import { kubernetesName, listener } from "./deploy-fields";
import { duration, ocid, text } from "./fields";

const whole = (least: number, most = Number.MAX_SAFE_INTEGER) => {
  const allowed = most === Number.MAX_SAFE_INTEGER ? `${least} or more` : `${least} to ${most}`;
  return z.number(allowed).int(allowed).min(least, allowed).max(most, allowed);
};

/** Name of a stage, an environment or an artifact. */
export const name = text(
  /^[A-Za-z][\w-]*$/,
  "letters, digits, '-' and '_', beginning with a letter, e.g. 'smoke-test'",
);
const environment = name.describe("Name of an environment: `cluster`, or one of `environments`");
const artifact = name.describe("Name of an artifact: `image`, `manifest`, or one of `artifacts`");
const artifacts = z.array(artifact, "a list of artifacts").min(1, "at least one artifact");
const texts = z.record(z.string(), z.string("a text"), "e.g. { replicas: '2' }");
const flag = z.boolean("'true' or 'false'");
const time = duration(() => true, "a duration, e.g. '5m'");
const addresses = z
  .array(text(/^[\d.]+$|^[\da-f:]+$/i, "an IP address"), "a list of IP addresses")
  .min(1, "at least one");

const share = { count: whole(1).optional(), percentage: whole(1, 100).optional() };
const failure = z.strictObject(share, "e.g. { percentage: 10 }");
const batch = z.strictObject({ ...share, pause: time.optional() }, "e.g. { percentage: 25, pause: 1m }");
const traffic = z.strictObject(
  {
    batches: whole(1),
    pause: time.optional(),
    limit: z.number("1 to 100").min(1, "1 to 100").max(100, "1 to 100").optional(),
  },
  "e.g. { batches: 5, limit: 25 }",
);

const container = z.strictObject(
  {
    shape: text(/^\S+$/, "a shape, e.g. 'CI.Standard.E4.Flex'"),
    ocpus: z.number("a number").positive("more than 0"),
    memoryInGbs: z.number("a number").positive("more than 0").optional(),
    subnet: ocid("subnet"),
    networkSecurityGroups: z.array(ocid("networksecuritygroup"), "a list of OCIDs").optional(),
    compartment: ocid("compartment|tenancy").optional(),
    availabilityDomain: text(/\S/, "an availability domain").optional(),
  },
  "e.g. { shape: CI.Standard.E4.Flex, ocpus: 1, subnet: ocid1.subnet... }",
);

const of = name.describe("Name of the stage that this one is about, which comes before");
const rollback = {
  automaticRollback: flag.optional().describe("Whether a stage that fails is rolled back. Default: true"),
};
const approvals = whole(1, 10).optional().describe("How many people approve. Default: 2");
const manifests = artifacts.describe("Manifests, applied in this order");
const readOnly = flag.optional().describe("Whether it leaves what users get as it is; who says so knows");

const toCluster = { environment };
const toInstances = { specification: artifact, artifacts: artifacts.optional(), batch };

const stage = <Kind extends string, Fields extends z.ZodRawShape>(kind: Kind, fields: Fields) =>
  z.strictObject({
    kind: z.literal(kind),
    name,
    after: z.array(name, "a list of stages").optional().describe("Stages that end first. Default: the one before it"),
    ...fields,
  });

/** Fields as those of `DeployStage`; environments and artifacts go by name, and durations are written as such. */
const stages = [
  stage("approval", { approvals }),
  stage("wait", { duration: time }),
  stage("oke-rolling", { ...toCluster, manifests, namespace: kubernetesName.optional(), ...rollback }),
  stage("oke-helm", {
    ...toCluster,
    chart: artifact,
    release: kubernetesName,
    namespace: kubernetesName.optional(),
    values: artifacts.optional(),
    set: texts.optional(),
    setString: texts.optional(),
    helmCommands: artifacts.optional(),
    timeout: time.optional(),
    history: whole(0).optional(),
    uninstallOnDelete: flag.optional(),
    ...rollback,
  }),
  stage("oke-blue-green", {
    ...toCluster,
    manifests,
    namespaces: z.tuple([kubernetesName, kubernetesName], "two namespaces"),
    ingress: kubernetesName,
  }),
  stage("oke-blue-green-shift", { of }),
  stage("oke-canary", { ...toCluster, manifests, namespace: kubernetesName, ingress: kubernetesName }),
  stage("oke-canary-shift", { of, traffic }),
  stage("oke-canary-approval", { of, approvals }),
  stage("group-rolling", {
    ...toInstances,
    environment,
    failure: failure.optional(),
    loadBalancer: listener.optional(),
    ...rollback,
  }),
  stage("group-blue-green", {
    ...toInstances,
    environments: z.tuple([environment, environment], "two environments"),
    production: listener,
    test: listener.optional(),
    failure: failure.optional(),
  }),
  stage("group-blue-green-shift", { of }),
  stage("group-canary", { ...toInstances, environment, production: listener, test: listener.optional() }),
  stage("group-canary-shift", { of, traffic }),
  stage("group-canary-approval", { of, approvals }),
  stage("load-balancer-shift", {
    blue: addresses,
    green: addresses,
    target: z.enum(["AUTO_SELECT", "BLUE", "GREEN"], "one of 'AUTO_SELECT', 'BLUE', 'GREEN'").optional(),
    traffic,
    loadBalancer: listener,
    ...rollback,
  }),
  stage("function-deploy", {
    environment,
    image: artifact,
    config: texts.optional(),
    memoryInMbs: whole(1).optional(),
    timeout: time.optional(),
  }),
  stage("function-invoke", {
    environment,
    payload: artifact.optional(),
    async: flag.optional(),
    validates: flag.optional(),
    readOnly,
  }),
  stage("shell", { commands: artifact, container, timeout: time.optional(), readOnly }),
] as const;

/** One stage of a stack file. What its numbers may be, and the graph, is held against OCI's rules by the pipeline. */
export const stageSchema = z.discriminatedUnion(
  "kind",
  stages,
  `one of ${stages.map(({ shape }) => `'${shape.kind.value}'`).join(", ")}`,
);

export type StageSettings = z.output<typeof stageSchema>;
