import { ociTaggingResourceRequireTags as rule } from "../../../policies/rules/oci-tagging-resource-require-tags";
import { COMPUTED, type GivenResource, UNKNOWN } from "../judge";
import { testStacks } from "../stack-cases";

const project = (props: Record<string, unknown>): readonly GivenResource[] => [
  { type: "oci:DevOps/project:Project", name: "p", props: { name: "shop", ...props } },
];
const message = (missing: string, wanted = "'Environment', 'Owner'"): string =>
  `resource 'shop': has no tag ${missing}, expected ${wanted}; add what is missing`;
const cases = {
  accepted: [
    { what: "free-form tags", given: project({ freeformTags: { Environment: "dev", Owner: "shop" } }) },
    { what: "defined tags", given: project({ definedTags: { "Ops.environment": "dev", "Ops.owner": "shop" } }) },
    {
      what: "some of each",
      given: project({ freeformTags: { Owner: "shop" }, definedTags: { "Ops.Environment": "dev" } }),
    },
    { what: "tags that are unknown", given: project({ definedTags: UNKNOWN }) },
    { what: "values that are unknown", given: project({ freeformTags: { Environment: UNKNOWN, Owner: UNKNOWN } }) },
  ],
  refused: [
    { what: "no tags", given: project({}), messages: [message("'Environment', 'Owner'")] },
    { what: "one of them", given: project({ freeformTags: { Owner: "shop" } }), messages: [message("'Environment'")] },
    {
      what: "no tags, where a preview expects the provider to add some",
      given: project({ freeformTags: COMPUTED, definedTags: COMPUTED }),
      messages: [message("'Environment', 'Owner'")],
    },
    {
      what: "a tag that the configuration requires",
      given: project({ freeformTags: { Environment: "dev", Owner: "shop" } }),
      config: { tags: ["Owner", "CostCenter"] },
      messages: [message("'CostCenter'", "'Owner', 'CostCenter'")],
    },
  ],
};

describe("oci-tagging-resource-require-tags", () => testStacks(rule, cases));
