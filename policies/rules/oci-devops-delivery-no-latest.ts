import type { PolicyResource } from "@pulumi/policy";

import { defineRule, onStack } from "../define-rule";
import { imageName, imagesOf, isOfKubernetes } from "../graph/images";
import { types } from "../graph/pipelines";
import { listAt, textAt } from "../graph/values";

/** The word for whatever came last, alone or as a tag. */
const LATEST = /^latest$|\S:latest$/i;

/** Parameters and Helm values: lists of names with values. */
const LISTS: Readonly<Record<string, readonly { readonly path: string; readonly value: string }[]>> = {
  [types.buildPipeline]: [{ path: "buildPipelineParameters", value: "defaultValue" }],
  [types.deployPipeline]: [{ path: "deployPipelineParameters", value: "defaultValue" }],
  [types.deployStage]: [
    { path: "setValues", value: "value" },
    { path: "setString", value: "value" },
  ],
};

/** `latest` is another version in every run: nothing tells what was deployed, and a rollback deploys the same again. */
export const ociDevopsDeliveryNoLatest = defineRule(
  {
    name: "oci-devops-delivery-no-latest",
    description:
      "No image, artifact version, parameter or Helm value is 'latest', and no image goes without a tag or digest.",
    severity: "high",
    enforcementLevel: "mandatory",
    remediationSteps: "Name a version: the digest of an image, or a tag that the build makes, e.g. ${BUILDRUN_HASH}.",
    tags: ["artifacts", "images"],
  },
  onStack((resources) =>
    resources.flatMap((resource) =>
      floatingOf(resource).map((what) => ({
        message: `${what}, expected a version that stays what it is; name a digest, or a tag that the build makes`,
        urn: resource.urn,
      })),
    ),
  ),
);

/** What of a resource is whatever came last. */
function floatingOf(resource: PolicyResource): string[] {
  const { type, props } = resource;
  const title = `'${textAt(props, "displayName") ?? resource.name}'`;
  const ofImages = imagesOf(resource).flatMap((image) => {
    const { tag, digest, isOpen } = imageName(image);
    if (digest !== undefined || (tag === undefined && isOpen)) return [];
    const subject = `${isOfKubernetes(type) ? "Kubernetes object" : "artifact"} ${title}: image '${image}'`;
    if (tag === undefined) return [`${subject} has neither tag nor digest, which means 'latest'`];
    return LATEST.test(tag) ? [`${subject} is 'latest'`] : [];
  });
  const version = type === types.artifact ? textAt(props, "deployArtifactSource", "deployArtifactVersion") : undefined;
  const ofVersion = version !== undefined && LATEST.test(version) ? [`artifact ${title}: version is '${version}'`] : [];
  const ofLists = (LISTS[type] ?? []).flatMap(({ path, value: key }) =>
    listAt(props, path, "items").flatMap((item) => {
      const value = textAt(item, key);
      const what = path.endsWith("Parameters")
        ? `pipeline ${title}: default of parameter`
        : `stage ${title}: Helm value`;
      return value !== undefined && LATEST.test(value) ? [`${what} '${textAt(item, "name") ?? ""}' is '${value}'`] : [];
    }),
  );
  return [...ofImages, ...ofVersion, ...ofLists];
}
