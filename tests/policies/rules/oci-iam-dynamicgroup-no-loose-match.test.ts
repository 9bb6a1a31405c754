import { ociIamDynamicgroupNoLooseMatch as rule } from "../../../policies/rules/oci-iam-dynamicgroup-no-loose-match";
import { type GivenResource, UNKNOWN } from "../judge";
import { testStacks } from "../stack-cases";

const group = (matchingRule: unknown): readonly GivenResource[] => [
  { type: "oci:Identity/dynamicGroup:DynamicGroup", name: "g", props: { name: "builds", matchingRule } },
];
const message = (rule: string, types: string, name = "builds"): string =>
  `dynamic group '${name}': matching rule '${rule}' takes in resources of any type beside '${types}', expected that each ` +
  "way to meet it names a type; write 'ALL {resource.type='<type>', resource.compartment.id='<OCID>'}'";
const EITHER = "ANY {resource.type='devopsbuildpipeline', resource.compartment.id='a'}";
const NESTED = "ANY {ALL {resource.type='fnfunc', resource.compartment.id='a'}, resource.compartment.id='b'}";
const cases = {
  accepted: [
    {
      what: "type and compartment",
      given: group("ALL {resource.type='devopsbuildpipeline', resource.compartment.id='a'}"),
    },
    {
      what: "two types of a compartment",
      given: group("ALL {resource.compartment.id='a', ANY {resource.type='a', resource.type='b'}}"),
    },
    { what: "a compartment alone, which is meant", given: group("resource.compartment.id = 'a'") },
    {
      what: "functions or instances",
      given: group("ANY {ALL {resource.type='fnfunc', resource.compartment.id='a'}, instance.compartment.id='a'}"),
    },
    { what: "a rule that is unknown", given: group(UNKNOWN) },
  ],
  refused: [
    { what: "either of both", given: group(EITHER), messages: [message(EITHER, "devopsbuildpipeline")] },
    { what: "a compartment beside a pair", given: group(NESTED), messages: [message(NESTED, "fnfunc")] },
    {
      what: "a group of an identity domain",
      given: [
        {
          type: "oci:Identity/domainsDynamicResourceGroup:DomainsDynamicResourceGroup",
          name: "g",
          props: { displayName: "d", matchingRule: EITHER },
        },
      ],
      messages: [message(EITHER, "devopsbuildpipeline", "d")],
    },
  ],
};

describe("oci-iam-dynamicgroup-no-loose-match", () => testStacks(rule, cases));
