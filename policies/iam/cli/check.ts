import type { Examined } from "../../../findings/finding";
import { report, type ReportOptions, type Streams, unknownCodes } from "../../../findings/report";
import { TOOL } from "./codes";
import { examineFile } from "./files";

/** Checks files; gives the exit code: 1 for errors and warnings, 2 for codes that there are not. */
export function checkFiles(files: readonly string[], options: ReportOptions, { out, err }: Streams): number {
  const unknown = unknownCodes(TOOL, options.ignore, "policies/iam/docs");
  if (unknown !== undefined) {
    err(unknown);
    return 2;
  }
  return report(TOOL, examineAll(files), options, out).some(({ level }) => level !== "note") ? 1 : 0;
}

function* examineAll(files: readonly string[]): Generator<Examined> {
  for (const file of files) yield examineFile(file);
}
