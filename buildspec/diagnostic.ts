import type { Diagnostic as AnyDiagnostic, Level, Span } from "../findings/finding";

export type { Span } from "../findings/finding";

/**
 * Every code that the linter can give, with its level. `error`: the service would refuse the file or misbehave.
 * `warning`: it runs, but not as meant. `note`: it is used in practice, and not documented. A code is never reused; each
 * has a page in `docs`.
 */
export const CODES = {
  "file-not-readable": "error",
  "file-too-large": "error",
  "file-not-text": "error",
  "file-empty": "error",
  "byte-order-mark": "warning",
  "yaml-syntax": "error",
  "yaml-too-complex": "error",
  "several-documents": "warning",
  "duplicate-key": "warning",
  "aws-codebuild": "error",
  "wrong-type": "error",
  "wrong-value": "error",
  "undocumented-value": "note",
  "out-of-range": "error",
  "missing-key": "error",
  "unknown-key": "warning",
  "undocumented-key": "note",
  "variable-name": "error",
  "duplicate-output-name": "error",
  "duplicate-name": "warning",
  "artifact-name": "error",
  "artifact-name-digits": "note",
  "binary-directory": "error",
  "image-unbuilt": "warning",
  "location-variable": "error",
  "location-exported-variable": "warning",
  "vault-not-secret": "error",
  placeholder: "warning",
  "variable-lost": "error",
  "variable-undefined": "warning",
  "parameter-assumed": "note",
  "export-unassigned": "warning",
  "timeout-beyond-whole": "warning",
  "sudo-unavailable": "error",
  "docker-push": "warning",
  "plain-secret": "warning",
  "variable-newline": "warning",
  "exit-code-ignored": "warning",
  "scan-after-build": "warning",
  shellcheck: "warning",
} as const satisfies Record<string, Level>;

export type Code = keyof typeof CODES;

/** The command line, as reports name it. */
export const TOOL = { name: "oci-buildspec", title: "Build specifications", codes: CODES };

/** One finding of the linter. */
export interface Diagnostic extends AnyDiagnostic {
  readonly code: Code;
}

/** A finding at a place. Characters that would break a line or steer a terminal become blanks. */
export function finding(code: Code, { start, end }: Span, message: string): Diagnostic {
  return { code, level: CODES[code], start, end, message: onOneLine(message) };
}

/** Text of the user's for a message: in single quotes, on one line, at most 60 characters. */
export function quote(text: string): string {
  const line = onOneLine(text).trim();
  return line.length > 60 ? `'${line.slice(0, 57)}...'` : `'${line}'`;
}

function onOneLine(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ");
}

/** Names for a message, in the order given: `'a', 'b'`. */
export function quoteAll(names: readonly string[]): string {
  return names.map((name) => `'${name}'`).join(", ");
}
