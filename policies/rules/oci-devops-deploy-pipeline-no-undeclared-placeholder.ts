import type { PolicyResource } from "@pulumi/policy";

import { defineRule, onGraph, type Finding } from "../define-rule";
import { artifactsOf } from "../graph/deployments";
import { parametersOf, placeholdersIn } from "../graph/parameters";
import { titleOf, types } from "../graph/pipelines";
import { textAt, UNKNOWN, valueAt } from "../graph/values";

/** Scripts are in these, whose own variables look like placeholders. */
const SCRIPTS: ReadonlySet<string | undefined> = new Set([
  "COMMAND_SPEC",
  "DEPLOYMENT_SPEC",
  "JOB_SPEC",
  "GENERIC_FILE",
]);

/**
 * A run of which a parameter has no value does not start; one that a build passes along has none in a run by hand.
 * @see https://docs.oracle.com/en-us/iaas/Content/devops/using/parameters.htm read 2026-11-25
 */
export const ociDevopsDeployPipelineNoUndeclaredPlaceholder = defineRule(
  {
    name: "oci-devops-deploy-pipeline-no-undeclared-placeholder",
    description: "Every placeholder that the stages and artifacts of a deploy pipeline use is a parameter of it.",
    severity: "medium",
    enforcementLevel: "mandatory",
    remediationSteps: "Declare the parameter in 'deployPipelineParameters', with a default that no release has.",
    tags: ["pipelines", "parameters"],
  },
  onGraph(types.deployPipeline, (graph) =>
    graph.pipelines("deploy").flatMap((pipeline): Finding[] => {
      const { resource, stages } = pipeline;
      const parameters = parametersOf(pipeline);
      if (!resource || parameters === UNKNOWN) return [];
      const declared = parameters.map(({ name }) => name);
      const artifacts = [...new Set(stages.flatMap((stage) => artifactsOf(graph, stage)))];
      const users = [
        ...stages.map((stage) => ({ user: `stage '${stage.title}'`, names: placeholdersIn(stage.resource.props) })),
        ...artifacts.map((artifact) => ({
          user: `artifact '${textAt(artifact.props, "displayName") ?? artifact.name}'`,
          names: placeholdersOfArtifact(artifact),
        })),
      ];
      return users.flatMap(({ user, names }) =>
        names
          .filter((name) => !declared.includes(name))
          .map((name) => ({
            message:
              `deploy pipeline ${titleOf(pipeline)}: ${user} uses '\${${name}}', which is no parameter of it ` +
              `(declared: ${declared.map((each) => `'${each}'`).join(", ") || "none"}); declare it in 'deployPipelineParameters'`,
            urn: resource.urn,
          })),
      );
    }),
  ),
);

function placeholdersOfArtifact({ props }: PolicyResource): string[] {
  if (textAt(props, "argumentSubstitutionMode") !== "SUBSTITUTE_PLACEHOLDERS") return [];
  const source = valueAt(props, "deployArtifactSource");
  const { base64encodedContent: content, ...address } = Object.fromEntries(
    ["imageUri", "imageDigest", "deployArtifactPath", "deployArtifactVersion", "chartUrl", "base64encodedContent"].map(
      (key) => [key, valueAt(source, key)],
    ),
  );
  return placeholdersIn(SCRIPTS.has(textAt(props, "deployArtifactType")) ? address : { ...address, content });
}
