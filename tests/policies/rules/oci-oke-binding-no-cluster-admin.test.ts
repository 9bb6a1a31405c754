import { ociOkeBindingNoClusterAdmin as rule } from "../../../policies/rules/oci-oke-binding-no-cluster-admin";
import { type GivenResource, UNKNOWN } from "../judge";
import { testStacks } from "../stack-cases";

const binding = (kind: string, name: unknown): readonly GivenResource[] => [
  {
    type: `kubernetes:rbac.authorization.k8s.io/v1:${kind}`,
    name: "b",
    props: { metadata: { name: "deployer" }, roleRef: { kind: "ClusterRole", name } },
  },
];
const message =
  "role binding 'deployer': binds 'cluster-admin', expected a role that has what is needed; make a Role in the namespace " +
  "and bind that";
const cases = {
  accepted: [
    { what: "another role", given: binding("RoleBinding", "deployer") },
    { what: "a role that is unknown", given: binding("RoleBinding", UNKNOWN) },
  ],
  refused: [
    { what: "the cluster", given: binding("ClusterRoleBinding", "cluster-admin"), messages: [message] },
    { what: "a namespace", given: binding("RoleBinding", "cluster-admin"), messages: [message] },
  ],
};

describe("oci-oke-binding-no-cluster-admin", () => testStacks(rule, cases));
