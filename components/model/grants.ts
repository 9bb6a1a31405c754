import { deployStageGrants, type DeployTargets } from "./deploy-grants";
import type { Principal } from "./names";
import { anyOf, type Condition, type Grant } from "./statement";
import type { Subject } from "./subject";

/** Compartments that the pipelines' targets live in; several may be the same one. */
export interface Compartments {
  /** Of the DevOps project and its topic. */
  readonly project: string;
  readonly registry: string;
  /** Of the vault secrets. */
  readonly vault: string;
  readonly network: string;
}

/** Identity domain that the dynamic groups are in. */
export interface IdentityDomain {
  /** As statements name it, e.g. `Corp`. */
  readonly name: string;
  /** Its address, without a path, e.g. `https://idcs-0123.identity.oraclecloud.com:443`. */
  readonly endpoint: string;
}

/** What the builds of one service need for themselves alone. */
export interface ServiceNeeds {
  readonly service: string;
  /** Full name of its container repository. */
  readonly repository: string;
  /** OCIDs of the secrets that its builds read. May be empty. */
  readonly buildSecretIds: readonly string[];
}

/** Jobs of which the narrow grants are unconfirmed, so that Oracle's wider ones can be asked for. */
export type Job = "mirror" | "build" | "deliver-image" | "deliver-artifact" | "approve" | "deploy";

/** What the pipelines of an environment work with, all of it known before the first `up`. Each list may be empty. */
export interface Needs {
  /** Name of the dynamic group of a principal. */
  readonly dynamicGroup: (principal: Principal) => string;
  /** @default - the groups are those of the classic API, in the Default domain */
  readonly domain?: IdentityDomain;
  readonly compartments: Compartments;
  /** Full names of the container repositories whose images are deployed; none where nothing is. */
  readonly deployedRepositories: readonly string[];
  /** Those that builds push to; none where nothing is built. */
  readonly pushedRepositories: readonly string[];
  /** OCIDs of the tokens that mirrors are brought up to date with. */
  readonly tokenSecretIds: readonly string[];
  /** Names of those tokens that the stack itself puts into the vault: their OCIDs are unknown at a first preview. */
  readonly tokenSecretNames: readonly string[];
  /** OCIDs of the secrets that builds read. */
  readonly buildSecretIds: readonly string[];
  /** Whether builds deliver files to the generic repository. */
  readonly deliversFiles: boolean;
  /** Whether deployments read files from it. */
  readonly deploysFiles: boolean;
  /** Whether a connection checks its server's certificate with a CA bundle, which lies in the project's compartment. */
  readonly caBundles: boolean;
  /** Whether a build runs in a subnet. */
  readonly privateRunners: boolean;
  /** Group of people who approve deployments, where one waits for them. @default - nobody is granted it */
  readonly approvers?: Subject;
  /** Group of the user whose token images are pulled with, and the repositories of these. @default - nobody is granted it */
  readonly pullers?: { readonly subject: Subject; readonly repositories: readonly string[] };
  /** Whether the images of the repositories are scanned for vulnerabilities. */
  readonly scanning: boolean;
  /** Services whose secrets and images no other's builds may touch. @default - builds share theirs */
  readonly isolated?: readonly ServiceNeeds[];
  /** What deploy pipelines deploy to. @default - there are none */
  readonly deployments?: Omit<DeployTargets, "pipelines" | "clusterAccess">;
  /** Whether builds start deployments. @default false */
  readonly startsDeployments?: boolean;
  /** Jobs that get the wider statements that Oracle suggests. */
  readonly suggested: readonly Job[];
}

/** A grant, whose it is and what needs it. */
export interface NeededGrant extends Grant {
  /** What acts in OCI DevOps, people, the cluster's nodes, or the service that scans images. */
  readonly principal: Principal | "approvers" | "pullers" | "scanner";
  /** What would not work without it, e.g. `mirrors read their tokens`. */
  readonly reason: string;
}

/** The service that scans images, as statements name it. @see facts 1.4 */
const SCANNER = "vulnerability-scanning-service";

/**
 * The grants that the pipelines need, and no other, by principal. Their number does not grow with the services: names
 * and ids are gathered in conditions. Names stand where ids are still unknown at a first preview.
 *
 * - Notifications know no variable for a topic, so that grant holds for the topics of the compartment.
 * - `use repos` can't push: that needs REPOSITORY_UPDATE, which only `manage` carries. The same holds for
 *   `generic-artifacts`, whose service knows no variable for a repository.
 * @see https://docs.oracle.com/en-us/iaas/Content/Identity/Reference/registrypolicyreference.htm read 2026-11-21
 * @see facts 1.3, 1.4
 */
export function grantsFor(needs: Needs): NeededGrant[] {
  const { compartments, domain } = needs;
  const isSuggested = (job: Job): boolean => needs.suggested.includes(job);
  const grant = (principal: Principal): GrantOf => grantTo(principal, needs.dynamicGroup(principal), domain);
  return [
    ...mirrorGrants(needs, grant("connections"), grant("repositories"), isSuggested("mirror")),
    ...buildGrants(needs, grant("build-pipelines"), isSuggested),
    ...deployGrants(needs, grant("deploy-pipelines")),
    ...targetGrants(needs, isSuggested("deploy")),
    ...(needs.pushedRepositories.length > 0
      ? [grant("build-pipelines")("use", "ons-topics", compartments.project, "builds tell the project's topic")]
      : []),
    ...(needs.deployedRepositories.length > 0
      ? [grant("deploy-pipelines")("use", "ons-topics", compartments.project, "deployments tell the project's topic")]
      : []),
    ...approvalGrants(needs, isSuggested("approve")),
    ...pullGrants(needs),
    ...scanningGrants(needs),
  ];
}

/**
 * Approving is a change of a deployment: pipelines, stages and environments are only read, and starting a deployment
 * would take `manage`. The permission that approving needs is unconfirmed.
 * @see facts 1.4, 7
 */
function approvalGrants({ approvers, compartments }: Needs, suggested: boolean): NeededGrant[] {
  if (approvers === undefined) return [];
  const grant = (verb: Grant["verb"], resource: string, reason: string): NeededGrant => ({
    principal: "approvers",
    subject: approvers,
    verb,
    resource,
    compartmentId: compartments.project,
    reason,
  });
  if (suggested) return [grant("manage", "devops-family", "approvers let deployments go on")];
  return [
    grant("read", "devops-deploy-family", "approvers see what they approve"),
    grant("use", "devops-deployment", "approvers let deployments go on"),
  ];
}

function pullGrants({ pullers, compartments }: Needs): NeededGrant[] {
  if (pullers === undefined || pullers.repositories.length === 0) return [];
  return [
    {
      principal: "pullers",
      subject: pullers.subject,
      verb: "read",
      resource: "repos",
      compartmentId: compartments.registry,
      reason: "the cluster pulls images",
      where: anyOf("target.repo.name", pullers.repositories),
    },
  ];
}

/** Grants to one dynamic group. */
export function grantTo(principal: Principal, name: string, domain: IdentityDomain | undefined): GrantOf {
  const subject = groupIn(name, domain);
  return (verb, resource, compartmentId, reason, where) => ({
    principal,
    subject,
    verb,
    resource,
    compartmentId,
    reason,
    ...(where ? { where } : {}),
  });
}

function groupIn(name: string, domain: IdentityDomain | undefined): Subject {
  return { kind: "dynamic-group", name, ...(domain ? { domain: domain.name } : {}) };
}

/**
 * The one operation of deployments that builds are granted: to approve is another, `ApproveDeployment`.
 * @see https://docs.oracle.com/en-us/iaas/Content/Identity/policies/scoping-access-with-permissions-or-api-operations.htm
 * an excerpt, read 2026-11-25; that a trigger stage asks for no other one is unconfirmed
 */
const START_DEPLOYMENT = "CreateDeployment";

type GrantOf = (
  verb: Grant["verb"],
  resource: string,
  compartmentId: string,
  reason: string,
  where?: Condition,
) => NeededGrant;

function mirrorGrants(
  { compartments, tokenSecretIds, tokenSecretNames, caBundles }: Needs,
  connections: GrantOf,
  repositories: GrantOf,
  suggested: boolean,
): NeededGrant[] {
  if (tokenSecretIds.length + tokenSecretNames.length === 0) return [];
  const tokens = anyOf("target.secret.id", tokenSecretIds, { "target.secret.name": tokenSecretNames });
  const changing = suggested
    ? [repositories("manage", "devops-family", compartments.project, "mirrors are brought up to date")]
    : [
        repositories("use", "devops-connection", compartments.project, "mirrors go through their connections"),
        repositories("use", "devops-repository", compartments.project, "mirrors are brought up to date"),
      ];
  return [
    connections("read", "secret-bundles", compartments.vault, "connections read their tokens", tokens),
    ...(caBundles ? [connections("use", "cabundles", compartments.project, "connections check certificates")] : []),
    repositories("read", "secret-bundles", compartments.vault, "mirrors read their tokens", tokens),
    ...changing,
  ];
}

function buildGrants(needs: Needs, build: GrantOf, isSuggested: (job: Job) => boolean): NeededGrant[] {
  const { compartments, pushedRepositories } = needs;
  const isolated = needs.isolated !== undefined;
  if (pushedRepositories.length === 0) return [];
  const grants = isSuggested("build")
    ? [build("use", "devops-family", compartments.project, "builds run and read their sources")]
    : [
        build("read", "devops-repository", compartments.project, "builds read their sources"),
        build("use", "devops-build-family", compartments.project, "builds run their stages"),
      ];
  if (!isolated) grants.push(...secretsGrants(needs, build));
  if (needs.privateRunners) {
    for (const resource of ["subnets", "vnics", "network-security-groups"])
      grants.push(build("use", resource, compartments.network, "private runners get a network card"));
  }
  if (!isolated) grants.push(...pushGrants(needs, build));
  if (needs.deliversFiles) {
    const upload = ["GENERIC_ARTIFACT_CREATE", "GENERIC_ARTIFACT_READ", "GENERIC_ARTIFACT_INSPECT"];
    const where = isSuggested("deliver-artifact") ? undefined : anyOf("request.permission", upload);
    grants.push(
      build("read", "artifact-repositories", compartments.registry, "builds find the generic repository"),
      build("manage", "generic-artifacts", compartments.registry, "builds deliver manifests", where),
    );
  }
  if (needs.startsDeployments) {
    const where = isSuggested("build") ? undefined : anyOf("request.operation", [START_DEPLOYMENT]);
    grants.push(
      build("read", "devops-deploy-family", compartments.project, "builds find the pipelines that they start"),
      build("manage", "devops-deployment", compartments.project, "builds start deployments", where),
    );
  }
  return grants;
}

/** Lets builds read their secrets; empty where there are none. */
export function secretsGrants({ compartments, buildSecretIds }: OwnNeeds, build: GrantOf): NeededGrant[] {
  if (buildSecretIds.length === 0) return [];
  const secrets = anyOf("target.secret.id", buildSecretIds);
  return [build("read", "secret-bundles", compartments.vault, "builds read their secrets", secrets)];
}

/** Lets builds push their images. */
export function pushGrants({ compartments, pushedRepositories, suggested }: OwnNeeds, build: GrantOf): NeededGrant[] {
  const push = suggested.includes("deliver-image") ? undefined : ["REPOSITORY_READ", "REPOSITORY_UPDATE"];
  return [
    build(
      "manage",
      "repos",
      compartments.registry,
      "builds deliver images",
      push && { all: [anyOf("target.repo.name", pushedRepositories), anyOf("request.permission", push)] },
    ),
  ];
}

/** What a group may have to itself. */
type OwnNeeds = Pick<Needs, "compartments" | "buildSecretIds" | "pushedRepositories" | "suggested">;

function deployGrants({ compartments, deployedRepositories, deploysFiles }: Needs, deploy: GrantOf): NeededGrant[] {
  if (deployedRepositories.length === 0) return [];
  const theirs = anyOf("target.repo.name", deployedRepositories);
  const manifests = deploysFiles
    ? [deploy("read", "generic-artifacts", compartments.registry, "deployments read manifests")]
    : [];
  return [deploy("read", "repos", compartments.registry, "deployments read images", theirs), ...manifests];
}

function targetGrants({ deployments, dynamicGroup, domain }: Needs, suggested: boolean): NeededGrant[] {
  if (!deployments) return [];
  const pipelines = groupIn(dynamicGroup("deploy-pipelines"), domain);
  return deployStageGrants({ ...deployments, pipelines, clusterAccess: suggested ? "whole" : "roles" });
}

function scanningGrants({ compartments, scanning }: Needs): NeededGrant[] {
  if (!scanning) return [];
  const grant = (resource: string, reason: string): NeededGrant => ({
    principal: "scanner",
    subject: { kind: "service", name: SCANNER },
    verb: "read",
    resource,
    compartmentId: compartments.registry,
    reason,
  });
  return [grant("repos", "the scanner pulls images"), grant("compartments", "the scanner finds the repositories")];
}
