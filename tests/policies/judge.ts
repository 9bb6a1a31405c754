import { strict as assert } from "node:assert";

import * as policySdk from "@pulumi/policy";
import type { PolicyResource } from "@pulumi/policy";

import type { Finding, Rule } from "../../policies/define-rule";
import { readExceptions } from "../../policies/exceptions/exception";
import { Register } from "../../policies/exceptions/register";
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
  const urn = `urn:pulumi:${stack}::project::${type}::${name}`;
  return judged(rule, urn, (policy, report) => {
    const { validateResource } = policy as { validateResource: (args: unknown, report: Report) => void };
    validateResource({ type, name, urn, props: unknownCheckingProxy(props), getConfig: () => config }, report);
  });
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
  return judged(rule, undefined, (policy, report) => {
    const { validateStack } = policy as { validateStack: (args: unknown, report: Report) => void };
    validateStack({ resources, getConfig: () => config }, report);
  });
}

type Report = (message: string, urn?: string) => void;

/**
 * What a rule finds. Judges once more with an exception for each resource that it found something at: nothing is left
 * then, or all of it where the rule takes no exceptions.
 * @param subject what a finding without a URN is about
 */
function judged(
  { metadata, policy, policyUnder }: Rule,
  subject: string | undefined,
  run: (policy: Rule["policy"], report: Report) => void,
): Finding[] {
  const findingsOf = (each: Rule["policy"]): Finding[] => {
    const findings: Finding[] = [];
    run(each, (message, urn) => findings.push(urn ? { message, urn } : { message }));
    return findings;
  };
  const findings = findingsOf(policy);
  if (findings.length === 0) return [];

  const { name, unexceptable } = metadata;
  const exceptions = findings.map(({ urn }) => {
    return { rule: name, resource: urn ?? subject, reason: "so", owner: "shop", expires: "2027-01-31" };
  });
  const today = "2026-11-25";
  const read = readExceptions(JSON.stringify(exceptions), new Map([[name, unexceptable]]), today);
  const register = new Register(read, today);
  assert.deepEqual(findingsOf(policyUnder(register)), unexceptable === undefined ? [] : findings);
  assert.equal(register.excepted.length > 0, unexceptable === undefined);
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
