import type { Grant, ResourceType } from "../iam/ast";
import { entryOf } from "../iam/catalogue";
import { checkStatement } from "../iam/check";
import { ALL_RESOURCES } from "../iam/extent";
import type { CheckFinding } from "../iam/finding";
import { meaningOf } from "../iam/meaning";
import { parseStatement, type ParsedStatement } from "../iam/parser";
import { narrows, requires } from "./requires";

/** A statement of a policy, and what can be said of it. */
export interface StatementReading {
  readonly text: string;
  readonly parsed: ParsedStatement;
  /** What is doubtful about it by what the catalogue knows. */
  readonly doubts: readonly CheckFinding[];
  /** Absent for definitions, denials, and statements with errors. */
  readonly allow?: AllowReading;
}

/** A statement that allows something. */
export interface AllowReading {
  readonly grant: Grant;
  /**
   * What it surely grants, without what its condition keeps out; upper-case. Empty for `all-resources`, which a rule of
   * its own refuses.
   */
  readonly permissions: ReadonlySet<string>;
  /** The type that it grants a verb on, or narrows permissions to. */
  readonly resource?: ResourceType;
  /** The types that the resource stands for: of a family its members, else itself; lower-case. */
  readonly types: readonly string[];
  /** Whether these are of the tenancy itself, so that no compartment has any. */
  readonly isOfTenancy: boolean;
  /** Whether its condition is met only for some values of one of these variables, whichever way it is met. */
  readonly isNarrowedTo: (...variables: readonly string[]) => boolean;
}

const NONE: ReadonlySet<string> = new Set();

/** More statements than any stack has; beyond them what was read is forgotten. */
const MOST_REMEMBERED = 10_000;
const read = new Map<string, StatementReading>();

/** What a statement says. Read once, however many rules ask. Does not throw. */
export function readStatement(text: string): StatementReading {
  const known = read.get(text);
  if (known) return known;
  if (read.size >= MOST_REMEMBERED) read.clear();
  const reading = readAnew(text);
  read.set(text, reading);
  return reading;
}

function readAnew(text: string): StatementReading {
  const parsed = parseStatement(text);
  const { statement } = parsed;
  if (!statement) return { text, parsed, doubts: [] };
  const doubts = checkStatement(statement);
  if (statement.kind !== "grant" || statement.effect !== "allow") return { text, parsed, doubts };
  const { action } = statement;
  const resource = "resource" in action ? action.resource : undefined;
  const isEverything = resource?.name === ALL_RESOURCES;
  return {
    text,
    parsed,
    doubts,
    allow: {
      grant: statement,
      permissions: isEverything ? NONE : meaningOf(statement).extent.least,
      ...(resource && { resource }),
      types: resource ? (entryOf(resource.name)?.members ?? [resource.name]) : [],
      isOfTenancy: resource !== undefined && entryOf(resource.name)?.isOfTenancy === true,
      isNarrowedTo: (...variables) => requires(statement.condition, narrows(...variables)),
    },
  };
}
