import { ociOkeNamespaceRequireQuota as rule } from "../../../policies/rules/oci-oke-namespace-require-quota";
import { type GivenResource, UNKNOWN } from "../judge";
import { testStacks } from "../stack-cases";

const namespace = (name: unknown = "orders"): GivenResource => ({
  type: "kubernetes:core/v1:Namespace",
  name: "n",
  props: { metadata: { name } },
});
const inside = (kind: string, place: unknown = "orders", behind: readonly string[] = []): GivenResource => ({
  type: `kubernetes:core/v1:${kind}`,
  name: kind,
  props: { metadata: { namespace: place } },
  behind: { metadata: behind },
});
const message = (missing: string): string =>
  `namespace 'orders': has no ${missing} in this stack, expected both; add what is missing`;
const cases = {
  accepted: [
    { what: "both", given: [namespace(), inside("ResourceQuota"), inside("LimitRange")] },
    {
      what: "both while the name is unknown",
      given: [namespace(UNKNOWN), inside("ResourceQuota", UNKNOWN, ["n"]), inside("LimitRange", UNKNOWN, ["n"])],
    },
  ],
  refused: [
    { what: "neither", given: [namespace()], messages: [message("'ResourceQuota' and 'LimitRange'")] },
    { what: "a quota alone", given: [namespace(), inside("ResourceQuota")], messages: [message("'LimitRange'")] },
    {
      what: "those of another namespace",
      given: [namespace(), inside("ResourceQuota", "other"), inside("LimitRange")],
      messages: [message("'ResourceQuota'")],
    },
  ],
};

describe("oci-oke-namespace-require-quota", () => testStacks(rule, cases));
