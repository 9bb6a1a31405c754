import type { VerbAction } from "./ast";
import { entryOf } from "./catalogue";
import { type Coverage, no, unknown, worstOf, YES } from "./coverage";
import { coversCondition, coversPermissions, coversPlace, listOf, surelyHasPermissions } from "./covers";
import { mayHave } from "./extent";
import { type Meaning, meaningOf } from "./meaning";
import { printStatement } from "./printer";
import type { StatementIndex } from "./statement-index";
import { coversSubject } from "./subject";

/** More statements that may cover another one are not looked for. */
const MOST_POSSIBLE = 10;

/** Whether statements together allow, or deny, all that another one does. */
export interface UnionCoverage extends Coverage {
  /** With `yes`, the statements that it takes, none if it does nothing; else some that may do it. In their order. */
  readonly by: readonly Meaning[];
  /** Permissions that surely none of them has; upper-case, may be empty. Not all, where the catalogue doesn't know all. */
  readonly missing: readonly string[];
}

/**
 * Whether statements together cover another one of the same effect: its permissions or the members of its family may come
 * from several of them, each of which has to hold for everybody, everywhere and whenever the other one does. Does not
 * throw.
 */
export function coverageBy(index: StatementIndex, wanted: Meaning): UnionCoverage {
  const covering = coveringOf([...index.covering(wanted)], wanted);
  if (covering) return { ...YES, by: index.inOrder(covering), missing: [] };
  const missing = new Set(wanted.extent.least);
  const fitting: Meaning[] = [];
  let reason: string | undefined;
  for (const each of index.possible(wanted)) {
    if (missing.size === 0 && fitting.length === MOST_POSSIBLE) break;
    const holds = holdsFor(each, wanted);
    if (holds.answer === "no") continue;
    const permissions = coversPermissions(each, wanted);
    const { extent, statement } = each;
    for (const permission of missing) if (mayHave(extent, statement.action, permission)) missing.delete(permission);
    if (permissions.answer === "no") continue;
    if (fitting.length < MOST_POSSIBLE) fitting.push(each);
    reason ??= `'${printStatement(statement)}' may grant it: ${(holds.answer === "yes" ? permissions : holds).reason}`;
  }
  const found = { by: index.inOrder(fitting), missing: [...missing] };
  if (missing.size > 0) return { ...no(`nothing grants ${listOf(found.missing)}`), ...found };
  return reason === undefined ? { ...no("nothing grants it"), ...found } : { ...unknown(reason), ...found };
}

/**
 * The statements of a set that together cover another one: one of them if it does so alone; none if there is nothing to
 * cover. Undefined if they don't. Does not throw.
 */
export function coveringOf(set: readonly Meaning[], wanted: Meaning): readonly Meaning[] | undefined {
  if (wanted.extent.most?.size === 0) return [];
  const sure = set.filter((each) => surelyHolds(each, wanted));
  const whole = sure.find((each) => surelyHasPermissions(each, wanted));
  if (whole) return [whole];
  const parts = sure.length > 1 ? partsBy(sure, wanted) : undefined;
  return parts && set.filter((each) => parts.has(each));
}

/** Whether a statement holds for everybody, everywhere and whenever another one does. */
function holdsFor(a: Meaning, b: Meaning): Coverage {
  return worstOf([coversSubject(a.statement.subject, b.statement.subject), coversPlace(a, b), coversCondition(a, b)]);
}

/** Whether `holdsFor` says yes. */
function surelyHolds(a: Meaning, b: Meaning): boolean {
  return (
    coversPlace(a, b).answer === "yes" &&
    coversSubject(a.statement.subject, b.statement.subject).answer === "yes" &&
    coversCondition(a, b).answer === "yes"
  );
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
    const giver = sure.find((each) => surelyHasPermissions(each, member));
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
