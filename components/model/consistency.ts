import { usesCluster, usesManifest } from "./deploy-plan";
import { iamOf, statementCounts } from "./iam";
import { planOf } from "./plan";
import { realmOf, regionOf } from "./ocid";
import type { Problem } from "./problems";
import { settingsSchema, type Settings } from "./settings-schema";
import { AUTOMATIC_TAGS, tagsFor } from "./tags";

/** The settings that are compared with one another. */
type Compared = Pick<Settings, "platform" | "services">;

/** Some of the settings of a stack file, where nothing is wrong with each of them by itself; else undefined. */
export function rightOnes<Key extends keyof Settings>(
  own: Readonly<Record<string, unknown>>,
  ...keys: readonly Key[]
): Pick<Settings, Key> | undefined {
  const of = <Value>(value: (key: Key) => Value): Record<Key, Value> =>
    Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<Key, Value>;
  const schema = settingsSchema.pick(of(() => true) as Record<keyof Settings, true>);
  return schema.safeParse(of((key) => own[key])).data;
}

/**
 * What is wrong with settings of which each is right by itself; empty when they go together.
 * @param region of the workload: secrets, subnets and repositories must be there too.
 */
export function inconsistencies(settings: Compared, region: string, namespace: string): Problem[] {
  return [...platformProblems(settings, namespace), ...regionProblems(settings, region, namespace)];
}

/**
 * Statements that a compartment and all that are above it hold together, whoever wrote them.
 * @see https://docs.oracle.com/iaas/Content/Identity/policymgmt/policy-limits-compartment-hierarchy.htm read 2026-11-25
 */
const STATEMENTS_PER_PATH = 500;

/** More statements than a compartment holds. Only a group for each service makes them grow with the services. */
export function tooManyStatements(settings: Settings, region: string, namespace: string): Problem[] {
  const { names, needs } = planOf(settings, region);
  return [...statementCounts(iamOf(names, needs))]
    .filter(([, count]) => count > STATEMENTS_PER_PATH)
    .map(([compartmentId, count]) => ({
      key: `${namespace}:access.isolation`,
      message:
        `got '${settings.access.isolation}', which takes ${count} statements in ${compartmentId}; ` +
        `a compartment path holds ${STATEMENTS_PER_PATH}; use 'compartment', or spread the services over compartments`,
    }));
}

/**
 * Tokens of a stack file under a top-level key of which nothing is encrypted. Where something is, the program can't tell
 * what: all under that key is a secret then.
 */
export function plainTokens(
  { services, pull }: Partial<Pick<Settings, "services" | "pull">>,
  namespace: string,
  isSecret: (key: "services" | "pull") => boolean,
): Problem[] {
  const mirrors = (services ?? []).flatMap(({ source }, index) =>
    source && "token" in source && source.token !== undefined ? [`services[${index}].source.token`] : [],
  );
  const plain = [...(isSecret("services") ? [] : mirrors), ...(pull && !isSecret("pull") ? ["pull.token"] : [])];
  return plain.map((own) => {
    const key = `${namespace}:${own}`;
    const message =
      `is plain text; run "pulumi config set --secret --path '${key}'" with a new token, ` +
      "and revoke this one where it was issued";
    return { key, message };
  });
}

/**
 * What is wrong with the provider's `ignoreDefinedTags` for the tags that a stack sets. One that is set and ignored is
 * not set on policies; those that OCI sets, and that are not ignored, are taken away.
 * @see https://github.com/oracle/terraform-provider-oci/issues/2559 an excerpt, read 2026-11-25
 * @see https://github.com/oci-landing-zones/oci-landing-zone-operating-entities/issues/52 an excerpt, read 2026-11-25
 */
export function problemsOfIgnoredTags(
  settings: Pick<Settings, "environment" | "team" | "tags">,
  ignored: readonly string[],
): Problem[] {
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
  if (built.length > 0 && realm !== "oc1" && platform.registryHost === undefined)
    problems.push(
      problem(
        "platform.registryHost",
        `missing; the tenancy is in realm '${realm}', whose registry is not at '<region>.ocir.io'; add its host`,
      ),
    );
  services.forEach((service, index) => {
    problems.push(...deployProblems(service, platform, `services[${index}]`, problem));
  });
  services.forEach(({ name, source }) => {
    if (!source || !("token" in source) || source.token === undefined) return;
    for (const each of ["vault", "key"] as const) {
      if (platform[each] !== undefined || problems.some(({ key }) => key.endsWith(`platform.${each}`))) continue;
      problems.push(
        problem(`platform.${each}`, `missing; service '${name}' has a token, which is kept in a vault; add its OCID`),
      );
    }
  });
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

/** What a deployment needs beside its own settings. */
function deployProblems(
  { artifacts, deploy }: Settings["services"][number],
  { cluster, privateEndpoint, subnet }: Settings["platform"],
  at: string,
  problem: (key: string, message: string) => Problem,
): Problem[] {
  if (!deploy) return [];
  const { strategy } = deploy;
  const problems: Problem[] = [];
  if (usesCluster(deploy) && cluster === undefined)
    problems.push({
      ...problem(`${at}.deploy.strategy`, `got '${strategy}', which needs a cluster; add 'platform.cluster'`),
      needs: "cluster",
    });
  if (usesCluster(deploy) && privateEndpoint && subnet === undefined)
    problems.push({
      ...problem("platform.privateEndpoint", "got true, but 'platform.subnet' is not given; add the subnet"),
      needs: "subnet",
    });
  if (usesManifest(deploy) && artifacts.manifest === undefined)
    problems.push(
      problem(`${at}.artifacts.manifest`, `missing; strategy '${strategy}' deploys it; add its path in the repository`),
    );
  return problems;
}

/** Secrets, subnets, clusters and repositories are used in the region of the workload. */
function regionProblems({ platform, services }: Compared, region: string, namespace: string): Problem[] {
  const given: [key: string, ocid: string | undefined][] = [
    ["platform.vault", platform.vault],
    ["platform.key", platform.key],
    ["platform.subnet", platform.subnet],
    ["platform.cluster", platform.cluster],
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
