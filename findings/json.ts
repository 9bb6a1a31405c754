import type { Finding } from "./finding";

/** Findings as a JSON array, one object each, in the order given. */
export function jsonReport(findings: readonly Finding[]): string {
  return `${JSON.stringify(findings, null, 2)}\n`;
}
