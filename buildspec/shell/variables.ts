import type { ShellEvent } from "./scan";

/** The variables that a text uses, as `$NAME` or `${NAME}`. */
export function variablesIn(text: string): readonly string[] {
  return [...text.matchAll(/\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/g)].map(
    ([, braced, bare]) => (braced ?? bare) as string,
  );
}

/** Whether a command may assign variables that the script doesn't name: `source file`, `eval`, `export $(cat .env)`. */
export function assignsUnseen(event: ShellEvent): boolean {
  if (event.kind !== "command") return false;
  const [name = "", ...words] = event.words;
  if (["source", ".", "eval"].includes(name)) return true;
  return ["export", "declare", "readonly"].includes(name) && words.some((word) => /^"?[$`]/.test(word));
}
