import { defineRule, onGraph } from "../define-rule";
import { isOfProduction } from "../graph/deployments";
import { titleOf, types } from "../graph/pipelines";
import { production, type Production } from "../graph/production";
import { inputAt, numberAt, UNKNOWN } from "../graph/values";

interface Settings {
  readonly production: Production;
  readonly percent: number;
}

const SHIFTS: ReadonlySet<string> = new Set([
  "OKE_CANARY_TRAFFIC_SHIFT",
  "COMPUTE_INSTANCE_GROUP_CANARY_TRAFFIC_SHIFT",
]);

/** A canary that gets all of the traffic is a deployment that nobody approved. */
export const ociDevopsDeployStageRequireRamp = defineRule<Settings>(
  {
    name: "oci-devops-deploy-stage-require-ramp",
    description: "A canary of production gets a part of the traffic, and no more than half of it.",
    severity: "high",
    enforcementLevel: "mandatory",
    remediationSteps: "Set 'rolloutPolicy.rampLimitPercent' of the canary's traffic shift.",
    tags: ["canary", "production"],
    settings: {
      production,
      percent: { type: "number", minimum: 1, maximum: 99, default: 50, description: "Most of the traffic, in percent" },
    },
  },
  onGraph(types.deployStage, (graph, { production: told, percent }) =>
    graph
      .pipelines("deploy")
      .flatMap(({ stages }) => stages)
      .filter((stage) => SHIFTS.has(stage.type) && isOfProduction(graph, stage, told))
      .flatMap(({ resource, title, pipeline }) => {
        const given = inputAt(resource, "rolloutPolicy", "rampLimitPercent");
        if (given === UNKNOWN) return [];
        const limit = numberAt(given);
        if (limit !== undefined && limit <= percent) return [];
        const message =
          `pipeline ${titleOf(pipeline)}: canary shift '${title}' ${limit === undefined ? "has no limit" : `goes up to ${limit} %`}, ` +
          `expected at most ${percent} %; set 'rolloutPolicy.rampLimitPercent'`;
        return [{ message, urn: resource.urn }];
      }),
  ),
);
