import * as fs from "node:fs";
import * as path from "node:path";

import { examine } from "../../../../policies/iam/cli/examine";
import type { Code } from "../../../../policies/iam/cli/codes";
import { main } from "../../../../policies/iam/cli/main";
import { namesIn } from "../../../buildspec/fixtures";

export const FOLDER = path.join(__dirname, "fixtures");

/** The fixtures of a folder by the name that each file would have: what linters of this project must not read ends in `.fixture`. */
export function fixturesIn(folder: string): readonly { readonly name: string; readonly text: string }[] {
  const names = namesIn(path.join(FOLDER, folder), ".fixture");
  return names.map((name) => ({ name, text: fs.readFileSync(path.join(FOLDER, folder, `${name}.fixture`), "utf8") }));
}

/** What a text gets in a file of this name. */
export function codesIn(name: string, text: string): readonly Code[] {
  return examine(name, text).diagnostics.map(({ code }) => code as Code);
}

/** Runs the command line in this process. */
export function run(...args: readonly string[]): { code: number; out: string; err: string } {
  let out = "";
  let err = "";
  const code = main(args, { out: (text) => void (out += text), err: (text) => void (err += text) });
  return { code, out, err };
}
