import { defineRule, onGraph } from "../define-rule";
import { effectOf, isOfProduction } from "../graph/deployments";
import { titleOf, types, type Stage } from "../graph/pipelines";
import { production, type Production } from "../graph/production";

interface Settings {
  readonly production: Production;
  readonly harmless: readonly string[];
}

/** Where a new version comes up beside the old one it is approved after that, when there is something to look at. */
export const ociDevopsDeployPipelineRequireApproval = defineRule<Settings>(
  {
    name: "oci-devops-deploy-pipeline-require-approval",
    description: "On every path to a stage that changes what users of production get, people approve it.",
    severity: "critical",
    enforcementLevel: "mandatory",
    remediationSteps:
      "Put a MANUAL_APPROVAL stage before the stage; of blue-green between deployment and traffic shift, of a canary between its traffic shift and the deployment to production.",
    tags: ["approval", "production"],
    unexceptable: "what reaches users of production is approved by people",
    settings: {
      production,
      harmless: {
        type: "array",
        items: { type: "string" },
        default: [],
        description: "Names of SHELL and INVOKE_FUNCTION stages that change nothing, tests for example",
      },
    },
  },
  onGraph(types.deployStage, (graph, { production: told, harmless }) =>
    graph
      .pipelines("deploy")
      .flatMap(({ stages }) => stages)
      .filter(
        (stage) => effectOf(stage) === "users" && !isHarmless(stage, harmless) && isOfProduction(graph, stage, told),
      )
      .flatMap((stage) => {
        const { standbys, isReached } = withoutApproval(stage);
        const subject = `pipeline ${titleOf(stage.pipeline)}: stage '${stage.title}' changes what users get`;
        const { urn } = stage.resource;
        if (standbys.length > 0)
          return standbys.map(({ title }) => ({
            message: `${subject}, and nobody approves what '${title}' brought up, expected an approval between the two; put a MANUAL_APPROVAL stage there`,
            urn,
          }));
        if (!isReached) return [];
        const message = `${subject}, and a path leads to it on which nobody approves, expected an approval on each; put a MANUAL_APPROVAL stage before it`;
        return [{ message, urn }];
      }),
  ),
);

function isHarmless({ type, title }: Stage, harmless: readonly string[]): boolean {
  return (type === "SHELL" || type === "INVOKE_FUNCTION") && harmless.includes(title);
}

/** What leads to a stage without an approval: new versions that came up, and whether the pipeline's start does. */
function withoutApproval(stage: Stage): { standbys: Stage[]; isReached: boolean } {
  const standbys: Stage[] = [];
  const seen = new Set([stage]);
  const open = [stage];
  let isReached = false;
  for (let next = open.pop(); next; next = open.pop()) {
    isReached ||= next.isFirst;
    for (const before of next.predecessors) {
      if (seen.has(before)) continue;
      seen.add(before);
      const effect = effectOf(before);
      if (effect === "standby") standbys.push(before);
      else if (effect !== "approval") open.push(before);
    }
  }
  return { standbys, isReached };
}
