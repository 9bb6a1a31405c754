import * as policySdk from "@pulumi/policy";
import type { PolicyResource } from "@pulumi/policy";

import type { Finding, Rule } from "../../policies/define-rule";

/** A value that is unknown at preview, as the engine sends it. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Makes reading an unknown value throw, as the engine's side does; its declaration file is not in the package. */
const { unknownCheckingProxy } = policySdk as unknown as {
  unknownCheckingProxy: (props: Record<string, unknown>) => Record<string, unknown>;
};

/** A resource of a stack, for rules that look at all of them. */
export interface GivenResource {
  readonly type: string;
  readonly name: string;
  readonly props: Record<string, unknown>;
  /** Names of the resources behind a property. */
  readonly behind?: Record<string, readonly string[]>;
  /** @default false */
  readonly protect?: boolean;
}

/** Where a rule is run. */
export interface Surroundings {
  readonly stack?: string;
  /** What is configured for the rule. */
  readonly config?: Record<string, unknown>;
}

/** What a rule about single resources says of one; unknown values throw as they do under the engine. */
export function judgeOne(
  rule: Rule,
  type: string,
  props: Record<string, unknown>,
  name = "it",
  { stack = "test", config = {} }: Surroundings = {},
): Finding[] {
  const findings: Finding[] = [];
  const { validateResource } = rule.policy as { validateResource: (args: unknown, report: unknown) => void };
  const report = (message: string, urn?: string): number => findings.push(urn ? { message, urn } : { message });
  const urn = `urn:pulumi:${stack}::project::${type}::${name}`;
  validateResource({ type, name, urn, props: unknownCheckingProxy(props), getConfig: () => config }, report);
  return findings;
}

interface StackResource extends GivenResource {
  readonly urn: string;
  readonly propertyDependencies: Record<string, unknown>;
  readonly opts: { readonly protect: boolean };
}

/** Resources as the engine hands them to a rule; unknown values throw. */
export function stackOf(given: readonly GivenResource[], stack?: string): PolicyResource[] {
  const resources = given.map(({ type, name, props, protect = false }): StackResource => ({
    type,
    name,
    urn: stack === undefined ? `urn:${name}` : `urn:pulumi:${stack}::project::${type}::${name}`,
    props: unknownCheckingProxy(props),
    propertyDependencies: {},
    opts: { protect },
  }));
  given.forEach(({ behind = {} }, index) => {
    for (const [property, names] of Object.entries(behind)) {
      const found = names.map((name) => resources.find((resource) => resource.name === name));
      (resources[index] as StackResource).propertyDependencies[property] = found;
    }
  });
  return resources as unknown as PolicyResource[];
}

/** What a rule about the whole stack says of these resources. */
export function judgeStack(
  rule: Rule,
  given: readonly GivenResource[],
  { stack, config = {} }: Surroundings = {},
): Finding[] {
  const resources = stackOf(given, stack);
  const findings: Finding[] = [];
  const { validateStack } = rule.policy as { validateStack: (args: unknown, report: unknown) => void };
  const report = (message: string, urn?: string): number => findings.push(urn ? { message, urn } : { message });
  validateStack({ resources, getConfig: () => config }, report);
  return findings;
}
