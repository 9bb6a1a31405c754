import type { CatalogueEntry } from "./entry";

/** @see https://docs.oracle.com/iaas/Content/Identity/Reference/registrypolicyreference.htm read 2026-11-25 */
const source = "https://docs.oracle.com/iaas/Content/Identity/Reference/registrypolicyreference.htm";

export const registry: readonly CatalogueEntry[] = [
  {
    type: "repos",
    service: "Container Registry",
    adds: [
      "REPOSITORY_INSPECT",
      "REPOSITORY_READ",
      "",
      "REPOSITORY_CREATE REPOSITORY_DELETE REPOSITORY_UPDATE REPOSITORY_MANAGE",
    ],
    variables: ["target.repo.name"],
    source,
  },
];
