import type { Finding, Level } from "./finding";

/** Who reports: the name of a command line, what it works on, and each code that it can give, with its level. */
export interface Tool {
  readonly name: string;
  /** E.g. `Build specifications`. */
  readonly title: string;
  readonly codes: Readonly<Record<string, Level>>;
}

/**
 * Findings as a SARIF 2.1.0 log of one run, as code hosts show them beside the lines.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifReport({ name, codes }: Tool, findings: readonly Finding[]): string {
  const ids = Object.keys(codes);
  const rules = Object.entries(codes).map(([id, level]) => ({ id, defaultConfiguration: { level } }));
  const results = findings.map(({ file, line, column, endColumn, level, code, message, subject, accepted }) => ({
    ruleId: code,
    ruleIndex: ids.indexOf(code),
    level,
    message: { text: message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(file) },
          region: { startLine: line, startColumn: column, endColumn },
        },
        ...(subject === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: subject, kind: "resource" }] }),
      },
    ],
    ...(accepted === undefined
      ? {}
      : { suppressions: [{ kind: "external", status: "accepted", justification: accepted }] }),
  }));
  const log = {
    version: "2.1.0",
    runs: [{ tool: { driver: { name, rules } }, columnKind: "utf16CodeUnits", results }],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** A path as a relative URI. */
function uriOf(file: string): string {
  return file.replaceAll("\\", "/").split("/").map(encodeURIComponent).join("/");
}
