import { defineRule } from "../define-rule";
import { onPrincipals, type Principal } from "../reading/principals";

/** What puts images and other artifacts into a registry. */
const PUSH = ["REPOSITORY_UPDATE", "GENERIC_ARTIFACT_CREATE"];

/** Groups that the stack doesn't have may be those of builds. */
const PUSHING: readonly Principal[] = ["build", "unknown"];

const IN_WORDS: Readonly<Record<Principal, string>> = {
  build: "build pipelines",
  deploy: "deploy pipelines",
  connection: "connections",
  repository: "code repositories",
  trigger: "triggers",
  workload: "workloads",
  people: "people",
  service: "a service of OCI",
  unknown: "others",
};

/** What a build did not make was neither tested nor scanned, and nobody can tell where it comes from. */
export const ociIamPolicyNoPushOutsideBuilds = defineRule(
  {
    name: "oci-iam-policy-no-push-outside-builds",
    description: "Only build pipelines can push images and artifacts.",
    severity: "high",
    enforcementLevel: "mandatory",
    remediationSteps: "Grant others 'read repos' and 'read generic-artifacts'; let builds deliver.",
    tags: ["iam", "supply-chain", "registry"],
  },
  onPrincipals(({ permissions }, principals) => {
    const granted = PUSH.filter((permission) => permissions.has(permission));
    const others = [...principals].filter((each) => !PUSHING.includes(each));
    if (granted.length === 0 || others.length === 0) return [];
    return [
      `gives '${granted.join("', '")}' to ${others.map((each) => IN_WORDS[each]).join(" and ")}, ` +
        "expected build pipelines alone; grant 'read' instead",
    ];
  }),
);
