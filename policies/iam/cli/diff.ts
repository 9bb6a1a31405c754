import type { Diagnostic, Span } from "../../../findings/finding";
import { report, type ReportOptions, type Streams, unknownCodes } from "../../../findings/report";
import { type NewAccess, newAccess } from "../new-access";
import { printSubject } from "../printer";
import { CODES, TOOL } from "./codes";
import { StatementSet } from "./statement-set";

/**
 * Reports the access that one set of statements gives over another, at the statements that give it; gives the exit code: 1
 * for new access and for errors, 2 for codes that there are not.
 * @param base a file or a folder. @param head a file or a folder.
 */
export function diff(base: string, head: string, options: ReportOptions, { out, err }: Streams): number {
  const unknown = unknownCodes(TOOL, options.ignore, "policies/iam/docs");
  if (unknown !== undefined) {
    err(unknown);
    return 2;
  }
  const [before, after] = [new StatementSet([base]), new StatementSet([head])];
  const found = newAccess(before.statements, after.statements);
  const examined = [before, after].flatMap((set) => set.examinedWith(found, diagnosticOf));
  return report(TOOL, examined, options, out).some(({ level }) => level !== "note") ? 1 : 0;
}

function diagnosticOf(access: NewAccess, { start, end }: Span): Diagnostic {
  const code = "iam-new-access" satisfies keyof typeof CODES;
  return { code, level: CODES[code], message: messageOf(access), start, end };
}

function messageOf({ answer, change, subject, permissions, reason }: NewAccess): string {
  const who = `'${printSubject(subject)}'`;
  if (change === "not denied") return `${who} may get what was denied by this: ${reason}`;
  const verb = answer === "yes" ? "gets" : "may get";
  const known = permissions.length > 0 ? `: ${permissions.join(", ")}` : "";
  return `${who} ${verb} new access${known}${answer === "yes" && known !== "" ? "" : ` (${reason})`}`;
}
