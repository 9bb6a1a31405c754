import type { Diagnostic } from "../diagnostic";
import type { BuildSpec } from "../model";
import type { ShellEvent } from "../shell/scan";
import type { Script } from "../shell/script";

/** What a check looks at. */
export interface Context {
  readonly spec: BuildSpec;
  readonly scripts: readonly Script[];
}

/** One check: pure, returns findings of one code. Says nothing of what the structure checks say. */
export type Check = (context: Context) => readonly Diagnostic[];

/** How a message names a step: by its name, or by its place in the file. */
export function stepName({ step, index, handler }: Script): string {
  const name = step.name?.text.trim();
  const own = name ? `step '${name}'` : `step ${index + 1}`;
  return handler ? `handler of ${name ? own : `step ${index + 1}`}` : own;
}

/** The variables that a text uses, as `$NAME` or `${NAME}`. */
export function variablesIn(text: string): readonly string[] {
  return [...text.matchAll(/\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/g)].map(
    ([, braced, bare]) => (braced ?? bare) as string,
  );
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

/** Whether a command may assign variables that the script doesn't name: `source file`, `eval`, `export $(cat .env)`. */
export function assignsUnseen(event: ShellEvent): boolean {
  if (event.kind !== "command") return false;
  const [name = "", ...words] = event.words;
  if (["source", ".", "eval"].includes(name)) return true;
  return ["export", "declare", "readonly"].includes(name) && words.some((word) => /^"?[$`]/.test(word));
}
