import { defineRule, onGraph } from "../define-rule";
import { effectOf, isOfProduction } from "../graph/deployments";
import { titleOf, types } from "../graph/pipelines";
import { production, type Production } from "../graph/production";
import { inputAt, numberAt, UNKNOWN } from "../graph/values";

interface Settings {
  readonly production: Production;
  readonly approvals: number;
}

/** One person's mistake, or one account in the wrong hands, is not enough to change production. */
export const ociDevopsDeployStageRequireApprovers = defineRule<Settings>(
  {
    name: "oci-devops-deploy-stage-require-approvers",
    description: "An approval of production takes the approvals of at least two people.",
    severity: "high",
    enforcementLevel: "mandatory",
    remediationSteps: "Raise 'approvalPolicy.numberOfApprovalsRequired' of the stage.",
    tags: ["approval", "production"],
    settings: {
      production,
      approvals: { type: "integer", minimum: 1, default: 2, description: "Least number of approvals" },
    },
  },
  onGraph(types.deployStage, (graph, { production: told, approvals }) =>
    graph
      .pipelines("deploy")
      .flatMap(({ stages }) => stages)
      .filter((stage) => effectOf(stage) === "approval" && isOfProduction(graph, stage, told))
      .flatMap(({ resource, title, pipeline }) => {
        const given = inputAt(resource, "approvalPolicy", "numberOfApprovalsRequired");
        if (given === UNKNOWN) return [];
        const required = numberAt(given);
        if (required !== undefined && required >= approvals) return [];
        const message =
          `pipeline ${titleOf(pipeline)}: approval '${title}' takes ${required === 1 ? "1 approval" : `${required ?? "no number of"} approvals`}, expected at ` +
          `least ${approvals} in production; set 'approvalPolicy.numberOfApprovalsRequired'`;
        return [{ message, urn: resource.urn }];
      }),
  ),
);
