import * as pulumi from "@pulumi/pulumi";

import { consoleOf, type ConsolePage } from "./model/console";

type Id = pulumi.Input<string>;

type ByService = Readonly<Record<string, pulumi.Output<string>>>;

export interface ConsoleLinksArgs {
  readonly tenancy: string;
  /** Region of the workload. */
  readonly region: string;
  readonly projectId: Id;
  /** OCIDs of the container repositories, by service. */
  readonly imageRepositoryIds: Readonly<Record<string, Id>>;
  /** What of each service is built or deployed here. */
  readonly services: readonly (readonly [
    service: string,
    made: {
      readonly build?: { readonly buildPipelineId: Id; readonly repositoryId: Id };
      readonly deployment?: { readonly deployPipelineId: Id };
    },
  ])[];
}

/** Addresses of pages in OCI's console. Each may be unknown in a preview; each record may be empty. */
export interface ConsoleLinks {
  readonly project: pulumi.Output<string>;
  /** Code repositories, by service. */
  readonly repositories: ByService;
  /** Container repositories, by service. */
  readonly images: ByService;
  /** Build pipelines, by service. */
  readonly builds: ByService;
  /** Deploy pipelines, by service. */
  readonly deployments: ByService;
}

/** Where people find what a stack has made; undefined where the realm's console is not known. */
export function consoleLinks(args: ConsoleLinksArgs): ConsoleLinks | undefined {
  const address = consoleOf(args.tenancy, args.region);
  if (!address) return undefined;
  const link = (page: ConsolePage, id: Id): pulumi.Output<string> =>
    pulumi.all([id, args.projectId]).apply(([each, projectId]) => address(page, each, projectId));
  const links = (page: ConsolePage, ids: readonly (readonly [service: string, id: Id | undefined])[]): ByService =>
    Object.fromEntries(ids.flatMap(([service, id]) => (id === undefined ? [] : [[service, link(page, id)]])));
  const { services } = args;
  return {
    project: link("project", args.projectId),
    repositories: links(
      "repository",
      services.map(([service, { build }]) => [service, build?.repositoryId]),
    ),
    images: links("images", Object.entries(args.imageRepositoryIds)),
    builds: links(
      "build-pipeline",
      services.map(([service, { build }]) => [service, build?.buildPipelineId]),
    ),
    deployments: links(
      "deploy-pipeline",
      services.map(([service, { deployment }]) => [service, deployment?.deployPipelineId]),
    ),
  };
}
