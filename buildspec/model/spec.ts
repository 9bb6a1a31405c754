import { entriesOf, type Entry, entryOf, itemsOf, type Text, textOf, type Tree, valueOf } from "../tree";
import { type Dialect, dialectOf, LONGEST_RUN } from "./dialects";

/** A number of seconds, and where it is written; without a place it is inherited or the default. */
export interface Seconds {
  readonly value: number;
  readonly at: Text | undefined;
}

/** A step that runs a script in a shell of its own. */
export interface CommandStep {
  readonly kind: "Command";
  readonly name: Text | undefined;
  readonly command: Text;
  /** @default - that of the file */
  readonly timeoutInSeconds: Seconds;
  /** @default - that of the file */
  readonly shell: string;
  /** @default - that of the file */
  readonly failImmediatelyOnError: boolean;
  /** User that the script is to run as. @default - that of the file */
  readonly runAs: string | undefined;
  /** Steps that run when this one fails, in order. May be empty. */
  readonly onFailure: readonly CommandStep[];
}

/** A step that has the dependencies of a Maven build audited. */
export interface AuditStep {
  readonly kind: "VulnerabilityAudit";
  readonly name: Text | undefined;
  readonly knowledgeBaseId: Text | undefined;
  /** The values that may hold parameters, as far as they are there. */
  readonly parametrised: readonly Text[];
  /** The highest score that passes. @default 0, so that any finding fails the build */
  readonly maxPermissibleCvssV2Score: number;
  /** The highest score that passes. @default 0, so that any finding fails the build */
  readonly maxPermissibleCvssV3Score: number;
}

/** What a type of input doesn't have is undefined: only `URL` has a `url`, only `GENERIC_ARTIFACT` the others. */
export interface InputArtifact {
  readonly name: Text | undefined;
  readonly type: string | undefined;
  readonly location: Text | undefined;
  readonly url: string | undefined;
  readonly artifactId: string | undefined;
  readonly path: string | undefined;
  readonly version: string | undefined;
}

export interface OutputArtifact {
  readonly name: Text | undefined;
  readonly type: string | undefined;
  readonly location: Text | undefined;
}

/**
 * A build specification with its defaults. Made of whatever could be read: what is missing or of a wrong type is left
 * out here, and said by the structure checks.
 */
export interface BuildSpec {
  readonly dialect: Dialect;
  /** @default 28800 */
  readonly timeoutInSeconds: Seconds;
  /** @default "bash" */
  readonly shell: string;
  /** @default false */
  readonly failImmediatelyOnError: boolean;
  readonly variables: readonly Entry[];
  readonly vaultVariables: readonly Entry[];
  readonly exportedVariables: readonly Text[];
  readonly inputArtifacts: readonly InputArtifact[];
  readonly steps: readonly (CommandStep | AuditStep)[];
  readonly outputArtifacts: readonly OutputArtifact[];
}

/** What a step inherits from the file. */
type Inherited = Pick<CommandStep, "timeoutInSeconds" | "shell" | "failImmediatelyOnError" | "runAs">;

/** Reads the specification out of a tree. Does not throw. */
export function specOf(tree: Tree): BuildSpec {
  const whole: Inherited = runnerOf(tree, {
    timeoutInSeconds: { value: LONGEST_RUN, at: undefined },
    shell: "bash",
    failImmediatelyOnError: false,
    runAs: undefined,
  });
  const env = valueOf(tree, "env");
  const { timeoutInSeconds, shell, failImmediatelyOnError } = whole;
  return {
    timeoutInSeconds,
    shell,
    failImmediatelyOnError,
    dialect: dialectOf(textOf(tree, "component")?.text),
    variables: entriesOf(env, "variables"),
    vaultVariables: entriesOf(env, "vaultVariables"),
    exportedVariables: itemsOf(env, "exportedVariables").filter((item): item is Text => item.kind === "text"),
    inputArtifacts: itemsOf(tree, "inputArtifacts").map(inputOf),
    steps: itemsOf(tree, "steps").flatMap((step) => stepOf(step, whole) ?? []),
    outputArtifacts: itemsOf(tree, "outputArtifacts").map(outputOf),
  };
}

/** The steps of a specification that run a script, those on failure right after theirs. */
export function commandsOf(spec: BuildSpec): readonly CommandStep[] {
  return spec.steps.flatMap((step) => (step.kind === "Command" ? [step, ...step.onFailure] : []));
}

function stepOf(tree: Tree, whole: Inherited): CommandStep | AuditStep | undefined {
  if ((textOf(tree, "type") ?? textOf(tree, "stepType"))?.text === "VulnerabilityAudit") {
    const configuration = valueOf(tree, "configuration");
    return {
      kind: "VulnerabilityAudit",
      name: textOf(tree, "name"),
      knowledgeBaseId: textOf(tree, "knowledgeBaseId"),
      parametrised: [
        textOf(tree, "vulnerabilityAuditName"),
        textOf(tree, "vulnerabilityAuditCompartmentId"),
        textOf(tree, "knowledgeBaseId"),
        textOf(configuration, "pomFilePath"),
      ].filter((text) => text !== undefined),
      maxPermissibleCvssV2Score: Number(textOf(configuration, "maxPermissibleCvssV2Score")?.text ?? 0),
      maxPermissibleCvssV3Score: Number(textOf(configuration, "maxPermissibleCvssV3Score")?.text ?? 0),
    };
  }
  return commandOf(tree, whole);
}

function commandOf(tree: Tree, whole: Inherited): CommandStep | undefined {
  const command = textOf(tree, "command");
  if (command === undefined) return undefined;
  return {
    ...runnerOf(tree, whole),
    kind: "Command",
    name: textOf(tree, "name"),
    command,
    // a handler of a handler is unknown to the service
    onFailure: itemsOf(tree, "onFailure").flatMap((each) => commandOf(withoutHandlers(each), whole) ?? []),
  };
}

function withoutHandlers(tree: Tree): Tree {
  if (tree.kind !== "map" || entryOf(tree, "onFailure") === undefined) return tree;
  return { ...tree, entries: tree.entries.filter(({ key }) => key.text !== "onFailure") };
}

function runnerOf(tree: Tree, inherited: Inherited): Inherited {
  const timeout = textOf(tree, "timeoutInSeconds");
  const seconds = Number(timeout?.text);
  const flag = textOf(tree, "failImmediatelyOnError")?.text.toLowerCase();
  return {
    timeoutInSeconds:
      timeout !== undefined && Number.isSafeInteger(seconds)
        ? { value: seconds, at: timeout }
        : { value: inherited.timeoutInSeconds.value, at: undefined },
    shell: textOf(tree, "shell")?.text ?? inherited.shell,
    failImmediatelyOnError: flag === undefined ? inherited.failImmediatelyOnError : flag === "true",
    runAs: textOf(tree, "runAs")?.text ?? inherited.runAs,
  };
}

function inputOf(tree: Tree): InputArtifact {
  return {
    ...outputOf(tree),
    url: textOf(tree, "url")?.text,
    artifactId: textOf(tree, "artifactId")?.text,
    path: textOf(tree, "path")?.text,
    version: textOf(tree, "version")?.text,
  };
}

function outputOf(tree: Tree): OutputArtifact {
  return { name: textOf(tree, "name"), type: textOf(tree, "type")?.text, location: textOf(tree, "location") };
}
