/** What a policy statement grants, as far as its text tells. */
export interface StatementGrant {
  /** `inspect`, `read`, `use`, `manage` or another word of the language; lower-case. */
  readonly verb: string;
  /** Resource type or family, lower-case, e.g. `repos`, `all-resources`. */
  readonly resource: string;
}

/** A quoted text, or a run of anything but white space, quotes and the punctuation of the language. */
const TOKEN = /'[^']*'|"[^"]*"|[{},=()]|[^\s'"{},=()]+/g;

/**
 * The verb and the resource type of an `allow`, `endorse` or `admit` statement. Words in quotes are names and values,
 * never keywords. Undefined for statements that grant by permission or not at all. Does not throw.
 * @see https://docs.oracle.com/en-us/iaas/Content/Identity/policysyntax/policysyntax.htm read 2026-11-21
 */
export function grantOf(statement: string): StatementGrant | undefined {
  const words = (statement.match(TOKEN) ?? []).map((word) => word.toLowerCase());
  if (!["allow", "endorse", "admit"].includes(words[0] ?? "")) return undefined;
  const to = words.indexOf("to");
  const [verb, resource] = to === -1 ? [] : words.slice(to + 1);
  return verb && resource && verb !== "{" ? { verb, resource } : undefined;
}
