import { getNamespace } from "@pulumi/oci/objectstorage";
import * as pulumi from "@pulumi/pulumi";

/**
 * Address that the tenancy's container repositories are below, e.g. `eu-frankfurt-1.ocir.io/axexample`. Known at a first
 * preview: where no namespace is given, it is asked for.
 * @param namespace object storage namespace of the tenancy. @default - that of the tenancy of who runs `up`
 * @see https://docs.cloud.oracle.com/iaas/tools/oci-cli/latest/oci_cli_docs/cmdref/os/ns/get.html an excerpt, read 2026-11-25
 */
export async function registryAddress(host: string, namespace?: string): Promise<string> {
  return `${host}/${namespace ?? (await getNamespace({})).namespace}`;
}

/** Addresses of images without a tag, by service, e.g. `eu-frankfurt-1.ocir.io/axexample/shop-prod/orders-api`. */
export function imageAddresses(
  registry: string,
  repositoryNames: Readonly<Record<string, pulumi.Input<string>>>,
): Readonly<Record<string, pulumi.Output<string>>> {
  return Object.fromEntries(
    Object.entries(repositoryNames).map(([service, name]) => [service, pulumi.interpolate`${registry}/${name}`]),
  );
}
