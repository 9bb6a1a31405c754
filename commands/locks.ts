import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { isRunning } from "../toolchain/run";
import type { StackId, Workspace } from "./workspace";

/** A lock that an engine holds, or held, on a stack. */
export interface Lock {
  readonly of: StackId;
  readonly file: string;
  readonly pid: number;
  readonly hostname: string;
  /** Whether its engine may still be at work. A lock of another machine counts as held: nobody here can tell. */
  readonly held: boolean;
}

/** Every lock of the workspace's state. The file backend keeps an `.attrs` file beside each, which is none. */
export function locksOf(workspace: Workspace): Lock[] {
  const folder = path.join(workspace.state, ".pulumi", "locks", "organization");
  return foldersIn(folder).flatMap((project) =>
    foldersIn(path.join(folder, project)).flatMap((stack) => {
      const names = fs.readdirSync(path.join(folder, project, stack)).filter((name) => name.endsWith(".json"));
      return names.flatMap((name) => readLock({ project, stack }, path.join(folder, project, stack, name)));
    }),
  );
}

function foldersIn(folder: string): string[] {
  return fs.existsSync(folder) ? fs.readdirSync(folder) : [];
}

function readLock(of: StackId, file: string): Lock[] {
  try {
    const { pid, hostname } = JSON.parse(fs.readFileSync(file, "utf8")) as { pid: number; hostname: string };
    return [{ of, file, pid, hostname, held: hostname !== os.hostname() || isEngine(pid) }];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    return [{ of, file, pid: 0, hostname: os.hostname(), held: false }];
  }
}

/** Process ids come again: only a process that is an engine can hold a lock. */
function isEngine(pid: number): boolean {
  if (!isRunning(pid)) return false;
  try {
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).includes("pulumi");
  } catch {
    return true;
  }
}
