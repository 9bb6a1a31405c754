import type { Diagnostic } from "../diagnostic";
import type { BuildSpec } from "../model";
import type { Script } from "../shell/script";
import type { UnsetUse } from "../shell/unset";

/** What a check looks at. */
export interface Context {
  readonly spec: BuildSpec;
  readonly scripts: readonly Script[];
  /** The variables that nothing in the file sets. */
  readonly unset: readonly UnsetUse[];
  /** Names of the pipeline's parameters. @default - they aren't known */
  readonly parameters?: readonly string[];
}

/** One check: pure, returns findings of one code. Says nothing of what the structure checks say. */
export type Check = (context: Context) => readonly Diagnostic[];

/** How a message names a step: by its name, or by its place in the file. */
export function stepName({ step, index, handler }: Script): string {
  const name = step.name?.text.trim();
  const own = name ? `step '${name}'` : `step ${index + 1}`;
  return handler ? `handler of ${name ? own : `step ${index + 1}`}` : own;
}

/** A text that the author has yet to fill in, as examples have it: `<compartment>`. */
export function isPlaceholder(text: string): boolean {
  return /^<[^>]*>$/.test(text);
}

/** A text where the OCID of a secret is yet to be filled in: `<ocid>`, `YOUR-SECRET-OCID`, `secret-id`, `xxx`. */
export function isSecretPlaceholder(text: string): boolean {
  if (text.startsWith("ocid1.")) return false;
  return (
    isPlaceholder(text) ||
    /^\[.*\]$|^\{\{.*\}\}$|^x{3,}$|^\.{3}$|ocid|secret[-_ ]?id|\byour|change[-_ ]?me|replace/i.test(text)
  );
}
