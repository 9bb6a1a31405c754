import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { type Diagnostic, finding } from "./diagnostic";
import type { Script } from "./shell/script";

/** What ShellCheck said of scripts, or why it said nothing. */
export interface Shellchecked {
  /** The findings about each script; empty where there are none. */
  readonly found: ReadonlyMap<Script, readonly Diagnostic[]>;
  /** Why its findings are left out, when it is there and failed. */
  readonly failure?: string;
}

interface Comment {
  readonly file: string;
  readonly line: number;
  readonly endLine: number;
  readonly column: number;
  readonly endColumn: number;
  readonly code: number;
  readonly message: string;
}

/**
 * What ShellCheck knows nothing of: variables that the pipeline sets or later steps use, files that are run, and that a
 * `cd` that fails may end the step by itself.
 */
const EXCLUDED = "SC1090,SC1091,SC2034,SC2154,SC2164";

/** Runs ShellCheck, once for all scripts; without any finding where this machine doesn't have it. Does not throw. */
export function shellcheck(scripts: readonly Script[]): Shellchecked {
  if (scripts.length === 0 || !isInstalled()) return { found: new Map() };
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "oci-buildspec-"));
  try {
    const names = scripts.map((script, index) => {
      fs.writeFileSync(path.join(folder, `${index}`), `${directive(script)}${script.step.command.text}`);
      return `${index}`;
    });
    const options = ["--norc", "--format=json1", "--severity=warning", `--exclude=${EXCLUDED}`];
    const { error, status, stdout, stderr } = spawnSync("shellcheck", [...options, ...names], {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    });
    // 0: nothing found, 1: something found
    if (error || (status !== 0 && status !== 1))
      return { found: new Map(), failure: error?.message ?? (stderr.trim().split("\n")[0] || `exit code ${status}`) };
    return { found: byScript(scripts, JSON.parse(stdout) as { comments: readonly Comment[] }) };
  } catch (error) {
    return { found: new Map(), failure: (error as Error).message };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function isInstalled(): boolean {
  const folders = (process.env["PATH"] ?? "").split(path.delimiter).filter((folder) => folder !== "");
  return folders.some((folder) => fs.existsSync(path.join(folder, "shellcheck")));
}

/** The line before a script, which says its shell. */
function directive({ step }: Script): string {
  return `# shellcheck shell=${/(^|\/)sh$/.test(step.shell.trim()) ? "sh" : "bash"}\n`;
}

function byScript(
  scripts: readonly Script[],
  { comments }: { readonly comments: readonly Comment[] },
): ReadonlyMap<Script, readonly Diagnostic[]> {
  const found = new Map<Script, Diagnostic[]>();
  for (const comment of comments) {
    const script = scripts[Number(comment.file)];
    if (script === undefined) continue;
    const diagnostics = found.get(script) ?? [];
    diagnostics.push(diagnosticOf(script, comment));
    found.set(script, diagnostics);
  }
  return found;
}

function diagnosticOf(script: Script, { line, endLine, column, endColumn, code, message }: Comment): Diagnostic {
  const lines = script.step.command.text.split("\n");
  // its lines and columns count from 1, and the directive is the first line
  const offset = (at: number, within: number): number =>
    lines.slice(0, at - 2).reduce((sum, each) => sum + each.length + 1, 0) + within - 1;
  const place = script.place(offset(line, column), offset(endLine, endColumn));
  return finding("shellcheck", place, `SC${code}: ${message.replace(/\.$/, "")}`);
}
