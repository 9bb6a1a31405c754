import { createWriteStream } from "node:fs";
import * as fs from "node:fs/promises";
import * as path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

import type { InputArtifact } from "../model";
import type { Variables } from "./environment";
import { isWithin, type Layout, pathOf } from "./location";
import type { ArtifactResult } from "./result";

/** The folders that stand for what the service would ask. Both are absolute. */
export interface Stores {
  /** Holds `<name>` for each artifact of an earlier stage, as `--output` of its run leaves them. */
  readonly stageArtifacts: string | undefined;
  /** Stands for the Artifact Registry: holds `<artifactId>`, or `<path>:<version>`. */
  readonly registry: string | undefined;
}

/** How an artifact is called in a message. */
export function inputName({ name }: InputArtifact, index: number): string {
  return name?.text ?? `input ${index + 1}`;
}

/**
 * The file that an artifact is copied from, or what is missing; undefined for a URL, which is downloaded. An OCID wins
 * over path and version, as in the service.
 */
export function storedFile(input: InputArtifact, stores: Stores): { option: string; file?: string } | undefined {
  if (input.type === "URL") return undefined;
  const [option, folder, entry] =
    input.type === "STAGE_ARTIFACT"
      ? (["--stage-artifacts", stores.stageArtifacts, input.name?.text ?? ""] as const)
      : (["--registry", stores.registry, input.artifactId ?? `${input.path}:${input.version}`] as const);
  if (folder === undefined) return { option };
  const file = path.resolve(folder, entry);
  return { option, file: isWithin(folder, file) ? file : folder };
}

/** What keeps the inputs from being brought, before anything is run: each as a whole sentence. */
export async function inputFaults(inputs: readonly InputArtifact[], stores: Stores): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const [index, input] of inputs.entries()) {
    const stored = storedFile(input, stores);
    if (stored === undefined) continue;
    const { option, file } = stored;
    const subject = `input artifact '${inputName(input, index)}' (${input.type})`;
    if (file === undefined) faults.push(`${subject} has no folder to come from; name one with '${option}'`);
    else if (!(await isFile(file))) {
      const wanted = input.type === "STAGE_ARTIFACT" ? inputName(input, index) : path.basename(file);
      faults.push(`${subject} is not in the folder of '${option}', expected the file '${wanted}'; put it there`);
    }
  }
  return faults;
}

/** Brings one input to its location: copies or downloads it. Does not throw: what went wrong is in the result. */
export async function bringInput(
  input: InputArtifact,
  name: string,
  { stores, layout, known, signal }: { stores: Stores; layout: Layout; known: Variables; signal: AbortSignal },
): Promise<ArtifactResult> {
  const base = { direction: "input", name, type: input.type ?? "" } as const;
  const target = pathOf(input.location?.text ?? "", layout, known);
  if (target.fault !== undefined) return { ...base, outcome: "failed", detail: `location ${target.fault}` };
  if (!isWithin(layout.workspace, target.value)) {
    const detail = `location '${input.location?.text}' is outside the workspace; write a path in it`;
    return { ...base, outcome: "failed", detail };
  }
  try {
    await fs.mkdir(path.dirname(target.value), { recursive: true });
    const file = storedFile(input, stores)?.file;
    if (file !== undefined) await fs.copyFile(file, target.value);
    else await download(input.url ?? "", target.value, signal);
    return { ...base, outcome: "succeeded", detail: input.location?.text ?? "" };
  } catch (error) {
    return { ...base, outcome: "failed", detail: error instanceof Error ? error.message : String(error) };
  }
}

/** Downloads an address to a file. Messages name the host alone: the rest of a public address may hold a token. */
async function download(url: string, target: string, signal: AbortSignal): Promise<void> {
  const address = URL.canParse(url) ? new URL(url) : undefined;
  if (address === undefined || !/^https?:$/.test(address.protocol)) {
    throw new Error("'url' is no address of the web; write one that starts with 'https://'");
  }
  if (address.username !== "" || address.password !== "") {
    throw new Error(`'url' at ${address.host} has credentials, which the service doesn't send; use a public address`);
  }
  let response: Response;
  try {
    response = await fetch(address, { signal });
  } catch (error) {
    const { cause } = error as { cause?: NodeJS.ErrnoException };
    const reason = cause?.code ?? cause?.message ?? (error as Error).name;
    throw new Error(`no answer from ${address.host} (${reason}); is this machine offline?`, { cause: error });
  }
  if (!response.ok || response.body === null) {
    throw new Error(`${address.host} answers ${response.status}, expected 200; the address must be public`);
  }
  await pipeline(Readable.fromWeb(response.body), createWriteStream(target), { signal });
}

async function isFile(file: string): Promise<boolean> {
  return (await fs.stat(file).catch(() => undefined))?.isFile() ?? false;
}
