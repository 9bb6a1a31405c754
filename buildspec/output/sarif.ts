import { CODES } from "../diagnostic";
import type { Finding } from "./finding";

/**
 * Findings as a SARIF 2.1.0 log of one run, as code hosts show them beside the lines.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifReport(findings: readonly Finding[]): string {
  const rules = Object.entries(CODES).map(([id, level]) => ({ id, defaultConfiguration: { level } }));
  const results = findings.map(({ file, line, column, endColumn, level, code, message }) => ({
    ruleId: code,
    ruleIndex: rules.findIndex(({ id }) => id === code),
    level,
    message: { text: message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(file) },
          region: { startLine: line, startColumn: column, endColumn },
        },
      },
    ],
  }));
  const log = {
    version: "2.1.0",
    runs: [{ tool: { driver: { name: "oci-buildspec", rules } }, columnKind: "utf16CodeUnits", results }],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** A path as a relative URI. */
function uriOf(file: string): string {
  return file.replaceAll("\\", "/").split("/").map(encodeURIComponent).join("/");
}
