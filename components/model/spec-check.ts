import type { Source } from "../../buildspec";
import { type BuildSpec, isGiven, specOf } from "../../buildspec/model";
import { parse } from "../../buildspec/parse";
import type { Text } from "../../buildspec/tree";
import type { BuildStage, DeliverStage, ManagedBuildStage } from "./build-stages";
import { nearest } from "./nearest";
import { ancestorsOf, type PlacedStage } from "./stage-graph";

/** A service's build specification, as it is in its repository. */
export interface SpecFile {
  /** How messages name it. */
  readonly path: string;
  readonly text: string;
}

/** What specifications are held against, beside the stages. */
export interface SpecSurroundings {
  /** Names of the pipeline's parameters. */
  readonly parameters: readonly string[];
  /** OCIDs of the vault secrets that the stack lets builds read. @default - vault variables are not checked */
  readonly grantedSecrets?: readonly string[];
}

/** A specification that was read. */
interface ReadSpec {
  readonly spec: BuildSpec;
  /** A place as `path:line:column`. */
  readonly at: (text: Text | undefined) => string;
}

/**
 * Where the build specifications of a pipeline and its stages contradict each other: everything, in the order of the
 * stages; empty when nothing does. Nothing is said of what an unread specification may produce or export.
 * Does not throw.
 * @param files by the name of the build stage that runs each.
 */
export function problemsOfSpecs<Id>(
  stages: readonly PlacedStage<BuildStage<Id>>[],
  files: ReadonlyMap<string, SpecFile>,
  surroundings: SpecSurroundings,
): string[] {
  const builds = stages.flatMap(({ stage }) => (stage.kind === "build" ? [stage.name] : []));
  const strays = [...files.keys()].filter((name) => !builds.includes(name));
  const problems = strays.map((name) => {
    const meant = nearest(name, builds);
    const repair = meant ? `did you mean '${meant}'?` : `name one of ${quoted(builds)}`;
    return `a specification is given for '${name}', which is no build stage; ${repair}`;
  });
  const specs = new Map<string, ReadSpec>();
  for (const [name, file] of files) {
    const read = readSpec(file);
    if ("problems" in read) problems.push(...read.problems);
    else specs.set(name, read);
  }

  for (const { stage } of stages) {
    const ancestors = ancestorsOf(stages, stage.name);
    const before = builds.filter((name) => ancestors.has(name));
    const known = before.every((name) => specs.has(name))
      ? before.map((name) => specs.get(name) as ReadSpec)
      : undefined;
    const own = specs.get(stage.name);
    if (stage.kind === "build" && own !== undefined) problems.push(...problemsOfBuild(stage, own, known, surroundings));
    if (stage.kind === "deliver" && known !== undefined)
      problems.push(...problemsOfDelivery(stage, known, surroundings));
  }
  return problems;
}

function readSpec({ path, text }: SpecFile): ReadSpec | { readonly problems: readonly string[] } {
  const { source, tree, diagnostics } = parse(Buffer.from(text));
  if (tree === undefined)
    return { problems: diagnostics.map(({ start, message }) => `${placeOf(path, source, start)}: ${message}`) };
  return { spec: specOf(tree), at: (place) => placeOf(path, source, place?.start ?? tree.start) };
}

function placeOf(path: string, source: Source, offset: number): string {
  const { line, column } = source.positionOf(offset);
  return `${path}:${line}:${column}`;
}

function problemsOfBuild<Id>(
  { name, timeout }: ManagedBuildStage<Id>,
  { spec, at }: ReadSpec,
  before: readonly ReadSpec[] | undefined,
  { grantedSecrets }: SpecSurroundings,
): string[] {
  const problems: string[] = [];
  const { value: seconds, at: written } = spec.timeoutInSeconds;
  if (written !== undefined && timeout !== undefined && seconds > timeout)
    problems.push(
      `${at(written)}: timeoutInSeconds is ${seconds}, more than the ${timeout} of stage '${name}'; ` +
        "lower it, or raise the stage's timeout",
    );
  for (const { key, value } of grantedSecrets === undefined ? [] : spec.vaultVariables) {
    if (value.kind !== "text" || value.text.includes("$") || grantedSecrets?.includes(value.text.trim())) continue;
    problems.push(
      `${at(key)}: vault variable '${key.text}' is a secret that the stack lets no build read; name it in the service's build.secrets`,
    );
  }
  const produced = before?.flatMap((each) => each.spec.outputArtifacts.flatMap((output) => output.name?.text ?? []));
  for (const { type, name: artifact } of spec.inputArtifacts) {
    if (type !== "STAGE_ARTIFACT" || artifact === undefined || produced?.includes(artifact.text) !== false) continue;
    problems.push(
      `${at(artifact)}: input artifact '${artifact.text}' is produced by no stage before '${name}' ` +
        `(produced: ${quoted(produced)}); ${repairOf(artifact.text, produced, "produce it, or put the stage later")}`,
    );
  }
  return problems;
}

function problemsOfDelivery<Id>(
  { name: stage, artifacts }: DeliverStage<Id>,
  before: readonly ReadSpec[],
  { parameters }: SpecSurroundings,
): string[] {
  const outputs = before.flatMap(({ spec, at }) => spec.outputArtifacts.map((output) => ({ output, at })));
  const produced = outputs.flatMap(({ output }) => output.name?.text ?? []);
  const exported = before.flatMap(({ spec }) => spec.exportedVariables.map(({ text }) => text));
  // where a specification lacks something, its first line stands for it
  const where = before.map(({ at }) => at(undefined)).join(", ");
  const all = artifacts.flatMap(({ name, becomes }) => {
    const found = outputs.find(({ output }) => output.name?.text === name);
    const problems: string[] = [];
    if (found === undefined)
      problems.push(
        `${where}: stage '${stage}' delivers '${name}', which no output artifact is called ` +
          `(produced: ${quoted(produced)}); ${repairOf(name, produced, "produce it, or don't deliver it")}`,
      );
    if (becomes === undefined) return problems;
    const expected = becomes.kind === "image" ? "DOCKER_IMAGE" : "BINARY";
    const type = found?.output.type;
    if (found !== undefined && type !== undefined && type !== expected)
      problems.push(
        `${found.at(found.output.name)}: output artifact '${name}' is ${type}, and stage '${stage}' delivers ` +
          `${becomes.kind === "image" ? "an image" : "a file"}; make it ${expected}`,
      );
    const known = [...parameters, ...exported];
    for (const placeholder of placeholdersIn(becomes.address)) {
      if (known.includes(placeholder) || isGiven(placeholder)) continue;
      problems.push(
        `${where}: '${becomes.address}', which stage '${stage}' delivers '${name}' to, has '${placeholder}', neither an ` +
          `exported variable nor a parameter (known: ${quoted(known)}); ` +
          repairOf(placeholder, known, "export it, or declare the parameter"),
      );
    }
    return problems;
  });
  // an image that is delivered under several tags lacks its output once
  return [...new Set(all)];
}

function placeholdersIn(address: string): ReadonlySet<string> {
  return new Set([...address.matchAll(/\$\{([A-Za-z_]\w*)\}/g)].map(([, name]) => name as string));
}

function repairOf(word: string, candidates: readonly string[], otherwise: string): string {
  const meant = nearest(word, candidates);
  return meant ? `did you mean '${meant}'?` : otherwise;
}

function quoted(names: readonly string[]): string {
  return names.length === 0 ? "none" : [...new Set(names)].map((name) => `'${name}'`).join(", ");
}
