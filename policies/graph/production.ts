import { textAt, valueAt } from "./values";

/** How production is told: one of these suffices. */
export interface Production {
  /** Key of the tag that names the environment, in free-form tags and in every namespace; upper case does not count. */
  readonly tag: string;
  /** What the tag's value is in production, and the words in names that say so; upper case does not count. */
  readonly words: readonly string[];
  /** Names of stacks that are production, beside those that have one of the words. */
  readonly stacks: readonly string[];
  /** OCIDs of compartments that are production. */
  readonly compartments: readonly string[];
}

const texts = (description: string) => ({ type: "array", items: { type: "string" }, description }) as const;

/** The setting by which rules are told what production is; the same for each of them. */
export const production = {
  type: "object",
  additionalProperties: false,
  description: "How production is told: one of these suffices",
  properties: {
    tag: { type: "string", description: "Key of the tag that names the environment, in any namespace" },
    words: texts("Values of that tag, and words in the names of stacks, projects, environments and repositories"),
    stacks: texts("Names of further stacks"),
    compartments: texts("OCIDs of compartments"),
  },
  default: { tag: "Environment", words: ["prod", "production"], stacks: [], compartments: [] } as Production,
} as const;

/** What is looked at of a resource. */
export interface Placed {
  readonly urn: string;
  readonly props: unknown;
}

/**
 * Whether one of these resources is production: by its stack, a tag, a word in its name, or its compartment. What is not
 * known yet says nothing. `pre-prod` and `non-production` are not production.
 */
export function isProduction(resources: readonly Placed[], told: Production): boolean {
  return resources.some((resource) => {
    const stack = /^urn:pulumi:(.*?)::/.exec(resource.urn)?.[1] ?? "";
    if (told.stacks.includes(stack) || saysProduction(stack, told)) return true;
    const compartment = textAt(resource.props, "compartmentId");
    if (compartment !== undefined && told.compartments.includes(compartment)) return true;
    const names = [textAt(resource.props, "displayName"), textAt(resource.props, "name")];
    return names.some((name) => name !== undefined && saysProduction(name, told)) || isTagged(resource.props, told);
  });
}

/** Whether a name has one of the words of production, and neither `pre` nor `non` before it. */
export function saysProduction(name: string, { words }: Pick<Production, "words">): boolean {
  const found = name.toLowerCase().match(/[a-z]+/g) ?? [];
  return found.some(
    (word, index) =>
      words.some((each) => each.toLowerCase() === word) &&
      !["pre", "non", "not", "no"].includes(found[index - 1] ?? ""),
  );
}

function isTagged(props: unknown, { tag, words }: Production): boolean {
  return ["freeformTags", "definedTags"].some((kind) => {
    const tags = valueAt(props, kind);
    if (typeof tags !== "object" || tags === null) return false;
    return Object.keys(tags).some((key) => {
      if (key.slice(key.lastIndexOf(".") + 1).toLowerCase() !== tag.toLowerCase()) return false;
      const value = textAt(tags, key)?.toLowerCase();
      return words.some((word) => word.toLowerCase() === value);
    });
  });
}
