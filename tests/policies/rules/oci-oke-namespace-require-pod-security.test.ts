import { ociOkeNamespaceRequirePodSecurity as rule } from "../../../policies/rules/oci-oke-namespace-require-pod-security";
import { type GivenResource, UNKNOWN } from "../judge";
import { testStacks } from "../stack-cases";

const ENFORCE = "pod-security.kubernetes.io/enforce";
const namespace = (labels: unknown, name = "orders"): readonly GivenResource[] => [
  { type: "kubernetes:core/v1:Namespace", name: "n", props: { metadata: { name, labels } } },
];
const message = (got: string, wanted: string, name = "orders"): string =>
  `namespace '${name}': label '${ENFORCE}' is ${got}, expected ${wanted}; set it`;
const cases = {
  accepted: [
    { what: "baseline", given: namespace({ [ENFORCE]: "baseline" }) },
    { what: "restricted in production", given: namespace({ [ENFORCE]: "restricted" }), stack: "prod" },
    { what: "a label that is unknown", given: namespace({ [ENFORCE]: UNKNOWN }) },
    { what: "labels that are unknown", given: namespace(UNKNOWN) },
  ],
  refused: [
    { what: "no label", given: namespace({}), messages: [message("not set", "'baseline' or 'restricted'")] },
    { what: "no labels", given: namespace(undefined), messages: [message("not set", "'baseline' or 'restricted'")] },
    {
      what: "privileged",
      given: namespace({ [ENFORCE]: "privileged" }),
      messages: [message("'privileged'", "'baseline' or 'restricted'")],
    },
    {
      what: "baseline in production",
      given: namespace({ [ENFORCE]: "baseline" }),
      stack: "prod",
      messages: [message("'baseline'", "'restricted' in production")],
    },
    {
      what: "production by its name",
      given: namespace({ [ENFORCE]: "baseline" }, "orders-prod"),
      messages: [message("'baseline'", "'restricted' in production", "orders-prod")],
    },
  ],
};

describe("oci-oke-namespace-require-pod-security", () => testStacks(rule, cases));
