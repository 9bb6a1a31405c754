import { defineRule, onEach } from "../define-rule";
import { isProduction, production, type Production } from "../graph/production";
import { registryTypes } from "../graph/registries";
import { textAt, UNKNOWN, valueAt } from "../graph/values";

interface Settings {
  readonly production: Production;
}

/** Where tags can be overwritten, what was approved is not what runs tomorrow. */
export const ociArtifactsContainerRepositoryRequireImmutability = defineRule<Settings>(
  {
    name: "oci-artifacts-container-repository-require-immutability",
    description: "Container repositories of production are immutable.",
    severity: "high",
    enforcementLevel: "mandatory",
    remediationSteps: "Set 'isImmutable' to true, and give each build's image a tag of its own.",
    tags: ["registry", "production"],
    settings: { production },
  },
  onEach(
    registryTypes.container,
    (resource, { production: told }) => {
      const { name, props } = resource;
      const immutable = valueAt(props, "isImmutable");
      if (immutable === true || immutable === UNKNOWN || !isProduction([resource], told)) return [];
      const message = `repository '${textAt(props, "displayName") ?? name}': 'isImmutable' is ${immutable === false ? "false" : "absent"}, expected true in production; set 'isImmutable' to true`;
      return [{ message }];
    },
    { isImmutable: true },
  ),
);
