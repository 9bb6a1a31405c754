import { defineRule, onGraph } from "../define-rule";
import { parametersOf } from "../graph/parameters";
import { titleOf, types } from "../graph/pipelines";
import { UNKNOWN, valueAt } from "../graph/values";

/** What a build passes along takes precedence over the default of the deploy pipeline, whatever either means by the name. */
export const ociDevopsBuildStageNoShadowedParameter = defineRule(
  {
    name: "oci-devops-build-stage-no-shadowed-parameter",
    description:
      "No build that passes all of its parameters along overrides a default of the deploy pipeline with another.",
    severity: "high",
    enforcementLevel: "mandatory",
    remediationSteps:
      "Give what means two things two names, e.g. REGISTRY_NAMESPACE and KUBERNETES_NAMESPACE, or set 'isPassAllParametersEnabled' to false.",
    tags: ["pipelines", "parameters"],
  },
  onGraph(types.buildStage, (graph) => {
    const targets = new Map(graph.pipelines("deploy").map((pipeline) => [pipeline.resource, pipeline]));
    return graph
      .pipelines("build")
      .flatMap(({ stages }) => stages)
      .filter(({ resource }) => valueAt(resource.props, "isPassAllParametersEnabled") === true)
      .flatMap((stage) => {
        const [named] = graph.named(stage.resource, types.deployPipeline, "deployPipelineId");
        const target = named && targets.get(named);
        const passed = parametersOf(stage.pipeline);
        const taken = target ? parametersOf(target) : UNKNOWN;
        if (!target || passed === UNKNOWN || taken === UNKNOWN) return [];
        return passed.flatMap(({ name, preset }) => {
          const shadowed = taken.find((each) => each.name === name);
          if (shadowed?.preset === undefined || (shadowed.preset === preset && preset !== UNKNOWN)) return [];
          const message =
            `build pipeline ${titleOf(stage.pipeline)}: stage '${stage.title}' passes parameter '${name}' ${shown(preset)} to deploy ` +
            `pipeline ${titleOf(target)}, where it is ${shown(shadowed.preset)}, expected another name or the same value; ` +
            "rename one of them, or set 'isPassAllParametersEnabled' to false";
          return [{ message, urn: stage.resource.urn }];
        });
      });
  }),
);

function shown(preset: string | typeof UNKNOWN | undefined): string {
  if (preset === undefined) return "(no default)";
  return preset === UNKNOWN ? "(a value that is not known yet)" : `'${preset}'`;
}
