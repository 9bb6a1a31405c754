import type { CatalogueEntry } from "./entry";

/** @see https://docs.oracle.com/en-us/iaas/Content/devops/using/devops_iampolicies.htm read 2026-11-25, the first third of it */
const source = "https://docs.oracle.com/en-us/iaas/Content/devops/using/devops_iampolicies.htm";
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

/** Where the page was read as far as the permissions of a type. It doesn't say which verb grants which. */
const ALL: Readonly<Record<string, string>> = {
  "devops-project":
    "DEVOPS_PROJECT_INSPECT DEVOPS_PROJECT_READ DEVOPS_PROJECT_UPDATE DEVOPS_PROJECT_CREATE DEVOPS_PROJECT_DELETE DEVOPS_PROJECT_MOVE DEVOPS_PROJECT_CASCADE_DELETE DEVOPS_PROJECT_SETTINGS_READ DEVOPS_PROJECT_SETTINGS_UPDATE DEVOPS_PROJECT_SETTINGS_DELETE",
  "devops-deploy-artifact": usual("DEVOPS_DEPLOY_ARTIFACT"),
  "devops-deploy-environment": usual("DEVOPS_DEPLOY_ENVIRONMENT"),
  "devops-deploy-pipeline": usual("DEVOPS_DEPLOY_PIPELINE"),
  "devops-deploy-stage": usual("DEVOPS_DEPLOY_STAGE"),
};

/** Named like those of the other types: unconfirmed, and not all. The pages that were read write the first one in two ways. */
const SOME: Readonly<Record<string, string>> = {
  "devops-deployment": `${usual("DEVOPS_DEPLOY_DEPLOYMENT")} ${usual("DEVOPS_DEPLOYMENT")}`,
  "devops-repository": usual("DEVOPS_REPOSITORY"),
  "devops-pull-request": usual("DEVOPS_PULL_REQUEST"),
  "devops-pull-request-comment": usual("DEVOPS_PULL_REQUEST_COMMENT"),
  "devops-protected-branch": usual("DEVOPS_PROTECTED_BRANCH"),
  "devops-build-pipeline": usual("DEVOPS_BUILD_PIPELINE"),
  "devops-build-pipeline-stage": usual("DEVOPS_BUILD_PIPELINE_STAGE"),
  "devops-build-run": usual("DEVOPS_BUILD_RUN"),
  "devops-connection": usual("DEVOPS_CONNECTION"),
  "devops-trigger": usual("DEVOPS_TRIGGER"),
  "devops-work-requests": "DEVOPS_WORK_REQUEST_INSPECT DEVOPS_WORK_REQUEST_READ",
};

function usual(prefix: string): string {
  return ["INSPECT", "READ", "UPDATE", "CREATE", "DELETE"].map((suffix) => `${prefix}_${suffix}`).join(" ");
}

export const devops: readonly CatalogueEntry[] = [
  { type: "devops-family", service, members: [...OTHER, ...DEPLOY, ...CODE, ...BUILD], source },
  { type: "devops-deploy-family", service, members: DEPLOY, source },
  { type: "devops-repository-family", service, members: CODE, source },
  { type: "devops-build-family", service, members: BUILD, source },
  ...[...OTHER, ...DEPLOY, ...CODE, ...BUILD].map((type): CatalogueEntry => {
    const [all, unconfirmed] = [ALL[type], SOME[type]];
    return { type, service, ...(all && { all }), ...(unconfirmed && { unconfirmed }), source };
  }),
];
