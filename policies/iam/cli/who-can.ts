import type { Streams } from "../../../findings/report";
import { textReport } from "../../../findings/text";
import type { Grant } from "../ast";
import { parseStatement } from "../parser";
import { printSubject } from "../printer";
import { type Holder, whoCan } from "../who-can";
import { type Place, StatementSet } from "./statement-set";

export interface WhoCanOptions {
  readonly format: "text" | "json";
  /** A compartment by its path or its OCID. @default - the whole tenancy */
  readonly in?: string;
}

/** Who can do what is asked for, as a machine reads it. */
interface Answer {
  readonly subject: string;
  readonly answer: "yes" | "unknown";
  readonly reason: string;
  readonly allowedBy: readonly Place[];
  readonly deniedBy: readonly Place[];
}

/**
 * Prints who can do something under the statements of files; gives the exit code: 1 where a statement has errors, so that
 * the answer may lack somebody, 2 for what can't be asked.
 * @param request a permission, or a verb and a type.
 */
export function printWhoCan(
  request: string,
  files: readonly string[],
  options: WhoCanOptions,
  streams: Streams,
): number {
  const { out, err } = streams;
  const place =
    options.in === undefined ? "tenancy" : `compartment ${/^ocid\d/i.test(options.in) ? "id " : ""}${options.in}`;
  const action = /^\w+$/.test(request) ? `{${request}}` : request;
  const { statement, errors } = parseStatement(`allow any-user to ${action} in ${place}`);
  if (statement?.kind !== "grant") {
    err(`oci-iam: '${request}' in '${place}' can't be asked for: ${errors[0]?.message ?? "it is no statement"}\n`);
    return 2;
  }
  const set = new StatementSet(files);
  const answers = whoCan(statement, set.statements).map((holder) => answerOf(holder, set));
  if (options.format === "json") out(`${JSON.stringify(answers, null, 2)}\n`);
  else out(answers.length === 0 ? "nobody\n" : answers.map(inText).join(""));
  const report = set.errors.map((each) => textReport(each)).join("");
  err(report);
  return report === "" ? 0 : 1;
}

function answerOf({ subject, answer, reason, allowedBy, deniedBy }: Holder, set: StatementSet): Answer {
  const placesOf = (grants: readonly Grant[]): readonly Place[] => grants.flatMap((grant) => set.placeOf(grant) ?? []);
  return {
    subject: printSubject(subject),
    answer,
    reason,
    allowedBy: placesOf(allowedBy),
    deniedBy: placesOf(deniedBy),
  };
}

function inText({ subject, answer, reason, allowedBy, deniedBy }: Answer): string {
  const line = (what: string, { file, line: at, statement }: Place): string =>
    `  ${what} ${file}:${at}: ${statement}\n`;
  return [
    answer === "yes" ? `${subject}\n` : `${subject}: it can't be told, ${reason}\n`,
    ...allowedBy.map((place) => line("by", place)),
    ...deniedBy.map((place) => line("but for", place)),
  ].join("");
}
