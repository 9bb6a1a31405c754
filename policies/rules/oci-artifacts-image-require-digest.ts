import type { PolicyResource } from "@pulumi/policy";

import { defineRule, onStack, type Finding } from "../define-rule";
import { artifactsOf, isOfProduction } from "../graph/deployments";
import { graphOf } from "../graph/graph";
import { imageName, imagesOf, isOfKubernetes } from "../graph/images";
import { isProduction, production, type Production } from "../graph/production";
import { textAt } from "../graph/values";

interface Settings {
  readonly production: Production;
}

/** A tag can be moved to another image; a digest is the image. */
export const ociArtifactsImageRequireDigest = defineRule<Settings>(
  {
    name: "oci-artifacts-image-require-digest",
    description: "What production runs is named by digest.",
    severity: "high",
    enforcementLevel: "mandatory",
    remediationSteps:
      "Name the image by '<address>@<digest>', where the digest may be a parameter that the build passes along.",
    tags: ["registry", "images", "production"],
    settings: { production },
  },
  onStack((resources, { production: told }) => {
    const graph = graphOf(resources);
    const stages = graph.pipelines("deploy").flatMap((pipeline) => pipeline.stages);
    const deployed = stages
      .filter((stage) => isOfProduction(graph, stage, told))
      .flatMap((stage) => artifactsOf(graph, stage));
    const running = resources.filter((resource) => isOfKubernetes(resource.type) && isInProduction(resource, told));
    return [...new Set([...deployed, ...running])].flatMap(findingsOf);
  }),
);

/** An object of Kubernetes is of production by its stack or its namespace too. */
function isInProduction({ urn, props }: PolicyResource, told: Production): boolean {
  const displayName = textAt(props, "metadata", "namespace");
  return isProduction([{ urn, props: { displayName } }], told);
}

function findingsOf(resource: PolicyResource): Finding[] {
  const { type, props, name, urn } = resource;
  return imagesOf(resource)
    .filter((image) => {
      const { digest, tag, isOpen } = imageName(image);
      // one placeholder for all of the image may stand for a digest too
      return digest === undefined && !(isOpen && tag === undefined);
    })
    .map((image) => ({
      message:
        `${isOfKubernetes(type) ? "Kubernetes object" : "artifact"} '${textAt(props, "displayName") ?? name}': image '${image}' is not named by digest, ` +
        "expected '<address>@<digest>' in production; name the digest, or a parameter that holds it",
      urn,
    }));
}
