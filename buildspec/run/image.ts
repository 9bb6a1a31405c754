import { execFile } from "node:child_process";
import { promisify } from "node:util";

import type { Variables } from "./environment";

/** What the build runner has, and what it had before. */
const TOOLS = ["podman", "docker"] as const;
const PATIENCE_MS = 30_000;

/** Whether an image is on this machine, and who says so; `unchecked` says why nobody can. */
export type ImageAnswer =
  | { readonly kind: "there" | "missing"; readonly tool: string }
  | { readonly kind: "unchecked"; readonly reason: string };

/** Looks an image up with podman or docker, whichever there is. One that doesn't answer is no proof of a missing image. */
export async function lookUpImage(image: string, variables: Variables, signal: AbortSignal): Promise<ImageAnswer> {
  const options = { env: Object.fromEntries(variables), timeout: PATIENCE_MS, signal };
  const succeeds = async (tool: string, ...args: string[]): Promise<boolean> => {
    try {
      await promisify(execFile)(tool, args, options);
      return true;
    } catch {
      return false;
    }
  };
  const silent: string[] = [];
  const answering: string[] = [];
  for (const tool of TOOLS) {
    if (await succeeds(tool, "image", "inspect", "--", image)) return { kind: "there", tool };
    if (await succeeds(tool, "info")) answering.push(tool);
    else if (await succeeds(tool, "--version")) silent.push(tool);
  }
  if (answering.length > 0) return { kind: "missing", tool: answering.join(" and ") };
  if (silent.length > 0) return { kind: "unchecked", reason: `${silent.join(" and ")} doesn't answer` };
  return { kind: "unchecked", reason: "neither podman nor docker is on this machine" };
}
