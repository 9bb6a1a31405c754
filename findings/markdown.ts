import type { Finding } from "./finding";
import type { Tool } from "./sarif";
import { summary } from "./summary";

/** Findings as Markdown for a comment on a pull request: what was found in all, and a table for each file that has any. */
export function markdownReport({ title }: Tool, files: number, findings: readonly Finding[]): string {
  const names = [...new Set(findings.map(({ file }) => file))];
  const tables = names.map((name) => {
    const rows = findings.filter(({ file }) => file === name).map(rowOf);
    return ["", `### ${plain(name)}`, "", "| line | level | finding | code |", "|---:|---|---|---|", ...rows, ""].join(
      "\n",
    );
  });
  return `**${title}**: ${summary(files, findings)}\n${tables.join("")}`;
}

function rowOf({ line, column, level, code, message }: Finding): string {
  return `| ${line}:${column} | ${level} | ${plain(message)} | \`${code}\` |`;
}

/** Text that shows as it is: no markup, no cell of its own, no mention of a person or an issue, no link. */
export function plain(text: string): string {
  return text
    .replace(/[\r\n]+/g, " ")
    .replaceAll("&", "&amp;")
    .replace(/[\\`*_{}[\]()|~$!+^=-]/g, "\\$&")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/[@#]|:(?=\/\/)|www(?=\.)/g, "$&<!-- -->");
}
