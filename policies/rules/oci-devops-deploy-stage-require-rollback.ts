import { defineRule, onEach } from "../define-rule";
import { types } from "../graph/pipelines";
import { textAt, UNKNOWN, valueAt } from "../graph/values";

/** Stages that take a `rollbackPolicy`. Blue-green has none: its way back is the traffic shift. @see facts 2.6 */
const WITH_ROLLBACK: ReadonlySet<string | undefined> = new Set([
  "OKE_DEPLOYMENT",
  "OKE_HELM_CHART_DEPLOYMENT",
  "COMPUTE_INSTANCE_GROUP_ROLLING_DEPLOYMENT",
  "LOAD_BALANCER_TRAFFIC_SHIFT",
]);

const AUTOMATED = "AUTOMATED_STAGE_ROLLBACK_POLICY";

/**
 * A stage that fails halfway leaves users with what failed, unless the last release that worked is deployed again.
 * @see https://docs.oracle.com/en-us/iaas/devops/using/deployment_rollback.htm an excerpt, read 2026-11-25
 */
export const ociDevopsDeployStageRequireRollback = defineRule(
  {
    name: "oci-devops-deploy-stage-require-rollback",
    description: "A deploy stage whose type can roll back does so by itself when it fails.",
    severity: "medium",
    enforcementLevel: "mandatory",
    remediationSteps: `Set 'rollbackPolicy.policyType' of the stage to '${AUTOMATED}'.`,
    tags: ["rollback", "operations"],
  },
  onEach(types.deployStage, ({ name, props }) => {
    const type = textAt(props, "deployStageType");
    const path = ["rollbackPolicy", "policyType"];
    const policy = valueAt(props, ...path);
    if (!WITH_ROLLBACK.has(type) || policy === UNKNOWN || policy === AUTOMATED) return [];
    const got = textAt(props, ...path);
    const message =
      `stage '${textAt(props, "displayName") ?? name}' of type '${type}' has ${got ? `the rollback policy '${got}'` : "no rollback policy"}, ` +
      `expected '${AUTOMATED}'; set 'rollbackPolicy.policyType'`;
    return [{ message }];
  }),
);
