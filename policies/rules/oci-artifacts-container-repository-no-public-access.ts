import { defineRule, onEach } from "../define-rule";
import { registryTypes } from "../graph/registries";
import { textAt, valueAt } from "../graph/values";

/**
 * A public repository is pulled from without authentication, by anybody; absent is private.
 * @see https://docs.oracle.com/en-us/iaas/tools/typescript/2.89.1/modules/_artifacts_lib_model_create_container_repository_details_.createcontainerrepositorydetails.html read 2026-11-25
 */
export const ociArtifactsContainerRepositoryNoPublicAccess = defineRule(
  {
    name: "oci-artifacts-container-repository-no-public-access",
    description: "No container repository is public.",
    severity: "critical",
    enforcementLevel: "mandatory",
    remediationSteps: "Remove 'isPublic' or set it to false; give those who pull it 'read repos'.",
    tags: ["registry", "least-privilege"],
  },
  onEach(
    registryTypes.container,
    ({ name, props }) => {
      if (valueAt(props, "isPublic") !== true) return [];
      const message = `repository '${textAt(props, "displayName") ?? name}': 'isPublic' is true, expected false; set 'isPublic' to false, and grant 'read repos' to those who pull`;
      return [{ message }];
    },
    { isPublic: false },
  ),
);
