import type { Level } from "../../../findings/finding";
import type { SyntaxCode } from "../diagnostic";
import type { CheckCode } from "../finding";

/** What can be wrong with a file, before any statement is read. */
export type FileCode = "iam-file-not-readable" | "iam-file-syntax";

/**
 * Every code that the command line can give, with its level. `error`: OCI refuses the statement. `warning`: it is accepted,
 * but by the documentation it can't be what is meant. `note`: the catalogue doesn't know better. A code is never reused;
 * each has a page in `policies/iam/docs`.
 */
export const CODES = {
  "iam-file-not-readable": "error",
  "iam-file-syntax": "error",
  "iam-empty-statement": "error",
  "iam-unknown-statement": "error",
  "iam-unknown-subject": "error",
  "iam-unknown-verb": "error",
  "iam-unknown-operator": "error",
  "iam-invalid-ocid": "error",
  "iam-unexpected-text": "error",
  "iam-unexpected-character": "error",
  "iam-unexpected-end": "error",
  "iam-unclosed-quote": "error",
  "iam-unclosed-pattern": "error",
  "iam-too-deep": "error",
  "iam-unknown-resource-type": "note",
  "iam-verb-adds-nothing": "warning",
  "iam-verb-grants-nothing": "warning",
  "iam-inapplicable-variable": "warning",
} as const satisfies Record<FileCode | SyntaxCode | CheckCode, Level>;

export type Code = keyof typeof CODES;

/** The command line, as reports name it. */
export const TOOL = { name: "oci-iam", codes: CODES };
