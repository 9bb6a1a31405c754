import * as pulumi from "@pulumi/pulumi";

import { consoleOf, type ConsolePage } from "./model/console";

type Id = pulumi.Input<string>;

type ByService = pulumi.Output<Readonly<Record<string, string>>>;

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

/**
 * Addresses of pages in OCI's console. A record may be empty; in a preview it is unknown as long as one of its OCIDs is:
 * an output for each page of each service would cost a large stack more than the pages are worth.
 */
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
  const links = (page: ConsolePage, ids: readonly (readonly [service: string, id: Id | undefined])[]): ByService => {
    const known = ids.flatMap(([service, id]) => (id === undefined ? [] : [[service, id] as const]));
    return pulumi
      .all([args.projectId, pulumi.all(known.map(([, id]) => id))])
      .apply(([projectId, all]) =>
        Object.fromEntries(known.map(([service], index) => [service, address(page, all[index] ?? "", projectId)])),
      );
  };
  const { services } = args;
  return {
    project: pulumi.output(args.projectId).apply((id) => address("project", id, id)),
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
