import type {
  EnforcementLevel,
  PolicyComplianceFramework,
  PolicyResource,
  ReportViolation,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  Severity,
  StackValidationPolicy,
} from "@pulumi/policy";
import type { PolicyConfigJSONSchema } from "@pulumi/policy/schema";

import { NO_EXCEPTIONS, type Register } from "./exceptions/register";
import { graphOf, type Graph } from "./graph/graph";

/** One thing that can be set for a rule in the pack's configuration: its schema, what it means, its default. */
export type Setting<Value> = Omit<PolicyConfigJSONSchema, "default"> & {
  readonly description: string;
  readonly default: Value;
};

/** What a rule says of itself: the only source for the pack, the pages, the README's table and the tests. */
export interface RuleMetadata<Settings extends object = object> {
  /** `oci-<service>-<resource>-<assertion>`, with `no-` or `require-`; also the name of its file and of its page. */
  readonly name: string;
  /** One sentence: what holds when the rule is kept. */
  readonly description: string;
  readonly severity: Severity;
  readonly enforcementLevel: EnforcementLevel;
  /** What to do about a finding. */
  readonly remediationSteps: string;
  readonly tags: readonly string[];
  /** The control that it serves. @default - none */
  readonly framework?: PolicyComplianceFramework;
  /** Why no exception from it is accepted. @default - exceptions are accepted */
  readonly unexceptable?: string;
  /** What can be set for it. @default - nothing but its enforcement level */
  readonly settings?: { readonly [Key in keyof Settings]: Setting<Settings[Key]> };
}

/** One thing that a rule objects to. */
export interface Finding {
  /** Subject, what is wrong, value got, values allowed, repair. */
  readonly message: string;
  /** URN of the resource that it is about. @default - the resource under test, or the stack */
  readonly urn?: string;
}

/** A resource as a rule sees it. */
export interface RuleResource {
  readonly name: string;
  readonly urn: string;
  /**
   * Inputs. Reading a value that is unknown at preview throws, and the engine says that the rule could not be run; the
   * readers of `graph/values` don't throw.
   */
  readonly props: Readonly<Record<string, unknown>>;
}

/** Inputs that mend a resource which the rule objects to; in use where the rule's enforcement level is `remediate`. */
export type Remedy = Readonly<Record<string, boolean | string>>;

/** What a rule looks at, and its pure check. */
export type Scope<Settings extends object = object> =
  | {
      readonly each: string;
      readonly check: (resource: RuleResource, settings: Settings) => readonly Finding[];
      readonly remedy?: Remedy;
    }
  | {
      readonly stack: (resources: readonly PolicyResource[], settings: Settings) => readonly Finding[];
      /** @default - any */
      readonly about?: string;
    }
  | { readonly exceptions: (register: Register) => readonly Finding[] };

export interface Rule {
  readonly metadata: RuleMetadata;
  /** The rule as CrossGuard takes it, without exceptions. */
  readonly policy: ResourceValidationPolicy | StackValidationPolicy;
  /** The same where exceptions may accept what it finds. */
  readonly policyUnder: (register: Register) => Rule["policy"];
}

/** Looks at each resource of one type, by its token. A remedy must be harmless: no repair that replaces a resource. */
export function onEach<Settings extends object = object>(
  type: string,
  check: (resource: RuleResource, settings: Settings) => readonly Finding[],
  remedy?: Remedy,
): Scope<Settings> {
  return { each: type, check, ...(remedy ? { remedy } : {}) };
}

/** Looks at all resources of the stack together: for rules about how they hang together. */
export function onStack<Settings extends object = object>(
  check: (resources: readonly PolicyResource[], settings: Settings) => readonly Finding[],
): Scope<Settings> {
  return { stack: check };
}

/** Looks at the graph of the stack's resources, where it has one of the given type. */
export function onGraph<Settings extends object = object>(
  about: string,
  check: (graph: Graph, settings: Settings) => readonly Finding[],
): Scope<Settings> {
  return { about, stack: (resources, settings) => check(graphOf(resources), settings) };
}

/** Looks at the exceptions of the stack, after every other rule of the pack. */
export function onExceptions(check: (register: Register) => readonly Finding[]): Scope {
  return { exceptions: check };
}

/**
 * Makes a rule of its metadata and a pure check. The check returns findings; it reports nothing and catches nothing. Its
 * settings are the configured ones over the defaults, those of objects key by key.
 */
export function defineRule<Settings extends object = object>(
  metadata: RuleMetadata<Settings>,
  scope: Scope<Settings>,
): Rule {
  const policyUnder = (register: Register) => policyOf(metadata, scope, register);
  return { metadata, policy: policyUnder(NO_EXCEPTIONS), policyUnder };
}

function policyOf<Settings extends object>(
  metadata: RuleMetadata<Settings>,
  scope: Scope<Settings>,
  register: Register,
): Rule["policy"] {
  const { name, description, severity, enforcementLevel, remediationSteps, tags, framework, settings } = metadata;
  const common = {
    name,
    description,
    severity,
    enforcementLevel,
    remediationSteps,
    tags: [...tags],
    url: `policies/docs/${name}.md`,
    ...(framework ? { framework } : {}),
    ...(settings ? { configSchema: { properties: settings as Record<string, PolicyConfigJSONSchema> } } : {}),
  };
  const settingsOf = (configured: Readonly<Record<string, unknown>>): Settings =>
    Object.fromEntries(
      Object.entries<Setting<unknown>>(settings ?? {}).map(([key, { default: preset }]) => [
        key,
        over(preset, configured[key]),
      ]),
    ) as Settings;
  const tell = (findings: readonly Finding[], subject: string, report: ReportViolation): void => {
    for (const { message, urn } of findings) if (!register.accepts(name, urn ?? subject, message)) report(message, urn);
  };

  if ("exceptions" in scope) {
    return {
      ...common,
      validateStack: (_args, report) => {
        for (const { message, urn } of scope.exceptions(register)) report(message, urn);
      },
    };
  }
  if ("stack" in scope) {
    return {
      ...common,
      validateStack: ofType(scope.about, (args, report) => {
        const stack = args.resources.find(({ type }) => type === "pulumi:pulumi:Stack")?.urn ?? "";
        tell(scope.stack(args.resources, settingsOf(args.getConfig())), stack, report);
      }),
    };
  }
  const { remedy } = scope;
  return {
    ...common,
    ...(remedy
      ? {
          remediateResource: ofType(scope.each, (args: ResourceValidationArgs) => {
            const isMeant = args.type === scope.each && scope.check(args, settingsOf(args.getConfig())).length > 0;
            return isMeant && !register.covers(name, args.urn) ? Object.assign(args.props, remedy) : undefined;
          }),
        }
      : {}),
    validateResource: ofType(scope.each, (args, report) => {
      if (args.type === scope.each) tell(scope.check(args, settingsOf(args.getConfig())), args.urn, report);
    }),
  };
}

/** Marks a check, as the SDK marks its own, with the type that it is about: for others it does not even read properties. */
function ofType<Check extends object>(type: string | undefined, check: Check): Check {
  return type === undefined ? check : Object.assign(check, { __pulumiType: type });
}

function over(preset: unknown, configured: unknown): unknown {
  if (configured === undefined || configured === null) return preset;
  if (typeof preset !== "object" || preset === null || Array.isArray(preset)) return configured;
  return { ...preset, ...configured };
}
