import * as policySdk from "@pulumi/policy";
import type { PolicyResource } from "@pulumi/policy";

import type { Finding, Rule } from "../../policies/define-rule";
import { valueAt } from "../../policies/graph/values";

/** A value that is unknown at preview, as the engine sends it. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** An input that was not given, of a resource of a stack at preview: the provider will fill it in. */
export const COMPUTED = "dd056dcd-154b-4c76-9bd3-c8f88648b5ff";

/** Makes reading an unknown value throw, as the engine's side does; its declaration file is not in the package. */
const { unknownCheckingProxy } = policySdk as unknown as {
  unknownCheckingProxy: (props: Record<string, unknown>) => Record<string, unknown>;
};

/** A resource of a stack, for rules that look at all of them. */
export interface GivenResource {
  readonly type: string;
  readonly name: string;
  readonly props: Record<string, unknown>;
  /** Names of the resources behind a property. @default - another one, behind what is unknown */
  readonly behind?: Record<string, readonly string[]>;
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
}

/** Resources as the engine hands them to a rule; unknown values throw. */
export function stackOf(given: readonly GivenResource[], stack?: string): PolicyResource[] {
  const resources = given.map(({ type, name, props }): StackResource => ({
    type,
    name,
    urn: stack === undefined ? `urn:${name}` : `urn:pulumi:${stack}::project::${type}::${name}`,
    props: unknownCheckingProxy(props),
    propertyDependencies: {},
  }));
  given.forEach(({ props, behind = {} }, index) => {
    const { propertyDependencies } = resources[index] as StackResource;
    for (const [property, value] of Object.entries(props))
      if (JSON.stringify(value)?.includes(UNKNOWN))
        propertyDependencies[property] = [{ type: "other", urn: "urn:other" }];
    for (const [property, names] of Object.entries(behind)) {
      const found = names.flatMap((name) => resources.find((resource) => resource.name === name) ?? []);
      propertyDependencies[property] = found;
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
  return judgeResources(rule, stackOf(given, stack), config);
}

/** What a rule about the whole stack says of resources as the engine hands them over. */
export function judgeResources(
  rule: Rule,
  resources: readonly PolicyResource[],
  config: Record<string, unknown> = {},
): Finding[] {
  const findings: Finding[] = [];
  const { validateStack } = rule.policy as { validateStack: (args: unknown, report: unknown) => void };
  const report = (message: string, urn?: string): number => findings.push(urn ? { message, urn } : { message });
  validateStack({ resources, getConfig: () => config }, report);
  return findings;
}

/** The inputs that a rule makes of those it objects to; undefined where it has no objection. */
export function remedyOf(
  rule: Rule,
  type: string,
  props: Record<string, unknown>,
  { stack = "test", config = {} }: Surroundings = {},
): Record<string, unknown> | undefined {
  const { remediateResource } = rule.policy as {
    remediateResource: (args: unknown) => Record<string, unknown> | undefined;
  };
  const urn = `urn:pulumi:${stack}::project::${type}::it`;
  const mended = remediateResource({
    type,
    name: "it",
    urn,
    props: unknownCheckingProxy(props),
    getConfig: () => config,
  });
  return valueAt(mended) as Record<string, unknown> | undefined;
}
