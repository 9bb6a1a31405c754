import type { CatalogueEntry } from "./entry";

/** @see https://docs.oracle.com/en-us/iaas/artifacts/using/iam-policies.htm read 2026-11-25 */
const source = "https://docs.oracle.com/en-us/iaas/artifacts/using/iam-policies.htm";
const service = "Artifact Registry";

/** The general ones only, so that no repository can be told from another: facts 1.3. */
const variables: readonly string[] = [];

export const artifacts: readonly CatalogueEntry[] = [
  {
    type: "all-artifacts",
    service,
    members: ["artifact-repositories", "generic-artifacts", "instance-images", "repos"],
    source,
  },
  {
    type: "artifact-repositories",
    service,
    adds: [
      "ARTIFACT_REPOSITORY_INSPECT",
      "ARTIFACT_REPOSITORY_READ",
      "ARTIFACT_REPOSITORY_UPDATE",
      "ARTIFACT_REPOSITORY_CREATE ARTIFACT_REPOSITORY_DELETE ARTIFACT_REPOSITORY_MOVE",
    ],
    variables,
    source,
  },
  {
    type: "generic-artifacts",
    service,
    adds: [
      "GENERIC_ARTIFACT_INSPECT",
      "GENERIC_ARTIFACT_READ",
      "GENERIC_ARTIFACT_UPDATE",
      "GENERIC_ARTIFACT_CREATE GENERIC_ARTIFACT_DELETE",
    ],
    variables,
    source,
  },
];
