import * as fs from "node:fs/promises";
import * as path from "node:path";

import type { OutputArtifact } from "../model";
import type { Variables } from "./environment";
import { lookUpImage } from "./image";
import { isWithin, type Layout, pathOf, textOf } from "./location";
import type { ArtifactResult } from "./result";

/** What taking an output needs. */
export interface OutputContext {
  readonly layout: Layout;
  /** Variables that a location may use. */
  readonly known: Variables;
  /** Variables of the last step, for the tool that looks an image up. */
  readonly variables: Variables;
  /** Where files are copied to, each under its artifact's name; absolute. */
  readonly folder: string;
  readonly signal: AbortSignal;
}

/** Takes one output after the last step. Does not throw: what is wrong is in the result. */
export async function takeOutput(
  output: OutputArtifact,
  index: number,
  context: OutputContext,
): Promise<ArtifactResult> {
  const name = output.name?.text ?? `output ${index + 1}`;
  const base = { direction: "output", name, type: output.type ?? "" } as const;
  const location = output.location?.text ?? "";
  const result =
    output.type === "DOCKER_IMAGE" ? await takeImage(location, context) : await takeFile(name, location, context);
  return { ...base, ...result };
}

type Taken = Pick<ArtifactResult, "outcome" | "detail">;

async function takeFile(name: string, location: string, { layout, known, folder }: OutputContext): Promise<Taken> {
  const source = pathOf(location, layout, known);
  if (source.fault !== undefined) return { outcome: "failed", detail: `location ${source.fault}` };
  const target = path.resolve(folder, name);
  if (!isWithin(folder, target) || target === folder) {
    return { outcome: "failed", detail: "its name is no name of a file; use letters, '_' and '-'" };
  }
  try {
    const found = await fs.stat(source.value);
    if (found.isDirectory()) {
      return { outcome: "failed", detail: `'${location}' is a folder, expected a file; pack it into one` };
    }
    await fs.mkdir(folder, { recursive: true });
    await fs.copyFile(source.value, target);
    return { outcome: "succeeded", detail: `${target} (${found.size} bytes)` };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const detail = code === "ENOENT" ? `'${location}' is not there after the last step` : message;
    return { outcome: "failed", detail };
  }
}

async function takeImage(location: string, { known, variables, signal }: OutputContext): Promise<Taken> {
  const image = textOf(location, known);
  if (image.fault !== undefined) return { outcome: "failed", detail: `location ${image.fault}` };
  const answer = await lookUpImage(image.value, variables, signal);
  switch (answer.kind) {
    case "there":
      return { outcome: "succeeded", detail: `'${image.value}', says ${answer.tool}` };
    case "missing":
      return { outcome: "failed", detail: `${answer.tool} has no '${image.value}'; build or pull it in a step` };
    case "unchecked":
      return { outcome: "unchecked", detail: `'${image.value}': ${answer.reason}` };
  }
}
