import * as fs from "node:fs";

import type { Streams } from "../../../findings/report";
import { textReport } from "../../../findings/text";
import { definitionsUsedBy } from "../definitions";
import { examine, type ExaminedFile, listsOf } from "./examine";
import { examineFile, STANDARD_INPUT } from "./files";
import { type Knowledge, knowledgeOf } from "./knowledge";
import { definitionInWords, ruleInWords, statementInWords } from "./words";

/** More are not read by anybody. */
const MOST_SHOWN = 60;

export interface ExplainOptions {
  readonly format: "text" | "json";
}

interface Explanation extends Partial<Knowledge> {
  /** As written, on one line. */
  readonly text: string;
  readonly words: string;
  /** What its names are by the definitions of the same policy: sentences; may be empty. */
  readonly defined: readonly string[];
}

/**
 * Explains a statement, or those of a file; gives the exit code: 1 where one has errors, which are shown in its stead.
 * @param subject a statement, the name of a file that is there, or `-` for the standard input.
 */
export function explain(subject: string, { format }: ExplainOptions, { out, err }: Streams): number {
  const isFile = subject === STANDARD_INPUT || fs.existsSync(subject);
  const file = isFile ? examineFile(subject) : examine("<statement>", subject.replaceAll(/\s+/g, " "));
  const explanations = [...explanationsOf(file)];
  if (format === "json") out(`${JSON.stringify(explanations, null, 2)}\n`);
  else out(explanations.map(inText).join("\n"));
  const diagnostics = file.diagnostics.filter(({ level }) => level === "error");
  err(textReport({ ...file, diagnostics }));
  return diagnostics.length > 0 ? 1 : 0;
}

function* explanationsOf({ statements, rules }: ExaminedFile): Generator<Explanation> {
  for (const list of listsOf(statements)) {
    const policy = list.map(({ statement }) => statement);
    for (const { statement, excerpt } of list) {
      const knowledge = statement.kind === "grant" ? knowledgeOf(statement) : {};
      const defined = definitionsUsedBy(statement, policy).map(definitionInWords);
      yield { text: oneLine(excerpt.text), words: statementInWords(statement), defined, ...knowledge };
    }
  }
  for (const { rule, excerpt } of rules) yield { text: oneLine(excerpt.text), words: ruleInWords(rule), defined: [] };
}

function inText(explanation: Explanation): string {
  const { text, words, defined, permissions, isComplete, sources = [], unconfirmed = [] } = explanation;
  return [
    text,
    `  ${words}`,
    ...defined.map((each) => `  defined: ${each}`),
    ...(permissions ? [`  permissions: ${listOf(permissions, isComplete ?? false)}`] : []),
    ...sources.map((source) => `  source: ${source}`),
    ...unconfirmed.map((each) => `  unconfirmed: ${each}`),
    "",
  ].join("\n");
}

function listOf(permissions: readonly string[], isComplete: boolean): string {
  if (permissions.length === 0) return isComplete ? "none" : "not known";
  const left = permissions.length - MOST_SHOWN;
  const shown = permissions.slice(0, MOST_SHOWN).join(", ");
  return [
    shown,
    ...(left > 0 ? [`${left} more, which --format json lists`] : []),
    ...(isComplete ? [] : ["others that are not known"]),
  ].join("; ");
}

function oneLine(text: string): string {
  return text.trim().replaceAll(/\s+/g, " ");
}
