import * as oci from "@pulumi/oci/provider";
import * as pulumi from "@pulumi/pulumi";

/**
 * The provider of the tenancy's home region, where all of IAM is written: elsewhere OCI answers `403-NotAllowed`.
 * An explicit provider inherits nothing from `oci:*`, so it is given all of that: authentication, tenancy, ignored tags.
 * @param configuration what stands under `oci:` in the stack file. Values are text; lists are JSON.
 */
export function homeProvider(
  region: string,
  configuration: Readonly<Record<string, pulumi.Input<string>>>,
): oci.Provider {
  const args = Object.fromEntries(
    Object.entries(configuration).map(([key, value]) => [key, isJson(key) ? pulumi.jsonParse(value) : value]),
  );
  return new oci.Provider("home", { ...args, region });
}

/** Provider arguments that are not text. @see @pulumi/oci 4.20.0, `ProviderArgs` */
const JSON_ARGUMENTS = [
  "disableAutoRetries",
  "dualStackEndpointEnabled",
  "ignoreDefinedTags",
  "realmSpecificServiceEndpointTemplateEnabled",
  "retryDurationSeconds",
];

function isJson(key: string): boolean {
  return JSON_ARGUMENTS.includes(key);
}
