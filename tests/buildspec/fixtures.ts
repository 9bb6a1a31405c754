import * as fs from "node:fs";
import * as path from "node:path";

import { type Code, type Diagnostic } from "../../buildspec/diagnostic";
import { lint } from "../../buildspec/lint";

export const ROOT = path.join(__dirname, "..", "..");
export const FIXTURES = path.join(__dirname, "fixtures");

/** Findings of a text. */
export function lintText(text: string): readonly Diagnostic[] {
  return lint(Buffer.from(text)).diagnostics;
}

/** Codes that a text gets, in the order of the file. */
export function codesOf(text: string): readonly Code[] {
  return lintText(text).map(({ code }) => code);
}

/** A specification of these steps, each a script of its own, which stops at the first failure. */
export function specOfSteps(...scripts: readonly string[]): string {
  const steps = scripts.map((script) => `  - type: Command\n    command: |\n${script.replace(/^/gm, "      ")}\n`);
  return `version: 0.1\ncomponent: build\nfailImmediatelyOnError: true\nsteps:\n${steps.join("")}`;
}

/** Names of the files of a folder that end in `suffix`, without it. */
export function namesIn(folder: string, suffix: string): readonly string[] {
  const files = fs.readdirSync(folder).filter((file) => file.endsWith(suffix));
  return files.map((file) => file.slice(0, -suffix.length)).sort();
}
