import { printSubject, type Subject } from "./subject";

/** Condition on a request: a comparison, or several of which all or any must hold. */
export type Condition =
  | { readonly variable: string; readonly equals: string }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] };

/** One grant, in the terms of OCI's policy language. */
export interface Grant {
  readonly subject: Subject;
  readonly verb: "inspect" | "read" | "use" | "manage";
  /** Resource type or family, e.g. `repos`. */
  readonly resource: string;
  /** OCID of the compartment that the grant holds in. */
  readonly compartmentId: string;
  /** @default - the grant is not narrowed */
  readonly where?: Condition;
}

/**
 * The statement of a grant, as OCI takes it.
 * @see https://docs.oracle.com/en-us/iaas/Content/Identity/policysyntax/policysyntax.htm read 2026-11-21
 */
export function printStatement({ subject, verb, resource, compartmentId, where }: Grant): string {
  const grant = `Allow ${printSubject(subject)} to ${verb} ${resource} in compartment id ${compartmentId}`;
  return where ? `${grant} where ${printCondition(where)}` : grant;
}

/** Any of several values of one variable; a single value needs no `any`. */
export function anyOf(variable: string, values: readonly string[]): Condition {
  const comparisons = values.map((equals) => ({ variable, equals }));
  return comparisons.length === 1 && comparisons[0] ? comparisons[0] : { any: comparisons };
}

function printCondition(condition: Condition): string {
  if ("variable" in condition) return `${condition.variable} = '${condition.equals}'`;
  const [word, parts] = "all" in condition ? ["all", condition.all] : ["any", condition.any];
  return `${word} {${parts.map(printCondition).join(", ")}}`;
}
