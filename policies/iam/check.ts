import type { Condition, Statement, Variable, VerbAction } from "./ast";
import { entryOf, knownTypes, permissionsOf, type CatalogueEntry } from "./catalogue";
import { VERBS } from "./catalogue/entry";
import type { CheckFinding } from "./finding";
import { nearest } from "./nearest";

/** Stands for every type of every service. */
const ALL_RESOURCES = "all-resources";

/**
 * Variables of every request, whatever it is for.
 * @see https://docs.oracle.com/iaas/Content/Identity/policyreference/policyreference_topic-General_Variables_for_All_Requests.htm
 * read 2026-11-25
 */
const GENERAL = ["target.compartment.*", "target.resource.*", "target.workrequest.*", "target.tag.*"];

/**
 * What is doubtful about a statement by what the catalogue knows, in the order of the text. What it doesn't know is a
 * note. Does not throw.
 */
export function checkStatement(statement: Statement): CheckFinding[] {
  if (statement.kind === "definition") return [];
  const { action, condition } = statement;
  if (action.kind === "permissions") return action.resource ? checkType(action.resource) : [];
  if (action.kind === "associate") return [];
  if (action.resource.name === ALL_RESOURCES) return [];
  const entry = entryOf(action.resource.name);
  if (!entry) return checkType(action.resource);
  return [...checkVerb(action), ...(condition ? checkVariables(condition, entry) : [])];
}

function checkType({ name, span }: VerbAction["resource"]): CheckFinding[] {
  if (name === ALL_RESOURCES || entryOf(name)) return [];
  const suggestion = nearest(name, knownTypes());
  const hint = suggestion === undefined ? "" : `; did you mean '${suggestion}'`;
  return [
    {
      code: "iam-unknown-resource-type",
      level: "note",
      message: `resource type '${name}' is not in the catalogue${hint}`,
      span,
      ...(suggestion === undefined ? {} : { suggestion }),
    },
  ];
}

/** A verb that grants what a weaker one grants was chosen for more than it gives. */
function checkVerb({ verb, resource, span }: VerbAction): CheckFinding[] {
  const granted = permissionsOf(verb, resource.name);
  if (!granted) return [];
  if (granted.length === 0) {
    const enough = VERBS.find((each) => permissionsOf(each, resource.name)?.length);
    const message = `'${verb} ${resource.name}' grants nothing; expected '${enough ?? "manage"} ${resource.name}'`;
    return [{ code: "iam-verb-grants-nothing", level: "warning", message, span }];
  }
  const weakest = VERBS.find((each) => permissionsOf(each, resource.name)?.length === granted.length);
  if (weakest === undefined || weakest === verb || verb === "read") return [];
  const stronger = VERBS.slice(VERBS.indexOf(verb) + 1).find(
    (each) => (permissionsOf(each, resource.name)?.length ?? 0) > granted.length,
  );
  const more = stronger ? `, and what changes them takes '${stronger} ${resource.name}'` : "";
  const message = `'${verb} ${resource.name}' grants no more than '${weakest} ${resource.name}'${more}; write the one that is meant`;
  return [{ code: "iam-verb-adds-nothing", level: "warning", message, span }];
}

function checkVariables(condition: Condition, entry: CatalogueEntry): CheckFinding[] {
  const known = variablesOf(entry);
  if (!known) return [];
  return variablesIn(condition).flatMap(({ name, span }) => {
    const lower = name.toLowerCase();
    if (!lower.startsWith("target.") || [...GENERAL, ...known].some((each) => matches(each, lower))) return [];
    const suggestion = nearest(lower, known);
    const hint = suggestion === undefined ? "" : `; did you mean '${suggestion}'`;
    return [
      {
        code: "iam-inapplicable-variable" as const,
        level: "warning" as const,
        message:
          `requests for '${entry.type}' have no variable '${name}', so that this test is never met ` +
          `(they have: ${known.map((each) => `'${each}'`).join(", ")})${hint}`,
        span,
        ...(suggestion === undefined ? {} : { suggestion }),
      },
    ];
  });
}

/** The variables of a type, or of all members of a family; undefined if those of one are not known. */
function variablesOf(entry: CatalogueEntry): readonly string[] | undefined {
  if (!entry.members) return entry.variables;
  const each = entry.members.map((member) => entryOf(member)?.variables);
  return each.every((variables) => variables !== undefined) ? [...new Set(each.flat())] : undefined;
}

function matches(pattern: string, name: string): boolean {
  return pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

/** The variables that a condition tests, not those that it compares them with. */
function variablesIn(condition: Condition): Variable[] {
  switch (condition.kind) {
    case "any":
    case "all":
      return condition.conditions.flatMap(variablesIn);
    case "sets-intersect":
    case "sets-equal":
      return [condition.left, condition.right].filter((side) => side.kind === "variable");
    case "=":
    case "!=":
    case "before":
    case "after":
    case "in":
    case "not in":
    case "between":
    case "presence":
    case "absence":
      return [condition.variable];
  }
}
