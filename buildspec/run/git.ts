import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** What git knows of a folder. */
export interface GitFacts {
  /** The top folder of the working tree. */
  readonly top: string;
  /** Empty before the first commit. */
  readonly commit: string;
  /** Empty when no branch is checked out. */
  readonly branch: string;
  /** Address of `origin`, without credentials; empty when there is none. */
  readonly url: string;
}

/** Runs git in a folder; gives its output, or undefined when it fails or isn't there. */
export async function git(folder: string, ...args: readonly string[]): Promise<string | undefined> {
  try {
    const options = { maxBuffer: 512 * 1024 * 1024 };
    const { stdout } = await promisify(execFile)("git", ["-C", folder, ...args], options);
    return stdout;
  } catch {
    return undefined;
  }
}

/** The facts of the working tree that a folder is in; undefined when it is in none. */
export async function gitFacts(folder: string): Promise<GitFacts | undefined> {
  const line = async (...args: readonly string[]): Promise<string> =>
    (await git(folder, ...args))?.replace(/\n$/, "") ?? "";
  const top = await line("rev-parse", "--show-toplevel");
  if (top === "") return undefined;
  return {
    top,
    commit: await line("rev-parse", "--verify", "--quiet", "HEAD"),
    branch: await line("symbolic-ref", "--short", "--quiet", "HEAD"),
    url: (await line("config", "--get", "remote.origin.url")).replace(/^(\w+:\/\/)[^/@]*@/, "$1"),
  };
}
