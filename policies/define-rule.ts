import type {
  EnforcementLevel,
  PolicyResource,
  ResourceValidationPolicy,
  Severity,
  StackValidationPolicy,
} from "@pulumi/policy";

/** What a rule says of itself: the only source for the pack, the pages, the README's table and the tests. */
export interface RuleMetadata {
  /** `oci-<service>-<resource>-<assertion>`, with `no-` or `require-`; also the name of its file and of its page. */
  readonly name: string;
  /** One sentence: what holds when the rule is kept. */
  readonly description: string;
  readonly severity: Severity;
  readonly enforcementLevel: EnforcementLevel;
  /** What to do about a finding. */
  readonly remediationSteps: string;
  readonly tags: readonly string[];
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
  /** Inputs. Reading a value that is unknown at preview throws, and the engine says that the rule could not be run. */
  readonly props: Readonly<Record<string, unknown>>;
}

/** What a rule looks at, and its pure check. */
export type Scope =
  | { readonly each: string; readonly check: (resource: RuleResource) => readonly Finding[] }
  | { readonly stack: (resources: readonly PolicyResource[]) => readonly Finding[] };

export interface Rule {
  readonly metadata: RuleMetadata;
  readonly scope: Scope;
  /** The rule as CrossGuard takes it. */
  readonly policy: ResourceValidationPolicy | StackValidationPolicy;
}

/** Looks at each resource of one type, by its token. */
export function onEach(type: string, check: (resource: RuleResource) => readonly Finding[]): Scope {
  return { each: type, check };
}

/** Looks at all resources of the stack together: for rules about how they hang together. */
export function onStack(check: (resources: readonly PolicyResource[]) => readonly Finding[]): Scope {
  return { stack: check };
}

/** Makes a rule of its metadata and a pure check. The check returns findings; it reports nothing and catches nothing. */
export function defineRule(metadata: RuleMetadata, scope: Scope): Rule {
  const common = { ...metadata, tags: [...metadata.tags], url: `policies/docs/${metadata.name}.md` };
  if ("stack" in scope) {
    const policy: StackValidationPolicy = {
      ...common,
      validateStack: ({ resources }, report) => {
        for (const { message, urn } of scope.stack(resources)) report(message, urn);
      },
    };
    return { metadata, scope, policy };
  }
  const policy: ResourceValidationPolicy = {
    ...common,
    validateResource: (args, report) => {
      if (args.type !== scope.each) return;
      for (const { message, urn } of scope.check(args)) report(message, urn);
    },
  };
  return { metadata, scope, policy };
}
