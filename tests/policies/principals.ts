import { UNKNOWN, type GivenResource } from "./judge";

/** A dynamic group of the classic API. */
export function dynamicGroup(name: string, matchingRule: unknown, behind: readonly string[] = []): GivenResource {
  return {
    type: "oci:Identity/dynamicGroup:DynamicGroup",
    name: `group-${name}`,
    props: { name, matchingRule },
    behind: { matchingRule: behind },
  };
}

const of = (type: string): string =>
  `ALL {resource.type='${type}', resource.compartment.id='ocid1.compartment.oc1..a'}`;

/** A stack's dynamic groups, of each sort one; `own-builds` has a member that isn't made yet. */
export const principals: readonly GivenResource[] = [
  dynamicGroup("builds", of("devopsbuildpipeline")),
  dynamicGroup("deploys", of("devopsdeploypipeline")),
  dynamicGroup("mirrors", of("devopsrepository")),
  dynamicGroup("instances", "ALL {instance.compartment.id='ocid1.compartment.oc1..a'}"),
  dynamicGroup("own-builds", UNKNOWN, ["pipeline"]),
  { type: "oci:DevOps/buildPipeline:BuildPipeline", name: "pipeline", props: {} },
  {
    type: "oci:Identity/domainsDynamicResourceGroup:DomainsDynamicResourceGroup",
    name: "domain-deploys",
    props: { displayName: "domain-deploys", ocid: UNKNOWN, matchingRule: of("devopsdeploypipeline") },
  },
];
