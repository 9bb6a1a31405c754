import { defineRule, onStack } from "../define-rule";
import { imageName, imagesOf, isOfKubernetes } from "../graph/images";
import { textAt } from "../graph/values";

interface Settings {
  readonly namespaces: readonly string[];
  readonly registries: readonly string[];
}

/** Hosts of OCI's registry: `<region>.ocir.io`, and those of other realms. @see facts 3.4, 8 */
const OCIR = /(?:^|\.)ocir\./;

/** An image from elsewhere was scanned by nobody here, and is gone when its owner says so. */
export const ociArtifactsImageRequireOwnRegistry = defineRule<Settings>(
  {
    name: "oci-artifacts-image-require-own-registry",
    description: "Workloads run images from the tenancy's own registry alone.",
    severity: "medium",
    enforcementLevel: "mandatory",
    remediationSteps: "Copy the image to a repository of the tenancy, where it is scanned, and name that one.",
    tags: ["registry", "images"],
    settings: {
      namespaces: {
        type: "array",
        items: { type: "string" },
        default: [],
        description: "Object storage namespaces whose images count as own; all of OCI's registry where there are none",
      },
      registries: {
        type: "array",
        items: { type: "string" },
        default: [],
        description: "Further registries that are trusted: a host, or a host with the beginning of a path",
      },
    },
  },
  onStack((resources, { namespaces, registries }) =>
    resources.flatMap((resource) =>
      imagesOf(resource)
        .filter((image) => !isOwn(image, namespaces, registries))
        .map((image) => ({
          message:
            `${isOfKubernetes(resource.type) ? "Kubernetes object" : "artifact"} '${textAt(resource.props, "displayName") ?? resource.name}': ` +
            `image '${image}' is not from the tenancy's own registry, expected ${expected(namespaces)}; copy it there, and name that one`,
          urn: resource.urn,
        })),
    ),
  ),
);

function isOwn(image: string, namespaces: readonly string[], registries: readonly string[]): boolean {
  const { host, path, isOpen } = imageName(image);
  if (isOpen) return true;
  const address = host === undefined ? `docker.io/${path}` : `${host}/${path}`;
  if (registries.some((each) => address === each || address.startsWith(each.replace(/\/?$/, "/")))) return true;
  if (host === undefined || !OCIR.test(host)) return false;
  const [namespace = ""] = path.split("/");
  return namespaces.length === 0 || namespace.startsWith("${") || namespaces.includes(namespace);
}

function expected(namespaces: readonly string[]): string {
  const hosts = namespaces.length === 0 ? ["<namespace>"] : namespaces;
  return hosts.map((namespace) => `'<region>.ocir.io/${namespace}/...'`).join(" or ");
}
