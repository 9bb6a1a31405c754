/** Tokens that their issuers mark by how they begin. @see each issuer's documentation of its token formats */
const MARKED: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  { what: "a private key", pattern: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/ },
  { what: "a GitHub token", pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{60,})/ },
  { what: "a GitLab token", pattern: /\bglpat-[A-Za-z0-9_-]{20,}/ },
  { what: "an AWS access key", pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/ },
  {
    what: "a Slack token or address",
    pattern: /\bxox[abprs]-[A-Za-z0-9-]{10,}|hooks\.slack\.com\/services\/T[A-Z0-9]+\//,
  },
  { what: "an npm token", pattern: /\bnpm_[A-Za-z0-9]{36}\b/ },
  { what: "a JSON web token", pattern: /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/ },
];

/** An address with a password, its parts as long as they come, so that long texts take time in proportion to their length. */
const ADDRESS = /\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s/@:]{0,100}:([^\s/@]{1,200})@/i;

/** Names of what is secret. Names of secrets, of files and of addresses are not. */
const SECRET_NAME = /(?:^|[_.-])(?:password|passwd|pwd|secret|token|api_?key|access_?key|private_?key|credentials?)$/i;

/** Placeholders, references and words that stand where a secret would. */
const STANDS_IN = /\$\{|\$\(|\{\{|^\$\w|^<.*>$|^ocid1\.|^(?:true|false|none|null|changeme|example|dummy|test|\*+|x+)$/i;

const SHORTEST = 8;
/** Bits for each character, below which a value is taken for words: text has 2 to 3, a random key 4 and more. */
const LEAST_ENTROPY = 3;

/**
 * What credential a value is, by its form, by the address that it is, or by the name that it stands under together with how
 * random it looks; undefined for anything else. Placeholders are none. Does not throw, and shows nothing of the value.
 * @param name what the value is called, e.g. of a parameter or a variable
 */
export function credentialIn(value: string, name = ""): string | undefined {
  const marked = MARKED.find(({ pattern }) => pattern.test(value));
  if (marked) return marked.what;
  const password = ADDRESS.exec(value)?.[1];
  if (password !== undefined && !STANDS_IN.test(password)) return "an address with a password";
  const isNamed = SECRET_NAME.test(name.replace(/([a-z])([A-Z])/g, "$1_$2"));
  const isRandom = value.length >= SHORTEST && !/\s/.test(value) && entropyOf(value) >= LEAST_ENTROPY;
  return isNamed && isRandom && !STANDS_IN.test(value) ? `a value for '${name}'` : undefined;
}

/** Bits for each character, by how often each occurs. */
function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
}
