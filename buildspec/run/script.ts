import type { Variables } from "./environment";

/** The two files of a step: the shell is given the first, which reads the second. */
export interface ScriptFiles {
  readonly frame: string;
  /** The text of the step, as it is written; `<frame>.script` beside the frame. */
  readonly script: string;
}

/**
 * What runs around the text of a step, for `bash` and any POSIX shell. It hands the values of `names` on when the step
 * ends: on EXIT, which an `exit` or a failure leads to, and after the last line, for a step that has a trap of its own.
 * A step that ends by `exec` or by a signal hands nothing on. Errors go where output goes, so that both stay in order.
 *
 * The text is read from a file, never put in between. Names are those of variables, checked by the structure of the
 * specification; values are never written here.
 */
export function frameOf(names: readonly string[], failImmediatelyOnError: boolean): string {
  const handOn = names.map((name) => `  [ -z "\${${name}+x}" ] || command printf '%s\\0' "${name}=\${${name}}"`);
  return [
    "exec 2>&1",
    "oci_buildspec_hand_on() {",
    "  { set +eux; } 2>/dev/null",
    "  {",
    ...handOn.map((line) => `  ${line}`),
    `    command printf '%s\\0' "$0"`,
    '  } >|"$0.variables"',
    '  return "$1"',
    "}",
    `trap 'oci_buildspec_hand_on "$?"' EXIT`,
    ...(failImmediatelyOnError ? ["set -e"] : []),
    '. "$0.script"',
    'oci_buildspec_hand_on "$?"',
    "",
  ].join("\n");
}

/**
 * What a step handed on, from the content of `<frame>.variables`; undefined when it isn't complete. Values may hold line
 * breaks; the last entry is the frame's own path, which closes the list.
 */
export function handedOnIn(content: string, frame: string): Variables | undefined {
  const entries = content.split("\0");
  if (entries.at(-1) !== "" || entries.at(-2) !== frame) return undefined;
  return new Map(entries.slice(0, -2).map((entry) => splitAt(entry, entry.indexOf("="))));
}

function splitAt(text: string, at: number): [string, string] {
  return [text.slice(0, at), text.slice(at + 1)];
}

/** The program of a shell as a specification names it. */
export function shellProgram(shell: string): string {
  const name = shell.trim();
  if (name === "sh") return "/bin/sh";
  return name === "shell" ? "bash" : name;
}
