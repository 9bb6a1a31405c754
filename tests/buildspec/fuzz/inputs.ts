import * as fs from "node:fs";
import * as path from "node:path";

import { TEMPLATES, templateText } from "../../../buildspec/templates";
import { FIXTURES, namesIn, specOfSteps } from "../fixtures";

/** A source of numbers that gives the same ones for the same seed: `next(n)` is 0 to n - 1. */
export type Random = (below: number) => number;

/** Numbers of the generator "mulberry32". */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

export type Kind = "bytes" | "words" | "script" | "mutation" | "splice";

/** An input of a fuzz run; the same for the same seed and index, whatever came before. */
export function inputOf(seed: number, index: number): { readonly kind: Kind; readonly bytes: Buffer } {
  const random = randomOf(Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b));
  const kind = KINDS[index % KINDS.length] as Kind;
  return { kind, bytes: MAKERS[kind](random) };
}

const MAKERS: Readonly<Record<Kind, (random: Random) => Buffer>> = {
  bytes: (random) => Buffer.from(Array.from({ length: random(120) }, () => random(256))),
  words: (random) => Buffer.from(soup(random, 60)),
  script: (random) => Buffer.from(specOfSteps("a=1", soup(random, 30), 'echo "$a"')),
  mutation: (random) => {
    let bytes = pick(random, SEEDS);
    for (let left = 1 + random(4); left > 0; left--) bytes = mutated(random, bytes);
    return bytes;
  },
  splice: (random) => {
    const [head, tail] = [pick(random, SEEDS), pick(random, SEEDS)];
    return Buffer.concat([head.subarray(0, random(head.length + 1)), tail.subarray(random(tail.length + 1))]);
  },
};

const KINDS = Object.keys(MAKERS) as readonly Kind[];

/** One change: something cut out, doubled, put in, or turned. */
function mutated(random: Random, bytes: Buffer): Buffer {
  const from = random(bytes.length + 1);
  const to = Math.min(bytes.length, from + random(40));
  const [head, part, tail] = [bytes.subarray(0, from), bytes.subarray(from, to), bytes.subarray(to)];
  switch (random(4)) {
    case 0:
      return Buffer.concat([head, tail]);
    case 1:
      return Buffer.concat([head, part, part, tail]);
    case 2:
      return Buffer.concat([head, Buffer.from(soup(random, 4)), tail]);
    default:
      return Buffer.concat([head, Buffer.from(part.map((byte) => byte ^ (1 << random(8)))), tail]);
  }
}

function soup(random: Random, most: number): string {
  return Array.from({ length: random(most) }, () => pick(random, WORDS)).join("");
}

function pick<T>(random: Random, from: readonly T[]): T {
  return from[random(from.length)] as T;
}

/** What mutations begin with: every fixture and every template. */
const SEEDS: readonly Buffer[] = [
  ...["ok", "err"].flatMap((folder) =>
    namesIn(path.join(FIXTURES, folder), ".spec").map((name) =>
      fs.readFileSync(path.join(FIXTURES, folder, `${name}.spec`)),
    ),
  ),
  ...Object.values(TEMPLATES).map((template) => Buffer.from(templateText(template))),
];

/** What YAML, the model and shells have names for, with what breaks them. */
const WORDS: readonly string[] = [
  ..."version component steps env variables exportedVariables vaultVariables outputArtifacts inputArtifacts".split(" "),
  ..."type name command onFailure location BINARY URL Command VulnerabilityAudit configuration build 0.1".split(" "),
  ..."- : | > ? & * << ' \" { } [ ] , # ! % @ ` $ ${ $( (( )) <<E \\ ; && || = += [[ ]] for in do done".split(" "),
  ..."docker podman build -t trivy sudo export read . eval set -e X A_1 ${A:-} $'".split(" "),
  ...["\n", "\n  ", "\n    ", "\n      ", ": ", "- ", " ", "\t", "\r\n", "\r", "|\n", ">-\n", "&a ", "*a", "<<: *a"],
  ...["\u0000", "\uFEFF", "\u2028", "\u{1F600}", "é", "__proto__", "constructor", "---\n", "...\n", "%YAML 1.1\n"],
];
