import { defineRule, onGraph } from "../define-rule";
import { namedStageOf } from "../graph/deployments";
import { ancestorsOf, titleOf, types } from "../graph/pipelines";
import { textAt } from "../graph/values";

/** A shift that runs before its deployment sends users to what the last run brought up. */
export const ociDevopsDeployStageRequireShiftAfterDeploy = defineRule(
  {
    name: "oci-devops-deploy-stage-require-shift-after-deploy",
    description:
      "A traffic shift, or an approval of a canary, comes after the stage that it names, in the same pipeline.",
    severity: "high",
    enforcementLevel: "mandatory",
    remediationSteps: "Put the stage after the one that it names, or name the one that comes before it.",
    tags: ["pipelines", "blue-green", "canary"],
  },
  onGraph(types.deployStage, (graph) =>
    graph
      .pipelines("deploy")
      .flatMap(({ stages }) => stages)
      .flatMap((stage) => {
        const named = namedStageOf(graph, stage);
        if (!named || [...ancestorsOf(stage)].some(({ resource }) => resource === named)) return [];
        const message =
          `pipeline ${titleOf(stage.pipeline)}: stage '${stage.title}' is about '${textAt(named.props, "displayName") ?? named.name}', ` +
          "which does not come before it in this pipeline, expected it to; put it after that one";
        return [{ message, urn: stage.resource.urn }];
      }),
  ),
);
