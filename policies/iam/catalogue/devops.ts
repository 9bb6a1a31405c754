import type { CatalogueEntry } from "./entry";

/** @see https://docs.oracle.com/iaas/Content/devops/using/devops_resource_type_permissions.htm read 2026-11-25 */
const source = "https://docs.oracle.com/iaas/Content/devops/using/devops_resource_type_permissions.htm";
const service = "DevOps";

const DEPLOY = [
  "devops-deploy-artifact",
  "devops-deploy-environment",
  "devops-deploy-pipeline",
  "devops-deploy-stage",
  "devops-deployment",
];
const CODE = ["devops-repository", "devops-pull-request", "devops-pull-request-comment", "devops-protected-branch"];
const BUILD = ["devops-build-pipeline", "devops-build-pipeline-stage", "devops-build-run"];
const OTHER = ["devops-project", "devops-work-requests", "devops-connection", "devops-trigger"];

/** The page lists the permissions of each type, but not which verb grants them. */
export const devops: readonly CatalogueEntry[] = [
  { type: "devops-family", service, members: [...OTHER, ...DEPLOY, ...CODE, ...BUILD], source },
  { type: "devops-deploy-family", service, members: DEPLOY, source },
  { type: "devops-repository-family", service, members: CODE, source },
  { type: "devops-build-family", service, members: BUILD, source },
  ...[...OTHER, ...DEPLOY, ...CODE, ...BUILD].map((type): CatalogueEntry => ({ type, service, source })),
];
