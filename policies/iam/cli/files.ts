import * as fs from "node:fs";

import type { Examined } from "../../../findings/finding";
import { Source } from "../../../findings/source";
import { CODES } from "./codes";
import { examine, type ExaminedFile } from "./examine";

/** The largest file that is read, in bytes. */
export const LARGEST_FILE = 64 * 1024 * 1024;

/** Names the standard input where a file is expected. */
export const STANDARD_INPUT = "-";

/** Reads and examines a file, or the standard input. One that can't be read is a finding. Does not throw. */
export function examineFile(file: string): ExaminedFile {
  const isInput = file === STANDARD_INPUT;
  try {
    const size = isInput ? 0 : fs.statSync(file).size;
    if (size > LARGEST_FILE) return unreadable(file, `it has ${size} bytes, at most ${LARGEST_FILE} are read`);
    const bytes = fs.readFileSync(isInput ? 0 : file);
    return examine(
      isInput ? "<stdin>" : file,
      new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes),
    );
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return unreadable(
      file,
      code === "ERR_ENCODING_INVALID_ENCODED_DATA" ? "it is not UTF-8 text" : (code ?? "unknown reason"),
    );
  }
}

function unreadable(file: string, reason: string): ExaminedFile {
  const code = "iam-file-not-readable" satisfies keyof typeof CODES;
  const diagnostics: Examined["diagnostics"] = [
    { code, level: CODES[code], message: `file can't be read (${reason})`, start: 0, end: 0 },
  ];
  return { file, source: new Source(""), diagnostics, statements: [], rules: [] };
}
