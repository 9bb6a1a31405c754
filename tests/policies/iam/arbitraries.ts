import * as fc from "fast-check";

import { grantOf } from "./trees";

export const subject = fc.constantFrom(
  "any-user",
  "any-group",
  "group A",
  "group A, B",
  "group Default/B",
  "dynamic-group A",
  "service a",
);
export const verb = fc.constantFrom("inspect", "read", "use", "manage");
export const type = fc.constantFrom(
  "all-resources",
  "secret-family",
  "secrets",
  "secret-bundles",
  "fn-invocation",
  "repos",
  "devops-family",
  "devops-trigger",
  "instance-family",
  "instances",
  "vnics",
  "of-no-service",
);
const action = fc.oneof(
  fc.tuple(verb, type).map((words) => words.join(" ")),
  fc.constantFrom("{SECRET_READ}", "{SECRET_READ, SECRET_INSPECT}", "{REPOSITORY_READ}", "{OF_NONE}"),
);
export const location = fc.constantFrom(
  "tenancy",
  "compartment a",
  "compartment a:b",
  "compartment a:b:c",
  "compartment A",
  "compartment d",
  "compartment id ocid1.compartment.oc1..a",
);
export const { condition } = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom("x.a = '1'", "x.b = '2'", "X.A = '1'", "x.c in ('3')"),
    fc.constantFrom("request.permission = 'SECRET_READ'", "request.permission != 'SECRET_READ'"),
    fc
      .tuple(fc.constantFrom("any", "all"), fc.array(tie("condition"), { minLength: 1, maxLength: 3 }))
      .map(([kind, conditions]) => `${kind} {${conditions.join(", ")}}`),
  ),
}));
const where = fc.oneof(
  fc.constant(""),
  condition.map((text) => ` where ${text}`),
);
/** Statements that allow, of which many cover each other in part. */
export const grant = fc
  .tuple(subject, action, location, where)
  .map(([who, what, place, limit]) => grantOf(`allow ${who} to ${what} in ${place}${limit}`));
