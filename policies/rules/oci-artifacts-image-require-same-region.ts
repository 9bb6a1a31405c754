import { defineRule, onGraph } from "../define-rule";
import { artifactsOf, environmentsOf } from "../graph/deployments";
import { imageName, imagesOf } from "../graph/images";
import { titleOf, types } from "../graph/pipelines";
import { regionOfId, regionOfRegistry } from "../graph/regions";
import { textAt } from "../graph/values";

/** An image from afar is pulled slowly, and not at all while the other region is down. */
export const ociArtifactsImageRequireSameRegion = defineRule(
  {
    name: "oci-artifacts-image-require-same-region",
    description: "A stage deploys images from a registry in the region of its cluster.",
    severity: "medium",
    enforcementLevel: "mandatory",
    remediationSteps: "Deliver the image to the registry of the cluster's region, and name that one.",
    tags: ["registry", "images", "operations"],
  },
  onGraph(types.deployStage, (graph) =>
    graph
      .pipelines("deploy")
      .flatMap(({ stages }) => stages)
      .flatMap((stage) => {
        const clusters = environmentsOf(graph, stage).flatMap(({ props }) => textAt(props, "clusterId") ?? []);
        const regions = clusters.flatMap((cluster) => regionOfId(cluster) ?? []);
        const images = artifactsOf(graph, stage).flatMap(imagesOf);
        return images.flatMap((image) => {
          const from = regionOfRegistry(imageName(image).host ?? "");
          if (from === undefined || regions.length === 0 || regions.includes(from)) return [];
          const message =
            `pipeline ${titleOf(stage.pipeline)}: stage '${stage.title}' deploys image '${image}' from region '${from}', expected ` +
            `'${regions.join("' or '")}', where its cluster is; deliver it there, and name that one`;
          return [{ message, urn: stage.resource.urn }];
        });
      }),
  ),
);
