import * as pulumi from "@pulumi/pulumi";
import * as scanning from "@pulumi/oci/vulnerabilityscanning";

import { types } from "./types";

export interface ImageScanningArgs {
  /** Compartment of the repositories; recipe, target and results stand there too. */
  readonly compartmentId: string;
  readonly displayName: string;
  /** Full names of the repositories after the registry's namespace; at least one: none would stand for all there are. */
  readonly repositories: readonly pulumi.Input<string>[];
  /** Images of each repository that are scanned at first, 1 or more; those that are pushed later are all scanned. */
  readonly imageCount: number;
}

/**
 * Scans the images of repositories for vulnerabilities: those that are there, and each that is pushed. Scanning follows
 * the push and stops nothing. The service must have been allowed to read the repositories before; `Access` does that. A
 * repository can be in one target only.
 * @throws pulumi.ResourceError when no repository is given.
 * @see https://docs.oracle.com/en-us/iaas/Content/scanning/using/create-image-target.htm an excerpt, read 2026-11-25
 * @see facts 3.5
 */
export class ImageScanning extends pulumi.ComponentResource {
  /** OCID of the scan target, which results are found by. */
  readonly targetId: pulumi.Output<string>;

  constructor(name: string, args: ImageScanningArgs, opts?: pulumi.ComponentResourceOptions) {
    super(types.imageScanning, name, {}, opts);
    const { compartmentId, displayName } = args;
    if (args.repositories.length === 0)
      throw new pulumi.ResourceError(
        `ImageScanning '${name}': got no repository, which would scan all of the compartment; name at least one`,
        this,
        true,
      );

    const recipe = new scanning.ContainerScanRecipe(
      `${name}-recipe`,
      { compartmentId, displayName, imageCount: args.imageCount, scanSettings: { scanLevel: "STANDARD" } },
      { parent: this },
    );
    const target = new scanning.ContainerScanTarget(
      `${name}-target`,
      {
        compartmentId,
        displayName,
        containerScanRecipeId: recipe.id,
        targetRegistry: { type: "OCIR", compartmentId, repositories: [...args.repositories] },
      },
      { parent: this },
    );

    this.targetId = target.id;
    this.registerOutputs({ targetId: this.targetId });
  }
}
