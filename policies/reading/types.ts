import type { PolicyResource } from "@pulumi/policy";

import { onStack, type Scope } from "../define-rule";

/** Looks at each resource of some types by itself; what it says is about that resource. Unknown values don't stop it. */
export function onTypes<Settings extends object = object>(
  types: readonly string[],
  check: (resource: PolicyResource, settings: Settings) => readonly string[],
): Scope<Settings> {
  return onStack((resources, settings: Settings) =>
    resources
      .filter(({ type }) => types.includes(type))
      .flatMap((resource) => check(resource, settings).map((message) => ({ message, urn: resource.urn }))),
  );
}
