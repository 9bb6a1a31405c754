import * as fs from "node:fs";

import { TEMPLATES, templateText } from "../templates";
import type { TemplateName } from "../templates/names";
import type { Streams } from "../../findings/report";

export interface InitOptions {
  readonly template: TemplateName;
  /** Path, or `-` for the standard output. */
  readonly output: string;
  /** Whether a file that is there is replaced. */
  readonly force: boolean;
}

/** Writes a specification to begin with; gives the exit code: 0 written, 2 not written. */
export function writeTemplate({ template, output, force }: InitOptions, { out, err }: Streams): number {
  const text = templateText(TEMPLATES[template]);
  if (output === "-") {
    out(text);
    return 0;
  }
  try {
    fs.writeFileSync(output, text, { flag: force ? "w" : "wx" });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason =
      code === "EEXIST"
        ? "is there already; name another file by --output, or replace it by --force"
        : `can't be written (${code ?? "unknown reason"}); name another file by --output`;
    err(`oci-buildspec: '${output}' ${reason}\n`);
    return 2;
  }
  out(`${output}: written; its first lines say what to adapt\n`);
  return 0;
}
