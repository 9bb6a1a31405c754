import * as fs from "node:fs";
import * as path from "node:path";

import type { Streams } from "../../findings/report";
import { textReport } from "../../findings/text";
import { FILE_NAMES } from "../find";
import { structureOf } from "../lint";
import type { BuildSpec } from "../model";
import { LARGEST_FILE } from "../parse";
import { listOf } from "../run/describe";
import { EnvFileError, readEnvFile } from "../run/env-file";
import { planOf, PlanError, stepsOf } from "../run/plan";
import { jsonSummary } from "../run/report/json";
import { junitReport } from "../run/report/junit";
import { textSummary } from "../run/report/text";
import { NotReady, run } from "../run/run";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const GRACE_MS = 10_000;
const EXIT = { succeeded: 0, failed: 1, interrupted: 130 } as const;

/** The options of `run` as the command line has them. */
export interface RunOptions {
  readonly step?: string;
  readonly from?: string;
  readonly dryRun?: true;
  readonly env?: string;
  readonly list?: true;
  readonly source?: string;
  readonly sourceName?: string;
  readonly inPlace?: true;
  readonly keep?: true;
  readonly stageArtifacts?: string;
  readonly registry?: string;
  readonly output: string;
  readonly junit?: string;
  readonly format: "text" | "json";
}

/**
 * Runs a file; gives the exit code: 0 the build succeeded, 1 it failed, 2 the usage or the file is wrong, 130 it was
 * interrupted.
 */
export async function runFile(named: string | undefined, options: RunOptions, { out, err }: Streams): Promise<number> {
  const refuse = (message: string): 2 => {
    err(`oci-buildspec: ${message}\n`);
    return 2;
  };
  const file = named ?? FILE_NAMES.find((name) => fs.existsSync(name));
  if (file === undefined) return refuse(`no ${FILE_NAMES.join(" or ")} in this folder; name the file to run`);
  try {
    const spec = specIn(file, err);
    if (spec === undefined) return 2;
    if (options.list) {
      out(listOf(stepsOf(spec)));
      return 0;
    }
    const steps = planOf(spec, options);
    const given = options.env === undefined ? new Map<string, string>() : readEnvFile(read(options.env), options.env);
    const absolute = (folder: string | undefined): string | undefined => folder && path.resolve(folder);
    const signals = listen();
    try {
      const result = await run({
        file: path.resolve(file),
        spec,
        steps,
        given,
        except: options.env === undefined ? [] : [fs.realpathSync(options.env)],
        source: absolute(options.source),
        sourceName: options.sourceName,
        inPlace: options.inPlace ?? false,
        keep: options.keep ?? false,
        dryRun: options.dryRun ?? false,
        stores: { stageArtifacts: absolute(options.stageArtifacts), registry: absolute(options.registry) },
        output: path.resolve(options.output),
        takesOutputs: options.step === undefined,
        machine: process.env,
        say: options.format === "json" && !options.dryRun ? err : out,
        graceMs: GRACE_MS,
        ...signals,
      });
      if (result === undefined) return 0;
      const shown = { ...result, file };
      out(options.format === "json" ? jsonSummary(shown) : textSummary(shown));
      if (options.junit !== undefined) write(options.junit, junitReport(shown));
      return EXIT[result.outcome];
    } catch (error) {
      if (signals.interrupt.aborted) return EXIT.interrupted;
      throw error;
    } finally {
      signals.ignore();
    }
  } catch (error) {
    if (error instanceof NotReady) return Math.max(...error.faults.map(refuse));
    if (error instanceof PlanError || error instanceof EnvFileError) return refuse(error.message);
    const { code, path: where, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return refuse(`'${where ?? file}' can't be used (${code}): ${message}`);
  }
}

/** The specification of a file; undefined when it has errors of structure, which are printed. */
function specIn(file: string, err: Streams["err"]): BuildSpec | undefined {
  const structure = structureOf(
    fs.statSync(file).size > LARGEST_FILE ? Buffer.alloc(LARGEST_FILE + 1) : fs.readFileSync(file),
  );
  const diagnostics = structure.diagnostics.filter(({ level }) => level === "error");
  err(textReport({ file, source: structure.source, diagnostics }));
  const { spec } = structure;
  if (spec === undefined || diagnostics.length > 0) return undefined;
  if (spec.dialect === "build") return spec;
  err(`oci-buildspec: '${file}' is of 'component: ${spec.dialect}', expected 'build': only build stages can be run\n`);
  return undefined;
}

/** Hears the signals that end a run: the first one ends it in order, the second one at once. */
function listen(): { interrupt: AbortSignal; hurry: AbortSignal; ignore: () => void } {
  const interrupt = new AbortController();
  const hurry = new AbortController();
  const heed = (): void => (interrupt.signal.aborted ? hurry : interrupt).abort();
  SIGNALS.forEach((signal) => process.on(signal, heed));
  const ignore = (): void => SIGNALS.forEach((signal) => process.off(signal, heed));
  return { interrupt: interrupt.signal, hurry: hurry.signal, ignore };
}

function read(file: string): string {
  return fs.readFileSync(file, "utf8");
}

function write(file: string, content: string): void {
  fs.mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
  fs.writeFileSync(file, content);
}
