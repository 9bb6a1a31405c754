import type { VerbAction } from "./ast";
import { entryOf } from "./catalogue";
import { type Coverage, no, unknown, worstOf, YES } from "./coverage";
import { coversCondition, coversPermissions, coversPlace, listOf } from "./covers";
import { mayHave } from "./extent";
import { type Meaning, meaningOf } from "./meaning";
import { printStatement } from "./printer";
import { coversSubject } from "./subject";

/** Whether statements together allow, or deny, all that another one does. */
export interface UnionCoverage extends Coverage {
  /** With `yes`, the statements that it takes, in their order, none if it does nothing; else those that may do it. */
  readonly by: readonly Meaning[];
  /** Permissions that surely none of them has; upper-case, may be empty. Not all, where the catalogue doesn't know all. */
  readonly missing: readonly string[];
}

/**
 * Whether statements together cover another one of the same effect: its permissions or the members of its family may come
 * from several of them, each of which has to hold for everybody, everywhere and whenever the other one does. Does not
 * throw.
 */
export function coverageBy(set: readonly Meaning[], wanted: Meaning): UnionCoverage {
  if (wanted.extent.most?.size === 0) return { ...YES, by: [], missing: [] };
  const answers = set.map((each) => ({ each, holds: holdsFor(each, wanted) }));
  const sure = answers.filter(({ holds }) => holds.answer === "yes").map(({ each }) => each);
  const whole = sure.find((each) => coversPermissions(each, wanted).answer === "yes");
  if (whole) return { ...YES, by: [whole], missing: [] };
  const parts = sure.length > 1 ? partsBy(sure, wanted) : undefined;
  if (parts) return { ...YES, by: set.filter((each) => parts.has(each)), missing: [] };

  const possible = answers.filter(({ holds }) => holds.answer !== "no");
  const missing = [...wanted.extent.least].filter(
    (permission) => !possible.some(({ each }) => mayHave(each.extent, each.statement.action, permission)),
  );
  const fitting = possible.filter(({ each }) => coversPermissions(each, wanted).answer !== "no");
  const by = fitting.map(({ each }) => each);
  if (missing.length > 0) return { ...no(`nothing grants ${listOf(missing)}`), by, missing };
  const [first] = possible;
  if (!first) return { ...no("nothing grants it"), by, missing };
  return { ...unknown(reasonOf(fitting[0] ?? first, wanted)), by, missing };
}

/** Whether a statement holds for everybody, everywhere and whenever another one does. */
function holdsFor(a: Meaning, b: Meaning): Coverage {
  return worstOf([coversSubject(a.statement.subject, b.statement.subject), coversPlace(a, b), coversCondition(a, b)]);
}

/** The statements that have all parts of what is wanted; undefined if a part is of none. */
function partsBy(sure: readonly Meaning[], wanted: Meaning): Set<Meaning> | undefined {
  const by = new Set<Meaning>();
  for (const permission of wanted.extent.most ?? []) {
    const giver = sure.find(({ extent }) => extent.least.has(permission));
    if (!giver) return undefined;
    by.add(giver);
  }
  if (wanted.extent.most) return by;
  const members = membersOf(wanted);
  for (const member of members ?? []) {
    const giver = sure.find((each) => coversPermissions(each, member).answer === "yes");
    const givers = giver ? [giver] : partsBy(sure, member);
    if (!givers) return undefined;
    for (const each of givers) by.add(each);
  }
  return members && by;
}

/** A statement on a family as statements on its members; undefined for others. */
function membersOf({ statement, isNarrowed }: Meaning): Meaning[] | undefined {
  const { action } = statement;
  if (action.kind !== "verb" || isNarrowed) return undefined;
  const { members, adds } = entryOf(action.resource.name) ?? {};
  if (adds) return undefined;
  return members?.map((name) => {
    const resource: VerbAction["resource"] = { ...action.resource, name };
    return meaningOf({ ...statement, action: { ...action, resource } });
  });
}

function reasonOf({ each, holds }: { each: Meaning; holds: Coverage }, wanted: Meaning): string {
  const { reason } = holds.answer === "yes" ? coversPermissions(each, wanted) : holds;
  return `'${printStatement(each.statement)}' may grant it: ${reason}`;
}
