import * as fs from "node:fs/promises";
import * as os from "node:os";
import * as path from "node:path";

import { git, type GitFacts } from "./git";
import { isWithin, type Layout } from "./location";

/** The folders of one run, in a temporary folder of its own. */
export interface Workspace extends Layout {
  /** The temporary folder: everything else is in it. */
  readonly root: string;
  /** Where the scripts of the steps are, apart from the workspace. */
  readonly scripts: string;
}

export interface Sources {
  /** The folder that stands for what the service clones; absolute. */
  readonly folder: string;
  readonly git: GitFacts | undefined;
  /** Whether the steps work on the folder itself. */
  readonly inPlace: boolean;
  /** Files and folders that are not copied: the env file with its secrets, where the artifacts go. */
  readonly except: readonly string[];
}

/** The empty folders of a run: `<root>/workspace` and `<root>/steps`. */
export async function makeWorkspace(name: string): Promise<Workspace> {
  const root = await fs.realpath(await fs.mkdtemp(path.join(os.tmpdir(), "oci-buildspec-")));
  const workspace = path.join(root, "workspace");
  const scripts = path.join(root, "steps");
  await fs.mkdir(workspace);
  await fs.mkdir(scripts);
  return { root, scripts, workspace, primary: path.join(workspace, name) };
}

/**
 * Puts the sources into the workspace. A clone would bring what git tracks: what git doesn't ignore is copied, committed
 * or not, with a repository around it that shares the objects of the original. Outside of git everything is copied. In
 * place, the workspace has a link to the folder.
 */
export async function fillWorkspace({ primary }: Workspace, sources: Sources, signal: AbortSignal): Promise<void> {
  const { folder, except, inPlace } = sources;
  if (inPlace) return fs.symlink(folder, primary);
  const wanted = (file: string): boolean => {
    signal.throwIfAborted();
    return !except.some((each) => isWithin(each, file));
  };
  const copy = { recursive: true, verbatimSymlinks: true, filter: wanted };
  if (sources.git?.top !== folder) return fs.cp(folder, primary, copy);

  const cloned = await git(folder, "clone", "--quiet", "--shared", "--no-checkout", "--", folder, primary);
  await fs.mkdir(primary, { recursive: true });
  const listed = (await git(folder, "ls-files", "-z", "--cached", "--others", "--exclude-standard")) ?? "";
  for (const name of new Set(listed.split("\0").filter((each) => each !== ""))) {
    const file = path.join(folder, name);
    // a file that is deleted, though git still tracks it
    if ((await fs.lstat(file).catch(() => undefined)) === undefined) continue;
    await fs.cp(file, path.join(primary, name), copy);
  }
  // without a repository here, git would change one that the temporary folder happens to be in
  if (cloned === undefined) return;
  await git(primary, "reset", "--quiet");
  if (sources.git.url === "") await git(primary, "remote", "remove", "origin");
  else await git(primary, "remote", "set-url", "origin", sources.git.url);
}

/**
 * Removes the temporary folder, also what steps made read-only, as package caches do.
 *
 * @throws when something in it can't be removed, e.g. a file that a container made as root
 */
export async function removeWorkspace({ root }: Workspace): Promise<void> {
  try {
    await fs.rm(root, { recursive: true, force: true });
  } catch {
    await makeWritable(root);
    await fs.rm(root, { recursive: true, force: true });
  }
}

async function makeWritable(folder: string): Promise<void> {
  await fs.chmod(folder, 0o700);
  for (const entry of await fs.readdir(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) await makeWritable(path.join(folder, entry.name));
  }
}
