import type { Grant } from "../ast";
import { permissionsOf } from "../catalogue";
import { VERBS } from "../catalogue/entry";
import type { CheckFinding } from "../finding";

/**
 * `iam-verb-grants-nothing` and `iam-verb-adds-nothing`: a verb that grants what a weaker one grants was chosen for more
 * than it gives. Statements that deny are left alone, as a verb may deny something else than it grants.
 */
export function checkVerb({ action, effect }: Grant): CheckFinding[] {
  if (action.kind !== "verb" || effect === "deny") return [];
  const { verb, resource, span } = action;
  const granted = permissionsOf(verb, resource.name);
  if (!granted) return [];
  if (granted.length === 0) {
    const enough = VERBS.find((each) => permissionsOf(each, resource.name)?.length);
    const message = `'${verb} ${resource.name}' grants nothing; expected '${enough ?? "manage"} ${resource.name}'`;
    return [{ code: "iam-verb-grants-nothing", level: "warning", message, span }];
  }
  const weakest = VERBS.find((each) => permissionsOf(each, resource.name)?.length === granted.length);
  if (weakest === undefined || weakest === verb || verb === "read") return [];
  const stronger = VERBS.slice(VERBS.indexOf(verb) + 1).find(
    (each) => (permissionsOf(each, resource.name)?.length ?? 0) > granted.length,
  );
  const more = stronger ? `, and what changes them takes '${stronger} ${resource.name}'` : "";
  const message = `'${verb} ${resource.name}' grants no more than '${weakest} ${resource.name}'${more}; write the one that is meant`;
  return [{ code: "iam-verb-adds-nothing", level: "warning", message, span }];
}
