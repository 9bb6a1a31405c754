import { defineRule, onEach } from "../define-rule";
import { registryTypes } from "../graph/registries";
import { textAt, UNKNOWN, valueAt } from "../graph/values";

/**
 * A manifest that can be replaced under its version is not the one that was approved. A change replaces the repository, so
 * nothing is mended by itself.
 * @see https://docs.oracle.com/en-us/iaas/Content/artifacts/create-repo.htm an excerpt, read 2026-11-25
 */
export const ociArtifactsGenericRepositoryRequireImmutability = defineRule(
  {
    name: "oci-artifacts-generic-repository-require-immutability",
    description: "Generic artifact repositories are immutable.",
    severity: "medium",
    enforcementLevel: "mandatory",
    remediationSteps:
      "Set 'isImmutable' to true. That replaces the repository: make a new one, and let the old one go when it is not used any more.",
    tags: ["registry"],
  },
  onEach(registryTypes.generic, ({ name, props }) => {
    const immutable = valueAt(props, "isImmutable");
    if (immutable === true || immutable === UNKNOWN) return [];
    const message =
      `repository '${textAt(props, "displayName") ?? name}': 'isImmutable' is ${immutable === false ? "false" : "absent"}, expected true; ` +
      "set 'isImmutable' to true, which replaces the repository";
    return [{ message }];
  }),
);
