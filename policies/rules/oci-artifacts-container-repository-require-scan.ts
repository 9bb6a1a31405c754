import type { PolicyResource } from "@pulumi/policy";

import { defineRule, onGraph } from "../define-rule";
import type { Graph } from "../graph/graph";
import { registryTypes } from "../graph/registries";
import { listAt, textAt, UNKNOWN, valueAt } from "../graph/values";

/**
 * An image that nobody scans keeps what becomes known about it to itself. A target without repositories scans all of its
 * compartment and of those below, all of the tenancy for the root compartment.
 * @see https://docs.oracle.com/iaas/scanning/using/managing-image-targets.htm an excerpt, read 2026-11-25
 */
export const ociArtifactsContainerRepositoryRequireScan = defineRule(
  {
    name: "oci-artifacts-container-repository-require-scan",
    description: "Every container repository of the stack is in a scan target whose recipe scans.",
    severity: "medium",
    enforcementLevel: "mandatory",
    remediationSteps:
      "Add the repository's name to the 'targetRegistry.repositories' of a ContainerScanTarget, with a recipe of level STANDARD.",
    tags: ["registry", "scanning"],
  },
  onGraph(registryTypes.container, (graph) => {
    const targets = graph.ofType(registryTypes.scanTarget).filter((target) => scans(graph, target));
    return graph
      .ofType(registryTypes.container)
      .filter((repository) => !targets.some((target) => covers(graph, target, repository)))
      .map(({ props, name, urn }) => ({
        message:
          `repository '${textAt(props, "displayName") ?? name}' is in no scan target of this stack, expected one; ` +
          "add it to 'targetRegistry.repositories' of a ContainerScanTarget",
        urn,
      }));
  }),
);

function scans(graph: Graph, target: PolicyResource): boolean {
  const [recipe] = graph.named(target, registryTypes.scanRecipe, "containerScanRecipeId");
  return textAt(recipe?.props, "scanSettings", "scanLevel") !== "NONE";
}

/** What is unknown of either counts as covered: a compartment that is made in the same update, for example. */
function covers(graph: Graph, target: PolicyResource, repository: PolicyResource): boolean {
  const registry = valueAt(target.props, "targetRegistry");
  const names = valueAt(registry, "repositories");
  if (registry === UNKNOWN || names === UNKNOWN) return true;
  const listed = listAt(names);
  const name = valueAt(repository.props, "displayName");
  const isNamed =
    listed.length === 0 ||
    listed.includes(name) ||
    graph
      .behind(
        target,
        registryTypes.container,
        "targetRegistry",
        listed.filter((each) => each === UNKNOWN),
      )
      .includes(repository);
  const scanned = textAt(registry, "compartmentId");
  const own = textAt(repository.props, "compartmentId");
  // one that names no repositories reaches the compartments below, which are not to be seen here
  const isWithin = scanned === own || scanned === undefined || own === undefined || /\.tenancy\./.test(scanned);
  return isNamed && isWithin;
}
