import type { Span } from "./span";

/** What can be doubtful about a statement that is written well; codes are never reused. */
export type CheckCode =
  | "iam-unknown-resource-type"
  | "iam-verb-adds-nothing"
  | "iam-verb-grants-nothing"
  | "iam-inapplicable-variable"
  | "iam-unknown-permission"
  | "iam-inapplicable-permission"
  | "iam-tenancy-only-type"
  | "iam-type-in-family"
  | "iam-redundant-statement";

/** What a check found, and where. */
export interface CheckFinding {
  readonly code: CheckCode;
  /**
   * `note`: the catalogue doesn't know better, or the statement only does nothing more; `warning`: by the documentation it
   * can't be what is meant.
   */
  readonly level: "warning" | "note";
  readonly message: string;
  readonly span: Span;
  /** The nearest word that the catalogue knows, if one is near. */
  readonly suggestion?: string;
}
