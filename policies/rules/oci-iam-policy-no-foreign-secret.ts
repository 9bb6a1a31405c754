import { defineRule, onEach } from "../define-rule";
import { textAt, valueAt } from "../graph/values";
import type { Location } from "../iam/ast";
import { objectionTo, POLICY, statementsOf } from "../reading/policy";

interface Settings {
  readonly tag: string;
  readonly environments: readonly (readonly string[])[];
}

/** Whoever runs in one environment and reads the secrets of another is in both. */
export const ociIamPolicyNoForeignSecret = defineRule<Settings>(
  {
    name: "oci-iam-policy-no-foreign-secret",
    description: "No policy of one environment lets anything but people read secrets of another.",
    severity: "critical",
    enforcementLevel: "mandatory",
    remediationSteps: "Give each environment a secret of its own, and grant that one.",
    tags: ["iam", "escalation", "secrets"],
    settings: {
      tag: { type: "string", default: "Environment", description: "Key of the tag that names a policy's environment" },
      environments: {
        type: "array",
        items: { type: "array", items: { type: "string" } },
        default: [
          ["dev", "development"],
          ["test", "testing"],
          ["staging", "stage"],
          ["prod", "production"],
        ],
        description: "Names of each environment, as they stand in tags and in the names of compartments and secrets",
      },
    },
  },
  onEach<Settings>(POLICY, ({ name, props }, { tag, environments }) => {
    const own = environmentOf(tagOf(props, tag) ?? "", environments);
    if (own === undefined) return [];
    return statementsOf(props).flatMap((statement) => {
      const { allow } = statement;
      if (!allow?.permissions.has("SECRET_BUNDLE_READ") || allow.grant.subject.kind === "group") return [];
      const { valuesOf } = require("../reading/requires") as typeof import("../reading/requires");
      const named = [...placesOf(allow.grant.location), ...valuesOf(allow.grant.condition, "target.secret.name")];
      const foreign = named.find((each) => ![undefined, own].includes(environmentOf(each, environments)));
      if (foreign === undefined) return [];
      const objection = `lets environment '${own}' read secrets of '${environmentOf(foreign, environments) ?? ""}' ('${foreign}'), expected its own alone; grant a secret of '${own}'`;
      return [{ message: objectionTo(name, statement, objection) }];
    });
  }),
);

function tagOf(props: unknown, tag: string): string | undefined {
  for (const kind of ["freeformTags", "definedTags"]) {
    const tags = valueAt(props, kind);
    if (typeof tags !== "object" || tags === null) continue;
    const key = Object.keys(tags).find(
      (each) => each.slice(each.lastIndexOf(".") + 1).toLowerCase() === tag.toLowerCase(),
    );
    if (key !== undefined) return textAt(tags, key);
  }
  return undefined;
}

/** The environment that a name has a word of, by the first of its names; undefined for none, or for several. */
function environmentOf(name: string, environments: Settings["environments"]): string | undefined {
  const words: readonly string[] = name.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const found = environments.filter((names) => names.some((each) => words.includes(each.toLowerCase())));
  return found.length === 1 ? found[0]?.[0] : undefined;
}

/** The names on the path of a compartment that a statement names. */
function placesOf(location: Location | undefined): string[] {
  return location?.kind === "compartment" ? location.path.map(({ text }) => text) : [];
}
