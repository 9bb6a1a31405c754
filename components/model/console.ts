import { realmOf } from "./ocid";

/** Hosts of OCI's console, by realm: those of which the forms below were seen. */
const HOSTS: Readonly<Partial<Record<string, string>>> = { oc1: "cloud.oracle.com" };

/** Paths of pages, for the OCID of what is shown and that of its DevOps project. */
const PATHS = {
  project: (id: string) => `devops-project/projects/${id}`,
  repository: (id: string) => `devops-coderepository/repositories/${id}`,
  "build-pipeline": (id: string, projectId: string) => `devops-build/projects/${projectId}/build-pipelines/${id}`,
  "deploy-pipeline": (id: string, projectId: string) => `devops-deployment/projects/${projectId}/pipelines/${id}`,
  images: (id: string) => `registry/containers/repos/${id}`,
} as const;

/** What has a page of its own. */
export type ConsolePage = keyof typeof PATHS;

/** Address of a page; `id` is the OCID of what it shows, `projectId` that of the DevOps project. */
export type ConsoleAddress = (page: ConsolePage, id: string, projectId: string) => string;

/**
 * Addresses in OCI's console for a tenancy and region; undefined for a realm whose console is not known here. Oracle does
 * not document them, so they may change. Oracle's extension for Visual Studio Code opens the same ones; others have them
 * in outputs of Terraform and, with the region, in links of GitHub's statuses. The console's search finds an OCID too.
 * @see https://github.com/oracle/gdk-vscode-extensions `oci-devops/src/oci/ociServices.ts` read 2026-11-25; of its files on
 * pipelines and registries, excerpts
 */
export function consoleOf(tenancy: string, region: string): ConsoleAddress | undefined {
  const host = HOSTS[realmOf(tenancy) ?? ""];
  if (host === undefined) return undefined;
  return (page, id, projectId) => `https://${host}/${PATHS[page](id, projectId)}?region=${region}`;
}
