import type { Grant, VerbAction } from "../ast";
import { entryOf, permissionsOf } from "../catalogue";
import { meaningOf } from "../meaning";

/** What the catalogue knows of the permissions of a statement, and how surely. */
export interface Knowledge {
  /** Upper-case, sorted; may be empty. */
  readonly permissions: readonly string[];
  /** Whether these are all of them. */
  readonly isComplete: boolean;
  /** The pages that they are from, sorted; may be empty. */
  readonly sources: readonly string[];
  /** What could not be confirmed from a source: sentences without the final period; may be empty. */
  readonly unconfirmed: readonly string[];
}

/** What is known of a statement's permissions, those left out that its condition stops. Does not throw. */
export function knowledgeOf(statement: Grant): Knowledge {
  const { extent } = meaningOf(statement);
  const isComplete = extent.most !== undefined && extent.most.size === extent.least.size;
  const { action, effect } = statement;
  const permissions = [...extent.least].sort();
  if (action.kind === "permissions") return { permissions, isComplete, sources: [], unconfirmed: [] };
  if (action.kind === "associate")
    return {
      permissions,
      isComplete,
      sources: [],
      unconfirmed: ["no page that says what an association takes was read"],
    };
  const denied =
    effect === "deny" ? ["the pages that were read don't tell whether a verb denies also what other verbs grant"] : [];
  return { permissions, isComplete, sources: sourcesOf(action), unconfirmed: [...unconfirmedOf(action), ...denied] };
}

/** A type, or a family with its members. */
function typesOf({ resource }: VerbAction): readonly string[] {
  return [resource.name, ...(entryOf(resource.name)?.members ?? [])];
}

function sourcesOf(action: VerbAction): readonly string[] {
  return [...new Set(typesOf(action).flatMap((type) => entryOf(type)?.source ?? []))].sort();
}

function unconfirmedOf(action: VerbAction): readonly string[] {
  const { verb, resource } = action;
  if (resource.name === "all-resources")
    return ["no source lists the types of every service, those of tomorrow included"];
  return typesOf(action).flatMap((type) => {
    const entry = entryOf(type);
    if (!entry) return [`'${type}' is not in the catalogue`];
    if (!entry.source) return [`'${type}' was seen in published statements alone: no page that names it was read`];
    const isKnown = entry.members !== undefined || permissionsOf(verb, type) !== undefined;
    return isKnown ? [] : [`no page that says what '${verb} ${type}' grants was read`];
  });
}
