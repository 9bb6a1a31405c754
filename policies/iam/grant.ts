import { parseStatement } from "./parser";

/** What a policy statement grants, as far as its text tells. */
export interface StatementGrant {
  /** `inspect`, `read`, `use` or `manage`. */
  readonly verb: string;
  /** Resource type or family, lower-case, e.g. `repos`, `all-resources`. */
  readonly resource: string;
}

/**
 * The verb and the resource type of an `allow`, `endorse` or `admit` statement, also where another part of it is wrong:
 * what the parser refuses OCI may accept. Undefined for statements that deny, or grant by permission, or not at all. Does
 * not throw.
 */
export function grantOf(statement: string): StatementGrant | undefined {
  const { action, effect } = parseStatement(statement);
  return effect === "allow" && action?.kind === "verb"
    ? { verb: action.verb, resource: action.resource.name }
    : undefined;
}
