import { defineRule } from "../define-rule";
import { inputAt, textAt, UNKNOWN } from "../graph/values";
import { onTypes } from "../reading/types";

/** What a delivery stack is made of and takes tags; stages and artifacts are their pipelines'. */
const TAGGED = [
  "oci:Artifacts/containerRepository:ContainerRepository",
  "oci:Artifacts/repository:Repository",
  "oci:DevOps/buildPipeline:BuildPipeline",
  "oci:DevOps/connection:Connection",
  "oci:DevOps/deployEnvironment:DeployEnvironment",
  "oci:DevOps/deployPipeline:DeployPipeline",
  "oci:DevOps/project:Project",
  "oci:DevOps/repository:Repository",
  "oci:DevOps/trigger:Trigger",
  "oci:Identity/dynamicGroup:DynamicGroup",
  "oci:Identity/policy:Policy",
  "oci:Logging/logGroup:LogGroup",
  "oci:Ons/notificationTopic:NotificationTopic",
  "oci:Vault/secret:Secret",
];

interface Settings {
  readonly tags: readonly string[];
}

/** Nobody can be asked about a resource that says neither whose it is nor what it is part of. */
export const ociTaggingResourceRequireTags = defineRule<Settings>(
  {
    name: "oci-tagging-resource-require-tags",
    description: "Every resource of a delivery stack that takes tags says which environment it is of and who owns it.",
    severity: "low",
    enforcementLevel: "mandatory",
    remediationSteps: "Tag everything at once by a stack transformation; in this program, by the setting 'tags'.",
    tags: ["housekeeping"],
    settings: {
      tags: {
        type: "array",
        items: { type: "string" },
        description: "Keys of the tags that are required, free-form or in any namespace; upper case does not count",
        default: ["Environment", "Owner"],
      },
    },
  },
  onTypes(TAGGED, (resource, { tags }) => {
    const { name, props } = resource;
    const [freeform, defined] = [inputAt(resource, "freeformTags"), inputAt(resource, "definedTags")];
    if (freeform === UNKNOWN || defined === UNKNOWN) return [];
    const present = [freeform, defined].flatMap((each) => keysOf(each));
    const missing = tags.filter((tag) => !present.includes(tag.toLowerCase()));
    if (missing.length === 0) return [];
    const title = textAt(props, "displayName") ?? textAt(props, "name") ?? name;
    return [
      `resource '${title}': has no tag '${missing.join("', '")}', expected '${tags.join("', '")}'; add what is missing`,
    ];
  }),
);

/** Keys of tags without their namespaces, in lower case. */
function keysOf(tags: unknown): string[] {
  if (typeof tags !== "object" || tags === null) return [];
  return Object.keys(tags).map((key) => key.slice(key.lastIndexOf(".") + 1).toLowerCase());
}
