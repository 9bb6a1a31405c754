import type { PolicyResource } from "@pulumi/policy";

import { defineRule, onStack } from "../define-rule";
import { graphOf } from "../graph/graph";
import { isProduction, production, type Production } from "../graph/production";
import { registryTypes } from "../graph/registries";
import { textAt, UNKNOWN, valueAt } from "../graph/values";

/** A statement about the compartment of the builds would reach what production runs. */
export const ociArtifactsRepositoryRequireOwnCompartment = defineRule<{ readonly production: Production }>(
  {
    name: "oci-artifacts-repository-require-own-compartment",
    description: "Repositories of production are in another compartment than the pipelines that build for them.",
    severity: "medium",
    enforcementLevel: "advisory",
    remediationSteps:
      "Make the repository in a compartment of registries; in this program, 'platform.registryCompartment'.",
    tags: ["registry", "production", "separation-of-duties"],
    settings: { production },
  },
  onStack((resources, { production: told }) => {
    const graph = graphOf(resources);
    const building = graph.pipelines("build").flatMap(({ project }) => project ?? []);
    return [registryTypes.container, registryTypes.generic]
      .flatMap((type) => graph.ofType(type))
      .filter((repository) => {
        const place = placeOf(repository);
        const beside = building.filter((project) => place !== undefined && placeOf(project) === place);
        return beside.length > 0 && isProduction([repository, ...beside], told);
      })
      .map(({ props, name, urn }) => ({
        message:
          `repository '${textAt(props, "displayName") ?? name}' is in the compartment of the build pipelines${shown(props)}, expected ` +
          "another one in production; make it in a compartment of registries",
        urn,
      }));
  }),
);

/** The compartment of a resource: its OCID, or what stands behind it; undefined where neither is known. */
function placeOf({ props, propertyDependencies }: PolicyResource): string | undefined {
  const compartment = valueAt(props, "compartmentId");
  if (compartment === UNKNOWN) return propertyDependencies["compartmentId"]?.[0]?.urn;
  return typeof compartment === "string" ? compartment : undefined;
}

function shown(props: unknown): string {
  const compartment = textAt(props, "compartmentId");
  return compartment === undefined ? "" : ` ('${compartment}')`;
}
