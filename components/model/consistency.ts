import { realmOf, regionOf } from "./ocid";
import type { Problem } from "./problems";
import { settingsSchema, type Settings } from "./settings-schema";

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
