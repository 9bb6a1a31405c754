import { defineRule, onGraph } from "../define-rule";
import { textAt, UNKNOWN, valueAt } from "../graph/values";
import { countStatements, POLICY } from "../reading/policy";

/** OCI takes so many statements along the path from a compartment to the root. @see facts 8 */
const LIMIT = 500;

interface Settings {
  readonly most: number;
}

/** Beyond the limit OCI refuses every further policy, of whoever comes next. */
export const ociIamPolicyRequireStatementHeadroom = defineRule<Settings>(
  {
    name: "oci-iam-policy-require-statement-headroom",
    description: "The stack's policies in one compartment leave room below OCI's limit of 500 statements.",
    severity: "medium",
    enforcementLevel: "mandatory",
    remediationSteps:
      "Merge statements that differ in a value only by 'where any {...}', or attach policies further down.",
    tags: ["iam", "limits"],
    settings: {
      most: { type: "integer", minimum: 1, maximum: LIMIT, description: "Statements in one compartment", default: 400 },
    },
  },
  onGraph(POLICY, (graph, { most }) => {
    const totals = new Map<unknown, { count: number; urn: string }>();
    for (const { props, urn, propertyDependencies } of graph.ofType(POLICY)) {
      const compartment = valueAt(props, "compartmentId");
      const place = compartment === UNKNOWN ? propertyDependencies["compartmentId"]?.[0]?.urn : compartment;
      const { count = 0 } = totals.get(place) ?? {};
      totals.set(place, { count: count + (countStatements(props) ?? 0), urn });
    }
    return [...totals.values()]
      .filter(({ count }) => count > most)
      .map(({ count, urn }) => {
        const resource = graph.ofType(POLICY).find((each) => each.urn === urn);
        const compartment = textAt(resource?.props, "compartmentId") ?? "that isn't made yet";
        const message =
          `compartment '${compartment}': the stack's policies have ${count} statements there, expected at most ${most}, as ` +
          `OCI takes ${LIMIT} along the path to the root; merge some by 'where any {...}'`;
        return { message, urn };
      });
  }),
);
