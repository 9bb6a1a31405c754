import { ociOkeRoleNoWildcard as rule } from "../../../policies/rules/oci-oke-role-no-wildcard";
import { type GivenResource, UNKNOWN } from "../judge";
import { testStacks } from "../stack-cases";

const role = (kind: string, rules: unknown): readonly GivenResource[] => [
  {
    type: `kubernetes:rbac.authorization.k8s.io/v1:${kind}`,
    name: "r",
    props: { metadata: { name: "deployer" }, rules },
  },
];
const message = (field: string, index = 0): string =>
  `role 'deployer': 'rules[${index}].${field}' has '*', expected the ${field} that are needed; list them`;
const listed = { apiGroups: ["apps"], resources: ["deployments"], verbs: ["get", "patch"] };
const cases = {
  accepted: [
    { what: "verbs and resources that are listed", given: role("Role", [listed]) },
    { what: "rules that are unknown", given: role("Role", UNKNOWN) },
    { what: "a verb that is unknown", given: role("Role", [{ ...listed, verbs: [UNKNOWN] }]) },
    { what: "a role without rules", given: role("ClusterRole", []) },
  ],
  refused: [
    { what: "any verb", given: role("Role", [listed, { ...listed, verbs: ["*"] }]), messages: [message("verbs", 1)] },
    {
      what: "any resource",
      given: role("ClusterRole", [{ ...listed, resources: ["*"] }]),
      messages: [message("resources")],
    },
    {
      what: "both",
      given: role("ClusterRole", [{ ...listed, verbs: ["get", "*"], resources: ["*"] }]),
      messages: [message("verbs"), message("resources")],
    },
  ],
};

describe("oci-oke-role-no-wildcard", () => testStacks(rule, cases));
