import * as path from "node:path";

import type { Extract, Host } from "./host";

/** What finds the statements of a file, by the end of its name; loaded when the first such file is read. */
const HOSTS: Readonly<Record<string, () => Host>> = {
  ".tf": () => (require("./hcl") as typeof import("./hcl")).extractFromHcl,
  ".tfvars": () => (require("./hcl") as typeof import("./hcl")).extractFromHcl,
  ".json": () => (require("./json") as typeof import("./json")).extractFromJson,
  ".yaml": () => (require("./yaml") as typeof import("./yaml")).extractFromYaml,
  ".yml": () => (require("./yaml") as typeof import("./yaml")).extractFromYaml,
  ".ts": () => script().extractFromScript,
  ".mts": () => script().extractFromScript,
  ".cts": () => script().extractFromScript,
  ".js": () => script().extractFromJsx,
  ".mjs": () => script().extractFromJsx,
  ".cjs": () => script().extractFromJsx,
  ".tsx": () => script().extractFromJsx,
  ".jsx": () => script().extractFromJsx,
};

/** The ends of the names of files that statements are found in, rather than that each line is one. */
export const ENDINGS: readonly string[] = Object.keys(HOSTS);

/** The statements and rules of a file. One whose name says nothing is JSON if it begins so, or else has one on each line. */
export function extractFrom(file: string, text: string): Extract {
  const host = HOSTS[path.extname(file).toLowerCase()];
  if (host) return host()(text);
  // no statement begins with a bracket
  if (/^\uFEFF?\s*[[{]/.test(text)) return (require("./json") as typeof import("./json")).extractFromJson(text);
  return (require("./plain") as typeof import("./plain")).extractFromPlain(text);
}

function script(): typeof import("./script") {
  return require("./script") as typeof import("./script");
}
