import * as artifacts from "@pulumi/oci/artifacts";
import * as pulumi from "@pulumi/pulumi";

import { types } from "./types";

export interface ContainerImage {
  /** Full name of its repository after the registry's namespace, e.g. `shop-prod/orders-api`; a change replaces it. */
  readonly repository: string;
  /** Whether a tag can be pushed only once. */
  readonly immutable: boolean;
}

export interface RegistryArgs {
  readonly compartmentId: string;
  /** `Record<service name, image>`; may be empty. */
  readonly images: Readonly<Record<string, ContainerImage>>;
  /** Whether the engine refuses to replace or delete a repository, with all that was pushed to it. @default false */
  readonly protect?: boolean;
  /** Name of the generic repository, for what is delivered beside images. @default - there is none */
  readonly genericRepository?: string;
}

/**
 * The registries of an environment: an immutable generic repository where one is needed, and a private container
 * repository for each image, made before the first push: a push to a repository that is not there would make it in the
 * root compartment, where the pipelines have no grant.
 */
export class Registry extends pulumi.ComponentResource {
  /** `Record<service name, OCID>`; the OCIDs are unknown at the first preview. */
  readonly repositoryIds: Readonly<Record<string, pulumi.Output<string>>>;
  /** `Record<service name, full name of the repository>`, e.g. `shop-prod/orders-api`. */
  readonly repositoryNames: Readonly<Record<string, pulumi.Output<string>>>;
  /** OCID of the generic repository; absent where there is none. */
  readonly genericRepositoryId?: pulumi.Output<string>;

  constructor(name: string, args: RegistryArgs, opts?: pulumi.ComponentResourceOptions) {
    super(types.registry, name, {}, opts);
    const child = { parent: this, deleteBeforeReplace: true, protect: args.protect ?? false };

    const repositories = Object.entries(args.images).map(([service, image]) => {
      const repository = new artifacts.ContainerRepository(
        `${name}-${service}`,
        {
          compartmentId: args.compartmentId,
          displayName: image.repository,
          isImmutable: image.immutable,
          isPublic: false,
        },
        child,
      );
      return [service, repository] as const;
    });

    this.repositoryIds = Object.fromEntries(repositories.map(([service, { id }]) => [service, id]));
    this.repositoryNames = Object.fromEntries(repositories.map(([service, { displayName }]) => [service, displayName]));
    if (args.genericRepository) {
      const generic = new artifacts.Repository(
        `${name}-generic`,
        {
          compartmentId: args.compartmentId,
          displayName: args.genericRepository,
          repositoryType: "GENERIC",
          isImmutable: true,
        },
        child,
      );
      this.genericRepositoryId = generic.id;
    }
    this.registerOutputs({
      repositoryIds: this.repositoryIds,
      repositoryNames: this.repositoryNames,
      ...(this.genericRepositoryId ? { genericRepositoryId: this.genericRepositoryId } : {}),
    });
  }
}
