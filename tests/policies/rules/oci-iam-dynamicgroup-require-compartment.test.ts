import { ociIamDynamicgroupRequireCompartment as rule } from "../../../policies/rules/oci-iam-dynamicgroup-require-compartment";
import { type GivenResource, UNKNOWN } from "../judge";
import { testStacks } from "../stack-cases";

const group = (matchingRule: unknown): readonly GivenResource[] => [
  { type: "oci:Identity/dynamicGroup:DynamicGroup", name: "g", props: { name: "builds", matchingRule } },
];
const message = (rule: string, name = "builds"): string =>
  `dynamic group '${name}': matching rule '${rule}' takes in members of any compartment, expected 'resource.compartment.id' ` +
  "or 'resource.id' whichever way it is met; write 'ALL {resource.type='<type>', resource.compartment.id='<OCID>'}'";
const EITHER = "ANY {resource.type='devopsbuildpipeline', resource.compartment.id='a'}";
const cases = {
  accepted: [
    {
      what: "type and compartment",
      given: group("ALL {resource.type='devopsbuildpipeline', resource.compartment.id='a'}"),
    },
    { what: "instances of a compartment", given: group("instance.compartment.id = 'a'") },
    { what: "one member", given: group("ALL {resource.type='devopsbuildpipeline', resource.id='a'}") },
    { what: "two places", given: group("ANY {instance.compartment.id = 'a', instance.compartment.id = 'b'}") },
    { what: "a rule that is unknown", given: group(UNKNOWN) },
    { what: "a rule with an error, which OCI refuses", given: group("ALL {resource.type=") },
  ],
  refused: [
    {
      what: "a type alone",
      given: group("resource.type='devopsbuildpipeline'"),
      messages: [message("resource.type='devopsbuildpipeline'")],
    },
    { what: "either of both", given: group(EITHER), messages: [message(EITHER)] },
    {
      what: "a group of an identity domain",
      given: [
        {
          type: "oci:Identity/domainsDynamicResourceGroup:DomainsDynamicResourceGroup",
          name: "g",
          props: { displayName: "d", matchingRule: "ALL {resource.type='cluster'}" },
        },
      ],
      messages: [message("ALL {resource.type='cluster'}", "d")],
    },
    {
      what: "all places but one",
      given: group("resource.compartment.id != 'a'"),
      messages: [message("resource.compartment.id != 'a'")],
    },
  ],
};

describe("oci-iam-dynamicgroup-require-compartment", () => testStacks(rule, cases));
