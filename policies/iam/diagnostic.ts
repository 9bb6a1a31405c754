import type { Span } from "./span";

/** What can be wrong with a statement or a matching rule; codes are never reused. */
export type SyntaxCode =
  | "iam-empty-statement"
  | "iam-unknown-statement"
  | "iam-unknown-subject"
  | "iam-unknown-verb"
  | "iam-unknown-operator"
  | "iam-invalid-ocid"
  | "iam-unexpected-text"
  | "iam-unexpected-character"
  | "iam-unexpected-end"
  | "iam-unclosed-quote"
  | "iam-unclosed-pattern"
  | "iam-too-deep";

/** What a parser found wrong, and where. */
export interface SyntaxFinding {
  readonly code: SyntaxCode;
  /** One line: what was expected, what was got, and the nearest word of the language if there is one. */
  readonly message: string;
  readonly span: Span;
  /** What could have stood there, in the order of the documentation; never empty but for `iam-too-deep`. */
  readonly expected: readonly string[];
  /** The nearest word of the language, if one is near. */
  readonly suggestion?: string;
}
