import { realmOf, regionOf } from "./ocid";
import type { Problem } from "./problems";
import { settingsSchema, type Settings } from "./settings-schema";
import { AUTOMATIC_TAGS, tagsFor } from "./tags";

/** The settings that are compared with one another. */
type Compared = Pick<Settings, "platform" | "services">;

const comparedSchema = settingsSchema.pick({ platform: true, services: true });

/** The compared settings of a stack file, where nothing is wrong with each by itself; else undefined. */
export function comparable({ platform, services }: Readonly<Record<string, unknown>>): Compared | undefined {
  return comparedSchema.safeParse({ platform, services }).data;
}

/**
 * What is wrong with settings of which each is right by itself; empty when they go together.
 * @param region of the workload: secrets, subnets and repositories must be there too.
 */
export function inconsistencies(settings: Compared, region: string, namespace: string): Problem[] {
  return [...platformProblems(settings, namespace), ...regionProblems(settings, region, namespace)];
}

/**
 * What is wrong with the provider's `ignoreDefinedTags` for the tags that a stack sets. One that is set and ignored is
 * not set on policies; those that OCI sets, and that are not ignored, are taken away.
 * @see https://github.com/oracle/terraform-provider-oci/issues/2559 an excerpt, read 2026-11-25
 * @see https://github.com/oci-landing-zones/oci-landing-zone-operating-entities/issues/52 an excerpt, read 2026-11-25
 */
export function problemsOfIgnoredTags(settings: Settings, ignored: readonly string[]): Problem[] {
  const key = "oci:ignoreDefinedTags";
  const { definedTags } = tagsFor(settings);
  if (!definedTags) return [];
  const missing = AUTOMATIC_TAGS.filter((tag) => !ignored.includes(tag));
  const own = Object.keys(definedTags).filter((tag) => ignored.includes(tag));
  const quoted = (tags: readonly string[]): string => tags.map((each) => `'${each}'`).join(", ");
  return [
    ...(missing.length > 0
      ? [
          {
            key,
            message: `lacks ${quoted(missing)}, which OCI sets and each 'up' with 'tags.namespace' would take away; add to the list`,
          },
        ]
      : []),
    ...(own.length > 0 ? [{ key, message: `has ${quoted(own)}, which 'tags' sets; remove it from one of them` }] : []),
  ];
}

function platformProblems({ platform, services }: Compared, namespace: string): Problem[] {
  const problem = (key: string, message: string): Problem => ({ key: `${namespace}:${key}`, message });
  const built = services.filter(({ source }) => source !== undefined);
  const realm = realmOf(platform.tenancy);
  const problems: Problem[] = [];
  if (built.length > 0 && platform.namespace === undefined)
    problems.push(
      problem(
        "platform.namespace",
        "missing; service " +
          `'${built[0]?.name}' is built, and its image's address begins with the tenancy's object storage namespace; ` +
          "add what 'oci os ns get' prints",
      ),
    );
  if (built.length > 0 && realm !== "oc1" && platform.registryHost === undefined)
    problems.push(
      problem(
        "platform.registryHost",
        `missing; the tenancy is in realm '${realm}', whose registry is not at '<region>.ocir.io'; add its host`,
      ),
    );
  services.forEach(({ build, source }, index) => {
    if (source && build.private && platform.subnet === undefined)
      problems.push({
        ...problem(
          `services[${index}].build.private`,
          "got true, but 'platform.subnet' is not given; remove 'private', or add the subnet",
        ),
        needs: "subnet",
      });
  });
  return problems;
}

/** Secrets, subnets and repositories are used in the region of the workload. */
function regionProblems({ platform, services }: Compared, region: string, namespace: string): Problem[] {
  const given: [key: string, ocid: string | undefined][] = [
    ["platform.subnet", platform.subnet],
    ...platform.networkSecurityGroups.map((id, index): [string, string] => [
      `platform.networkSecurityGroups[${index}]`,
      id,
    ]),
    ...services.flatMap(({ source, build }, index): [string, string | undefined][] => [
      [`services[${index}].source.tokenSecret`, source && "tokenSecret" in source ? source.tokenSecret : undefined],
      [`services[${index}].source.caBundle`, source && "caBundle" in source ? source.caBundle : undefined],
      [`services[${index}].source.parent`, source && "parent" in source ? source.parent : undefined],
      ...Object.entries(build.secrets).map(([variable, id]): [string, string] => [
        `services[${index}].build.secrets.${variable}`,
        id,
      ]),
    ]),
  ];
  return given.flatMap(([key, ocid]) => {
    const own = ocid === undefined ? undefined : regionOf(ocid);
    if (own === undefined || own === region) return [];
    const message = `got an OCID of region '${own}'; expected one of 'oci:region', which is '${region}'; change one of them`;
    return [{ key: `${namespace}:${key}`, message }];
  });
}
