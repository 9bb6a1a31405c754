import type { RunResult } from "../result";

/** A run as one JSON object. */
export function jsonSummary(result: RunResult): string {
  return `${JSON.stringify(result, null, 2)}\n`;
}
