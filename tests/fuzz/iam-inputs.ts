import { ENDINGS } from "../../policies/iam/cli/hosts";
import { sharedFacts } from "../shared-facts";

/** Statements and rules of every form, to begin with. */
const SEEDS: readonly string[] = [
  "Allow group NetworkAdmins to manage virtual-network-family in compartment Shared:Network",
  "allow dynamic-group 'Default'/'builders' to read repos in compartment id ocid1.compartment.oc1..aaaaaaaaexample",
  "Allow service objectstorage-eu-frankfurt-1, blockstorage to use keys in tenancy where target.key.id = 'ocid1.key.oc1..a'",
  "Allow any-user to {LOG_WRITE, LOG_READ} in tenancy where all {request.principal.type = 'cluster', request.region != 'fra'}",
  "deny group id ocid1.group.oc1..a, ocid1.group.oc1..b to use users in tenancy where target.user.name in ('a', /b*/, \"c\")",
  "deny any-group to inspect repos in compartment a where any {target.resource.tag.a.b, not target.resource.tag.c.d}",
  "Endorse group StorageAdmins to manage object-family in tenancy DestinationTenancy",
  "endorse group A to associate local-peering-gateways in tenancy with local-peering-gateways in tenancy Acceptor",
  "Admit group A of tenancy Other to read buckets in compartment B of tenancy Other where request.operation between 'a' and 'b'",
  "deny admit any-user of any-tenancy to manage all-resources in tenancy where request.utc-timestamp before '2030-01-01T00:00Z'",
  "Define tenancy Acceptor as ocid1.tenancy.oc1..aaaaaaaaexample",
  "allow resource bastion session to use vcns in tenancy where sets-intersect(target.a.b, ('c', 1, d.e))",
  "ALL {resource.type = 'devopsbuildpipeline', any {instance.compartment.id = 'ocid1.compartment.oc1..a', tag.a.b.value}}",
];

const PIECES: readonly string[] = [
  ..."allow deny endorse admit define group any-user id to read manage associate in not between and with tenancy where any all".split(
    " ",
  ),
  ..."{ } ( ) , = != ! / : ' \" \\ \\' \\\\ ${ } %s {{ }} $ % # . - _ é \u00a0 \ud800 \udc00 \u{1f600} \0 \u2028 \uFEFF".split(
    " ",
  ),
  " ",
  "\n",
  "\r\n",
  "\t",
  "ocid1.group.oc1..a",
];

/** Files that statements are in, around a text. */
const WRAPPINGS: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => JSON.stringify({ statements: [text], matchingRule: text }),
  (text) => `statements = [${JSON.stringify(text)}, <<E\n${text}\nE\n]\nmatching_rule = "${text}"`,
  (text) => `statements: [\`${text}\`, "a" + ${text}]`,
  (text) => `statements:\n  - ${text}\n  - |\n    ${text}\n  - "${text}"\n`,
];

/** Numbers from 0 up to 1, the same for the same seed. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const real = sharedFacts("corpora/iam-statements/statements.json") as { statement: string }[] | undefined;
const statements = [...SEEDS, ...(real?.map(({ statement }) => statement) ?? [])];

/** How many statements mutations begin with. */
export const BEGINNINGS = statements.length;

/** One text of a run; the same for the same seed and place, wherever a run begins. */
export function inputAt(seed: number, place: number): string {
  const random = randomOf(Math.imul(seed, 0x9e3779b1) ^ place);
  const below = (most: number): number => Math.floor(random() * most);
  const pick = <T>(items: readonly T[]): T => items[below(items.length)] as T;
  if (below(8) === 0) return Array.from({ length: below(40) }, () => pick(PIECES)).join(pick(["", " "]));
  if (below(16) === 0) return Array.from({ length: below(60) }, () => String.fromCharCode(below(0x10000))).join("");
  let text = pick(statements);
  for (let left = 1 + below(4); left > 0; left--) text = mutated(text, below, pick);
  return text;
}

function mutated(text: string, below: (most: number) => number, pick: <T>(items: readonly T[]) => T): string {
  const from = below(text.length + 1);
  const to = Math.min(text.length, from + below(12));
  const [before, part, after] = [text.slice(0, from), text.slice(from, to), text.slice(to)];
  switch (below(8)) {
    case 0:
      return before + after;
    case 1:
      return before + part + part + after;
    case 2:
      return before + pick(PIECES) + part + after;
    case 3:
      return before + pick(PIECES) + after;
    case 4:
      return before + String.fromCharCode(below(0x250)) + after;
    case 5:
      return before;
    case 6:
      return before + pick(statements).slice(below(40)) + after;
    default:
      return before + part.toUpperCase() + pick(PIECES).repeat(below(80)) + after;
  }
}

/** A file with a text in it: the end of its name, and its content. */
export function fileAt(seed: number, place: number): { readonly name: string; readonly content: string } {
  const wrap = WRAPPINGS[place % WRAPPINGS.length] as (text: string) => string;
  const ending = [".txt", ...ENDINGS][Math.floor(place / WRAPPINGS.length) % (ENDINGS.length + 1)] as string;
  return { name: `input${ending}`, content: wrap(inputAt(seed, place)) };
}

/** Texts that a careless reader takes square time for; `size` characters each, more or less. */
export function longTexts(size: number): Readonly<Record<string, string>> {
  const filled = (piece: string): string => piece.repeat(Math.ceil(size / piece.length));
  const start = "allow group A to read x in tenancy where";
  return {
    conditions: `${start} all {${filled("a.b = 'c', ")}a.b = 'c'}`,
    values: `${start} a.b in (${filled("'c', ")}'c')`,
    names: `allow group ${filled("a, ")}b to read x in tenancy`,
    permissions: `allow group A to {${filled("A_B, ")}A_B} in tenancy`,
    compartments: `allow group A to read x in compartment ${filled("a:")}b`,
    "one name": `allow group ${filled("A")} to read x in tenancy`,
    "letters beyond ASCII": `allow group ${filled("é")} to read x in tenancy`,
    blanks: filled(" "),
    quotes: filled("'"),
    slashes: `${start} a.b in (${filled("/")}`,
    backslashes: `allow group '${filled("\\")}`,
    braces: `${start} ${filled("any {")}`,
    "foreign characters": filled("\u{1f600}"),
    "words without sense": filled("to in where "),
  };
}
