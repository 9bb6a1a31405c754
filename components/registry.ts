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
}

/**
 * A private container repository for each image, made before the first push: a push to a repository that is not there
 * would make it in the root compartment, where the pipelines have no grant.
 */
export class Registry extends pulumi.ComponentResource {
  /** `Record<service name, OCID>`; the OCIDs are unknown at the first preview. */
  readonly repositoryIds: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: RegistryArgs, opts?: pulumi.ComponentResourceOptions) {
    super(types.registry, name, {}, opts);

    const repositories = Object.entries(args.images).map(([service, image]) => {
      const repository = new artifacts.ContainerRepository(
        `${name}-${service}`,
        {
          compartmentId: args.compartmentId,
          displayName: image.repository,
          isImmutable: image.immutable,
          isPublic: false,
        },
        { parent: this, deleteBeforeReplace: true },
      );
      return [service, repository.id] as const;
    });

    this.repositoryIds = Object.fromEntries(repositories);
    this.registerOutputs({ repositoryIds: this.repositoryIds });
  }
}
