import { parseEnv } from "node:util";

import { FOLDERS, type Variables } from "./environment";

/**
 * Reads a file of variables: `NAME=value` lines, values of several lines in quotes, comments after `#`.
 *
 * @throws EnvFileError when a line is none of that, or names a folder that only the runner knows; shows no value
 */
export function readEnvFile(text: string, file: string): Variables {
  const variables = new Map(Object.entries(parseEnv(text)).map(([name, value]) => [name, value ?? ""]));
  for (const name of variables.keys()) {
    if (/^[A-Za-z_]\w*$/.test(name)) continue;
    const line = text.slice(0, text.indexOf(name)).split("\n").length;
    const repair = "expected 'NAME=value'; put a value of several lines in quotes";
    throw new EnvFileError(`env file '${file}': line ${line} is no variable, ${repair}`);
  }
  for (const name of FOLDERS) {
    if (variables.has(name)) {
      throw new EnvFileError(`env file '${file}': '${name}' is set by the runner, to the folder of the run; remove it`);
    }
  }
  return variables;
}

/** What is wrong with an env file. */
export class EnvFileError extends Error {}
