import type { Grant, ResourceType } from "../ast";
import { entryOf, knownTypes } from "../catalogue";
import { ALL_RESOURCES } from "../extent";
import type { CheckFinding } from "../finding";
import { nearest } from "../nearest";

/** `iam-unknown-resource-type`: the type that a statement names is not in the catalogue. */
export function checkResourceType({ action }: Grant): CheckFinding[] {
  return action.kind === "associate" || !action.resource ? [] : checkType(action.resource);
}

function checkType({ name, span }: ResourceType): CheckFinding[] {
  if (name === ALL_RESOURCES || entryOf(name)) return [];
  const suggestion = nearest(name, knownTypes());
  const hint = suggestion === undefined ? "" : `; did you mean '${suggestion}'`;
  return [
    {
      code: "iam-unknown-resource-type",
      level: "note",
      message: `resource type '${name}' is not in the catalogue${hint}`,
      span,
      ...(suggestion === undefined ? {} : { suggestion }),
    },
  ];
}
