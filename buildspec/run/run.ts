import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";

import type { BuildSpec } from "../model";
import { type Build, runBuild } from "./build";
import { dryRunOf } from "./describe";
import { firstVariables, missingSecrets, type Variables, vaultNames } from "./environment";
import { gitFacts } from "./git";
import { inputFaults } from "./inputs";
import { sourceNameIn } from "./location";
import { hiddenTexts } from "./mask";
import { notEmulated } from "./not-emulated";
import type { PlannedStep } from "./plan";
import { predefinedVariables } from "./predefined";
import type { RunResult } from "./result";
import { fillWorkspace, makeWorkspace, removeWorkspace, type Workspace } from "./workspace";

/** What is asked for. Paths are absolute. */
export interface RunRequest {
  readonly file: string;
  readonly spec: BuildSpec;
  readonly steps: readonly PlannedStep[];
  /** What the env file has. */
  readonly given: Variables;
  /** Files that the copy of the sources is without, e.g. the env file. */
  readonly except: readonly string[];
  /** The folder of the sources. @default - the working tree that the file is in, or else its folder */
  readonly source: string | undefined;
  /** @default - what the locations say, or else the folder's name */
  readonly sourceName: string | undefined;
  readonly inPlace: boolean;
  /** Whether the temporary folder stays. */
  readonly keep: boolean;
  readonly dryRun: boolean;
  readonly stores: Build["stores"];
  readonly output: string;
  readonly takesOutputs: boolean;
  readonly machine: Readonly<Record<string, string | undefined>>;
  readonly say: (text: string) => void;
  readonly graceMs: number;
  readonly interrupt: AbortSignal;
  readonly hurry: AbortSignal;
}

/** Something that keeps a run from beginning; each fault is a whole sentence. */
export class NotReady extends Error {
  constructor(readonly faults: readonly string[]) {
    super(faults.join("\n"));
  }
}

/**
 * Runs a specification in a workspace of its own, which is removed afterwards, whatever happens. A dry run says what it
 * would do, and gives no result.
 *
 * @throws NotReady when a secret or an input artifact is missing: all of them are named
 */
export async function run(request: RunRequest): Promise<RunResult | undefined> {
  const { file, spec, steps, given, say, keep, inPlace, interrupt } = request;
  const git = await gitFacts(request.source ?? path.dirname(file));
  const folder = fs.realpathSync(request.source ?? git?.top ?? path.dirname(file));
  const sourceName = request.sourceName ?? given.get("OCI_PRIMARY_SOURCE_NAME") ?? nameFor(spec, folder);
  const hidden = hiddenTexts(vaultNames(spec).map((name) => given.get(name) ?? ""));

  const prepare = (layout: Pick<Workspace, "workspace" | "primary">): Pick<Build, "predefined" | "variables"> => {
    const id = randomBytes(16).toString("hex");
    const predefined = new Map(predefinedVariables({ id, sourceName, layout, git }));
    for (const name of predefined.keys()) predefined.set(name, given.get(name) ?? predefined.get(name) ?? "");
    return { predefined, variables: firstVariables(spec, { machine: request.machine, predefined, given }) };
  };
  if (request.dryRun) {
    const layout = { workspace: "/workspace", primary: `/workspace/${sourceName}` };
    say(dryRunOf(spec, steps, prepare(layout).variables, hidden));
  }
  await checkReady(request);
  if (request.dryRun) return undefined;

  notEmulated(spec).forEach((note) => say(`note: ${note}\n`));
  const workspace = await makeWorkspace(sourceName);
  try {
    const except = [...request.except, request.output];
    await fillWorkspace(workspace, { folder, git, inPlace, except }, interrupt);
    return await runBuild({ ...request, ...prepare(workspace), workspace, hidden });
  } finally {
    if (keep) say(`kept: ${workspace.root}\n`);
    else await removeWorkspace(workspace);
  }
}

async function checkReady({ spec, given, stores }: RunRequest): Promise<void> {
  const missing = missingSecrets(spec, given);
  const names = missing.map((name) => `'${name}'`).join(", ");
  const secrets = `no value for ${names} of 'env.vaultVariables'; write NAME=value lines into a file and name it with '--env'`;
  const faults = [...(missing.length > 0 ? [secrets] : []), ...(await inputFaults(spec.inputArtifacts, stores))];
  if (faults.length > 0) throw new NotReady(faults);
}

function nameFor(spec: BuildSpec, folder: string): string {
  const locations = [...spec.inputArtifacts, ...spec.outputArtifacts].flatMap(({ location }) => location?.text ?? []);
  return sourceNameIn(locations) ?? path.basename(folder);
}
