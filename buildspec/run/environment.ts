import type { BuildSpec } from "../model";

/** Variables by name. */
export type Variables = ReadonlyMap<string, string>;

/** Variables of this machine that a step has too: what finds tools, proxies and containers, and nothing else. */
const OF_THE_MACHINE =
  /^(PATH|HOME|USER|LOGNAME|SHELL|LANG|LC_\w+|TZ|TERM|TMPDIR|XDG_RUNTIME_DIR|JAVA_HOME|(HTTPS?|NO|ALL)_PROXY|SSL_CERT_(FILE|DIR)|DOCKER_\w+|CONTAINER_HOST)$/i;

/** The two folders, which only the runner can know: no env file sets them. */
export const FOLDERS = ["OCI_PRIMARY_SOURCE_DIR", "OCI_WORKSPACE_DIR"] as const;

/** What the variables of the first step are made of. */
export interface Origins {
  readonly machine: Readonly<Record<string, string | undefined>>;
  readonly predefined: Variables;
  /** Of the env file: pipeline parameters, other values for predefined variables, and what the vault holds. */
  readonly given: Variables;
}

/**
 * The variables of the first step. Of one name the later wins: this machine, predefined, parameters, `env.variables`,
 * the vault.
 */
export function firstVariables(spec: BuildSpec, { machine, predefined, given }: Origins): Variables {
  const variables = new Map<string, string>();
  for (const [name, value] of Object.entries(machine)) {
    if (value !== undefined && OF_THE_MACHINE.test(name)) variables.set(name, value);
  }
  for (const [name, value] of [...predefined, ...given]) variables.set(name, value);
  for (const [name, value] of literalVariables(spec)) variables.set(name, value);
  for (const name of vaultNames(spec)) variables.set(name, given.get(name) ?? "");
  return variables;
}

/** `env.variables` as they are written; one without a value is empty. */
export function literalVariables(spec: BuildSpec): Variables {
  return new Map(spec.variables.map(({ key, value }) => [key.text, value.kind === "text" ? value.text : ""]));
}

/** The names of `env.vaultVariables`, in the order of the file. */
export function vaultNames(spec: BuildSpec): readonly string[] {
  return spec.vaultVariables.map(({ key }) => key.text);
}

/** The vault variables that a file of values leaves without one, in the order of the file. */
export function missingSecrets(spec: BuildSpec, given: Variables): readonly string[] {
  return vaultNames(spec).filter((name) => (given.get(name) ?? "") === "");
}

/** The names of `env.exportedVariables`, each once, in the order of the file. */
export function exportedNames(spec: BuildSpec): readonly string[] {
  return [...new Set(spec.exportedVariables.map(({ text }) => text))];
}

/**
 * The variables whose changes a step hands on: `env.variables`, `env.exportedVariables`, and `PATH`. A vault variable is
 * what the vault holds in every step, unless it is exported too.
 *
 * @see seed: build-specification-reference; of `PATH` the comments in published specifications (corpus: build-specs)
 */
export function carriedNames(spec: BuildSpec): readonly string[] {
  return [...new Set([...literalVariables(spec).keys(), ...exportedNames(spec), "PATH"])];
}

/**
 * The variables of the next step: those of this one, with what it handed on. One that it unset is gone; line breaks in
 * those of `env.variables` are spaces from here on.
 */
export function nextVariables(spec: BuildSpec, before: Variables, handedOn: Variables): Variables {
  const next = new Map(before);
  const literal = literalVariables(spec);
  for (const name of carriedNames(spec)) {
    const value = handedOn.get(name);
    if (value !== undefined) next.set(name, literal.has(name) ? value.replace(/[\r\n]/g, " ") : value);
    else if (name !== "PATH") next.delete(name);
  }
  return next;
}
