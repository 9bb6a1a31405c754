import { ociOkeNamespaceRequireEqualColours as rule } from "../../../policies/rules/oci-oke-namespace-require-equal-colours";
import { type GivenResource, UNKNOWN } from "../judge";
import { testStacks } from "../stack-cases";

const stage: GivenResource = {
  type: "oci:DevOps/deployStage:DeployStage",
  name: "deploy",
  props: {
    displayName: "deploy-blue-green",
    deployStageType: "OKE_BLUE_GREEN_DEPLOYMENT",
    blueGreenStrategy: { namespaceA: "blue", namespaceB: "green" },
  },
};
const namespace = (
  name: string,
  labels: unknown = { "kubernetes.io/metadata.name": name, app: "orders" },
): GivenResource => ({
  type: "kubernetes:core/v1:Namespace",
  name,
  props: { metadata: { name, labels } },
});
const quota = (inside: string, spec: unknown): GivenResource => ({
  type: "kubernetes:core/v1:ResourceQuota",
  name: `${inside}-quota`,
  props: { metadata: { namespace: inside }, spec },
});
const message = (what: string): string =>
  `stage 'deploy-blue-green': namespaces 'blue' and 'green' differ in ${what}, expected two that are alike; make both from ` +
  "one specification";
const both = [stage, namespace("blue"), namespace("green")];

const cases = {
  accepted: [
    {
      what: "namespaces that are alike",
      given: [
        ...both,
        quota("blue", { hard: { cpu: "1", pods: "2" } }),
        quota("green", { hard: { pods: "2", cpu: "1" } }),
      ],
    },
    { what: "namespaces of another stack", given: [stage] },
    { what: "one of another stack", given: [stage, namespace("blue")] },
    { what: "what is unknown yet", given: [...both, quota("blue", UNKNOWN), quota("green", { hard: {} })] },
    {
      what: "namespaces that no stage is about",
      given: [
        namespace("blue", { app: "a" }),
        namespace("green", { app: "b" }),
        { ...stage, props: { deployStageType: "WAIT" } },
      ],
    },
  ],
  refused: [
    {
      what: "another label",
      given: [stage, namespace("blue"), namespace("green", { app: "other" })],
      messages: [message("'labels'")],
    },
    {
      what: "another quota",
      given: [...both, quota("blue", { hard: { cpu: "1" } }), quota("green", { hard: { cpu: "2" } })],
      messages: [message("'ResourceQuota'")],
    },
    {
      what: "a quota of one alone",
      given: [...both, quota("blue", { hard: { cpu: "1" } })],
      messages: [message("'ResourceQuota'")],
    },
    {
      what: "labels and quota",
      given: [stage, namespace("blue", {}), namespace("green"), quota("green", {})],
      messages: [message("'labels', 'ResourceQuota'")],
    },
  ],
};

describe("oci-oke-namespace-require-equal-colours", () => testStacks(rule, cases));
