import { ociIamPolicyRequireStatementHeadroom as rule } from "../../../policies/rules/oci-iam-policy-require-statement-headroom";
import { type GivenResource, UNKNOWN } from "../judge";
import { testStacks } from "../stack-cases";

const policy = (
  name: string,
  count: number,
  compartmentId: unknown,
  behind: readonly string[] = [],
): GivenResource => ({
  type: "oci:Identity/policy:Policy",
  name,
  props: {
    compartmentId,
    statements: Array.from({ length: count }, (_, index) => `Allow group G${index} to read repos in tenancy`),
  },
  behind: { compartmentId: behind },
});
const compartment = (name: string): GivenResource => ({
  type: "oci:Identity/compartment:Compartment",
  name,
  props: {},
});
const message = (place: string, count: number, most = 400): string =>
  `compartment '${place}': the stack's policies have ${count} statements there, expected at most ${most}, as OCI takes 500 ` +
  "along the path to the root; merge some by 'where any {...}'";
const cases = {
  accepted: [
    { what: "as many as are allowed", given: [policy("p", 400, "a")] },
    { what: "policies of two compartments", given: [policy("p", 300, "a"), policy("q", 300, "b")] },
    {
      what: "compartments that aren't made yet",
      given: [policy("p", 300, UNKNOWN, ["a"]), policy("q", 300, UNKNOWN, ["b"]), compartment("a"), compartment("b")],
    },
  ],
  refused: [
    { what: "one policy with too many", given: [policy("p", 401, "a")], messages: [message("a", 401)] },
    {
      what: "two that are too many together",
      given: [policy("p", 201, "a"), policy("q", 200, "a")],
      messages: [message("a", 401)],
      about: "q",
    },
    {
      what: "a compartment that isn't made yet",
      given: [policy("p", 201, UNKNOWN, ["a"]), policy("q", 200, UNKNOWN, ["a"]), compartment("a")],
      messages: [message("that isn't made yet", 401)],
      about: "q",
    },
    { what: "a lower setting", given: [policy("p", 3, "a")], config: { most: 2 }, messages: [message("a", 3, 2)] },
  ],
};

describe("oci-iam-policy-require-statement-headroom", () => testStacks(rule, cases));
