import { defineRule, onGraph } from "../define-rule";
import { titleOf, types } from "../graph/pipelines";
import { isProduction, production, type Production } from "../graph/production";
import { inputAt } from "../graph/values";

interface Settings {
  readonly production: Production;
}

/** A runner without private access goes out by Oracle's network, where no rule of yours holds. */
export const ociDevopsBuildStageRequirePrivateAccess = defineRule<Settings>(
  {
    name: "oci-devops-build-stage-require-private-access",
    description: "Builds of production run in a private subnet.",
    severity: "medium",
    enforcementLevel: "advisory",
    remediationSteps:
      "Set 'privateAccessConfig' of the stage: a subnet with a NAT and a service gateway, and security groups.",
    tags: ["builds", "network", "production"],
    settings: { production },
  },
  onGraph(types.buildStage, (graph, { production: told }) =>
    graph
      .pipelines("build")
      .filter(({ resource, project }) =>
        isProduction(
          [resource, project].flatMap((each) => each ?? []),
          told,
        ),
      )
      .flatMap(({ stages }) => stages)
      .filter(({ type, resource }) => type === "BUILD" && inputAt(resource, "privateAccessConfig") === undefined)
      .map(({ title, pipeline, resource: { urn } }) => ({
        message: `build pipeline ${titleOf(pipeline)}: stage '${title}' has no private access, expected a private subnet in production; set 'privateAccessConfig'`,
        urn,
      })),
  ),
);
