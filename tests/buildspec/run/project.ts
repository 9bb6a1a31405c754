import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { stringify } from "yaml";

import { main } from "../../../buildspec/cli";
import { type BuildSpec, specOf } from "../../../buildspec/model";
import { parse } from "../../../buildspec/parse";
import type { RunResult } from "../../../buildspec/run/result";

export interface Ran {
  readonly code: number;
  /** What went to standard output: the summary. */
  readonly out: string;
  /** What went to standard error: the log and complaints. */
  readonly log: string;
  /** The summary, read; undefined when there is none. */
  readonly result: RunResult | undefined;
}

/** A folder with a specification, which is removed after the test. */
export class Project {
  readonly root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "buildspec-test-")));
  /** The sources. */
  readonly folder = path.join(this.root, "orders");
  readonly output = path.join(this.root, "output");

  constructor() {
    fs.mkdirSync(this.folder);
    opened.push(this);
  }

  /** Writes a file of the sources; gives its path. */
  write(name: string, content: string): string {
    const file = path.resolve(this.folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
    return file;
  }

  read(file: string): string {
    return fs.readFileSync(path.resolve(this.root, file), "utf8");
  }

  /** Runs a specification; what isn't given is as short as can be. */
  run(spec: object, ...options: readonly string[]): Promise<Ran> {
    const file = this.write("build_spec.yaml", stringify({ version: "0.1", component: "build", ...spec }));
    return runCommand(file, "--format", "json", "--output", this.output, ...options);
  }

  /** Runs scripts, each a step. */
  runSteps(...scripts: readonly string[]): Promise<Ran> {
    return this.run({ steps: scripts.map((script) => command(script)) });
  }
}

const opened: Project[] = [];

/** Removes the folders of a test's projects: for `afterEach`. */
export function removeProjects(): void {
  for (const { root } of opened.splice(0)) fs.rmSync(root, { recursive: true, force: true });
}

/** The specification of a text that can be read. */
export function specIn(text: string): BuildSpec {
  const { tree } = parse(Buffer.from(text));
  assert.ok(tree !== undefined);
  return specOf(tree);
}

/** A step that runs a script. */
export function command(script: string, attributes: object = {}): object {
  return { type: "Command", ...attributes, command: script };
}

/** Runs `oci-buildspec run` in this process. */
export async function runCommand(...args: readonly string[]): Promise<Ran> {
  let out = "";
  let log = "";
  let pending: Promise<number> | undefined;
  const streams = { out: (text: string) => void (out += text), err: (text: string) => void (log += text) };
  const now = main(["run", ...args], streams, (later) => void (pending = later));
  const code = (await pending) ?? now;
  const result = out.startsWith("{") ? (JSON.parse(out) as RunResult) : undefined;
  return { code, out, log, result };
}

/** How the steps of a run ended, in the order in which they ran. */
export function outcomesOf({ result }: Ran): readonly string[] | undefined {
  return result?.steps.map(({ outcome }) => outcome);
}
