import * as fs from "node:fs";
import * as path from "node:path";

import { parse } from "yaml";

import { fileName, PROJECT, PROJECT_NAME, type StackId } from "./workspace";

/** A Pulumi program of this checkout: the main one, or that of an example with a Pulumi.yaml of its own. */
export interface Program {
  /** Pulumi's name of it, part of every path in the state. */
  readonly name: string;
  /** Where its Pulumi.yaml is. */
  readonly folder: string;
}

/** A stack of a program, with the file that configures it. */
export interface StackSource {
  readonly program: Program;
  readonly stack: string;
  readonly file: string;
}

const MAIN: Program = { name: PROJECT_NAME, folder: PROJECT };

export function idOf({ program, stack }: StackSource): StackId {
  return { project: program.name, stack };
}

/**
 * Every stack that has a file in the checkout: those beside the main program, then those of `examples/<name>/` in
 * alphabetical order. An example without a Pulumi.yaml holds stack files of the main program.
 */
export function stackSources(): StackSource[] {
  return [PROJECT, ...exampleFolders()].flatMap((folder) => sourcesIn(folder));
}

/**
 * The stack of that name: `prod` of the main program; `examples/walkthrough`, the one stack file in there;
 * `examples/platform:dev`, one of several.
 * @throws Error that names the stacks that there are.
 */
export function findSource(name: string): StackSource {
  const [place, stack] = name.includes("/") ? (name.split(":") as [string, string?]) : [".", name];
  const folder = path.resolve(PROJECT, place);
  const sources = [PROJECT, ...exampleFolders()].includes(folder) ? sourcesIn(folder) : [];
  const found = sources.filter((source) => stack === undefined || source.stack === stack);
  if (found.length === 1) return found[0] as StackSource;
  if (found.length > 1)
    throw new Error(`'${name}' has several stacks; name one, e.g. '${place}:${(found[0] as StackSource).stack}'`);
  if (place === ".") {
    const names = sources.map((source) => source.stack).join(", ");
    throw new Error(`stack '${name}': there is no 'Pulumi.${name}.yaml' (stacks here: ${names})`);
  }
  const examples = exampleFolders().flatMap((each) => sourcesIn(each).map((source) => spelling(each, source)));
  throw new Error(`stack '${name}': there is no such stack (examples: ${examples.join(", ")})`);
}

/** The stack that the state knows by `id`, be its file still there or not. */
export function sourceOf(id: StackId): StackSource {
  const sources = stackSources();
  const found = sources.find((source) => source.program.name === id.project && source.stack === id.stack);
  if (found) return found;
  const program = [MAIN, ...sources.map((source) => source.program)].find(({ name }) => name === id.project);
  const { folder } = program ?? { folder: path.join(PROJECT, "examples", id.project) };
  return { program: { name: id.project, folder }, stack: id.stack, file: path.join(folder, fileName(id.stack)) };
}

function spelling(folder: string, { stack }: StackSource): string {
  return `${path.relative(PROJECT, folder)}:${stack}`;
}

function exampleFolders(): string[] {
  const examples = path.join(PROJECT, "examples");
  if (!fs.existsSync(examples)) return [];
  const entries = fs.readdirSync(examples, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return entries.map(({ name }) => path.join(examples, name)).sort();
}

function sourcesIn(folder: string): StackSource[] {
  const program = programIn(folder);
  return fs
    .readdirSync(folder)
    .flatMap((name) => /^Pulumi\.(.+)\.yaml$/.exec(name)?.[1] ?? [])
    .sort()
    .map((stack) => ({ program, stack, file: path.join(folder, fileName(stack)) }));
}

function programIn(folder: string): Program {
  const file = path.join(folder, "Pulumi.yaml");
  if (folder === PROJECT || !fs.existsSync(file)) return MAIN;
  return { name: String((parse(fs.readFileSync(file, "utf8")) as { name?: unknown }).name), folder };
}
