import { onEach, type Scope } from "../define-rule";
import { listAt, UNKNOWN, valueAt } from "../graph/values";
import type { AllowReading, StatementReading } from "./statement";

export const POLICY = "oci:Identity/policy:Policy";

/** What is wrong with a statement, after its text: `grants ..., expected ...; repair`. */
export type Objections = readonly string[];

/** Looks at each statement of a policy. The language is loaded when the first statement is met, not at the pack's start. */
export function onStatements(check: (statement: StatementReading) => Objections): Scope {
  return onEach(POLICY, ({ name, props }) => {
    // read as it is: a rule that knows no statement at all couldn't be run
    void props["statements"];
    return statementsOf(props).flatMap((statement) =>
      check(statement).map((objection) => ({ message: objectionTo(name, statement, objection) })),
    );
  });
}

/** Looks at each statement of a policy that allows something and has no error. */
export function onGrants(check: (allow: AllowReading) => Objections): Scope {
  return onStatements(({ allow }) => (allow ? check(allow) : []));
}

/** The statements of a policy that are known. Does not throw. */
export function statementsOf(props: unknown): StatementReading[] {
  const texts = listAt(props, "statements").filter((text) => typeof text === "string");
  if (texts.length === 0) return [];
  const { readStatement } = require("./statement") as typeof import("./statement");
  return texts.map(readStatement);
}

/** How many statements a policy has, unknown ones counted; undefined where the list itself is unknown. */
export function countStatements(props: unknown): number | undefined {
  return valueAt(props, "statements") === UNKNOWN ? undefined : listAt(props, "statements").length;
}

/** A finding's message. */
export function objectionTo(policy: string, { text }: Pick<StatementReading, "text">, objection: string): string {
  return `policy '${policy}': statement '${text}' ${objection}`;
}
