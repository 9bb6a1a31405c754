/**
 * Names of one environment of one team. Dynamic groups, topics, projects and container repositories are unique in the
 * whole tenancy, so every name carries the team and the environment: dev, staging and prod stand side by side.
 * @see https://docs.oracle.com/en-us/iaas/Content/Registry/Tasks/registrycreatingarepository.htm read 2026-11-21
 */
export interface Names {
  /** DevOps project, e.g. `shop-prod`. */
  readonly project: string;
  /** Notifications topic, e.g. `shop-prod-delivery`. */
  readonly topic: string;
  /** Log group, e.g. `shop-prod-delivery`. */
  readonly logGroup: string;
  /** Policy of the pipelines' dynamic groups, e.g. `shop-prod-pipelines`. */
  readonly policy: string;
  /** Dynamic group of one principal, e.g. `shop-prod-build-pipelines`. */
  dynamicGroup(principal: Principal): string;
  /** Generic repository of what is delivered beside images, e.g. `shop-prod-artifacts`. */
  readonly artifacts: string;
  /** Scan recipe and target of the images, e.g. `shop-prod-images`. */
  readonly scanning: string;
  /** Container repository of an image, e.g. `shop-prod/orders-api`. */
  repository(image: string): string;
}

/** What acts in OCI DevOps and needs grants. */
export type Principal = "connections" | "repositories" | "build-pipelines" | "deploy-pipelines";

/** `resource.type` of a principal in a matching rule. @see facts 1.2 */
export const resourceTypes: Readonly<Record<Principal, string>> = {
  connections: "devopsconnection",
  repositories: "devopsrepository",
  "build-pipelines": "devopsbuildpipeline",
  "deploy-pipelines": "devopsdeploypipeline",
};

/** @param team matches `NAME`. @param environment matches `ENVIRONMENT`: its last hyphen tells the two apart again. */
export function namesOf(team: string, environment: string): Names {
  const prefix = `${team}-${environment}`;
  return {
    project: prefix,
    topic: `${prefix}-delivery`,
    logGroup: `${prefix}-delivery`,
    policy: `${prefix}-pipelines`,
    dynamicGroup: (principal) => `${prefix}-${principal}`,
    artifacts: `${prefix}-artifacts`,
    scanning: `${prefix}-images`,
    repository: (image) => `${prefix}/${image}`,
  };
}

/** A part of a name: lower-case letters, digits and single hyphens, 2 to 30 characters, begins with a letter. */
export const NAME = /^(?=.{2,30}$)[a-z](?:-?[a-z0-9])+$/;

/**
 * An environment: like `NAME`, without a hyphen. Else team `shop-eu` in `prod` and team `shop` in `eu-prod` would share
 * every name, and with it a dynamic group and its repositories.
 */
export const ENVIRONMENT = /^[a-z][a-z0-9]{1,29}$/;

/** A DevOps project's name. OCI's own examples begin with a letter. */
export const PROJECT_NAME = /^[A-Za-z][A-Za-z0-9_.-]{0,99}$/;
