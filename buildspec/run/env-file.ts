import { FOLDERS, type Variables } from "./environment";

/** What is wrong with an env file. */
export class EnvFileError extends Error {}

const NOTHING = /[ \t]*(?:#.*)?\n/y;
const NAME = /[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*=[ \t]*/y;
const QUOTED = /(?:'([^']*)'|"((?:[^"\\]|\\[^])*)")[ \t]*(?:#.*)?(?=\n)/y;
const PLAIN = /(?:([^\n#].*?)(?:[ \t]+#.*)?|#.*)?[ \t]*(?=\n)/y;
const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };

/**
 * Reads a file of variables: `NAME=value` lines, with or without `export`; values of several lines in quotes; in double
 * quotes `\n`, `\r`, `\t` and escaped characters; comments after `#`. The last line of a name counts.
 *
 * @throws EnvFileError when a line is none of that, or names a folder that only the runner knows; shows no value
 */
export function readEnvFile(text: string, file: string): Variables {
  const variables = new Map<string, string>();
  const content = `${text.replace(/^\uFEFF/, "").replace(/\r\n/g, "\n")}\n`;
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(content);
    if (found) at = pattern.lastIndex;
    return found;
  };
  while (at < content.length) {
    if (take(NOTHING)) continue;
    const line = content.slice(0, at).split("\n").length;
    const refuse = (what: string): EnvFileError => new EnvFileError(`env file '${file}': line ${line} ${what}`);
    const name = take(NAME)?.[1];
    if (name === undefined) {
      throw refuse("is no variable, expected 'NAME=value'; put a value of several lines in quotes");
    }
    if ((FOLDERS as readonly string[]).includes(name)) {
      throw refuse(`sets '${name}', which the runner sets to the folder of the run; remove it`);
    }
    const value = take(/['"]/.test(content.charAt(at)) ? QUOTED : PLAIN);
    if (value === null) throw refuse("has a quote that doesn't end at the end of a line; end it there, or escape it");
    const [, plainOrSingle, double] = value;
    variables.set(name, plainOrSingle ?? unescaped(double ?? ""));
  }
  return variables;
}

function unescaped(text: string): string {
  return text.replace(/\\([^])/g, (_, char: string) => ESCAPES[char] ?? char);
}
