import { ociOkeNamespaceRequireDefaultDeny as rule } from "../../../policies/rules/oci-oke-namespace-require-default-deny";
import { type GivenResource, UNKNOWN } from "../judge";
import { testStacks } from "../stack-cases";

const namespace = (name: unknown = "orders"): GivenResource => ({
  type: "kubernetes:core/v1:Namespace",
  name: "n",
  props: { metadata: { name } },
});
const policy = (spec: unknown, inside: unknown = "orders", behind: readonly string[] = []): GivenResource => ({
  type: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
  name: "p",
  props: { metadata: { name: "deny", namespace: inside }, spec },
  behind: { metadata: behind },
});
const BOTH = { podSelector: {}, policyTypes: ["Ingress", "Egress"] };
const message = (open: string, name = "orders"): string =>
  `namespace '${name}': no network policy of this stack denies all ${open} by default, expected one for all of its pods; ` +
  "add a NetworkPolicy with 'podSelector: {}', both 'policyTypes' and no rules";
const cases = {
  accepted: [
    { what: "a policy for both directions", given: [namespace(), policy(BOTH)] },
    {
      what: "one for each",
      given: [namespace(), policy({ podSelector: {} }), policy({ podSelector: {}, policyTypes: ["Egress"] })],
    },
    { what: "a name that is unknown yet", given: [namespace(UNKNOWN), policy(BOTH, UNKNOWN, ["n"])] },
    { what: "a policy that is unknown", given: [namespace(), policy(UNKNOWN)] },
  ],
  refused: [
    { what: "no policy", given: [namespace()], messages: [message("'Ingress' and 'Egress'")] },
    { what: "one direction", given: [namespace(), policy({ podSelector: {} })], messages: [message("'Egress'")] },
    {
      what: "some pods only",
      given: [namespace(), policy({ ...BOTH, podSelector: { matchLabels: { app: "a" } } })],
      messages: [message("'Ingress' and 'Egress'")],
    },
    {
      what: "a policy that allows something",
      given: [namespace(), policy({ ...BOTH, egress: [{}] })],
      messages: [message("'Egress'")],
    },
    {
      what: "another namespace's",
      given: [namespace(), policy(BOTH, "other")],
      messages: [message("'Ingress' and 'Egress'")],
    },
  ],
};

describe("oci-oke-namespace-require-default-deny", () => testStacks(rule, cases));
