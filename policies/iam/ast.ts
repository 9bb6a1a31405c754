import type { Span } from "./span";

export type { Span } from "./span";

/**
 * One statement of an IAM policy. Words of the language and resource types are lower-case, permissions upper-case; names,
 * values and variables are as written. Spans point into the text that was parsed.
 * @see https://docs.oracle.com/en-us/iaas/Content/Identity/policysyntax/policysyntax.htm read 2026-11-25
 */
export type Statement = Grant | Definition;

/**
 * Allows or denies.
 * @see https://docs.oracle.com/iaas/Content/Identity/policysyntax/denypolicies.htm read 2026-11-25
 */
export interface Grant {
  readonly kind: "grant";
  readonly effect: "allow" | "deny";
  /** `own`: within this tenancy; `endorse`: of its principals, elsewhere; `admit`: of principals from elsewhere, here. */
  readonly reach: "own" | "endorse" | "admit";
  readonly subject: Subject;
  /** The tenancy that an admitted subject is of. */
  readonly origin?: TenancyLocation | AnyTenancyLocation;
  readonly action: Action;
  /** Absent only before a condition, as some of the documented examples have it. */
  readonly location?: Location;
  readonly condition?: Condition;
  readonly span: Span;
}

/** Gives an OCID a name, for the statements of the same policy. */
export interface Definition {
  readonly kind: "definition";
  readonly type: "tenancy" | "group" | "dynamic-group" | "compartment";
  /** The identity domain of a group; absent if none is stated. */
  readonly domain?: Text;
  readonly name: Text;
  readonly ocid: Text;
  readonly span: Span;
}

/** A name, a value or an OCID: its text without the quotes, escapes kept. */
export interface Text {
  readonly text: string;
  /** The quotes that were around it; absent if bare. */
  readonly quote?: "'" | '"';
  readonly span: Span;
}

/** @see https://docs.oracle.com/en-us/iaas/Content/Identity/policysyntax/subject.htm read 2026-11-25 */
export type Subject = AnySubject | NamedSubject;

export interface AnySubject {
  readonly kind: "any-user" | "any-group";
  readonly span: Span;
}

export interface NamedSubject {
  readonly kind: "group" | "dynamic-group" | "service" | "resource";
  /** At least one, in the order of the text. */
  readonly members: readonly Member[];
  readonly span: Span;
}

/**
 * A principal by its OCID, or by its name, which may be qualified by its identity domain. A resource is named by its
 * service and its type.
 */
export type Member =
  | { readonly kind: "resource"; readonly service: Text; readonly type: Text; readonly span: Span }
  | { readonly kind: "id"; readonly ocid: Text; readonly span: Span }
  | { readonly kind: "name"; readonly domain?: Text; readonly name: Text; readonly span: Span };

/** What a statement lets its subject do. */
export type Action = VerbAction | PermissionAction | AssociateAction;

export type Verb = "inspect" | "read" | "use" | "manage";

export interface VerbAction {
  readonly kind: "verb";
  readonly verb: Verb;
  readonly resource: ResourceType;
  readonly span: Span;
}

/** A resource type, a family or `all-resources`. */
export interface ResourceType {
  readonly name: string;
  readonly span: Span;
}

export interface PermissionAction {
  readonly kind: "permissions";
  /** At least one, in the order of the text. */
  readonly permissions: readonly Permission[];
  /** The type that the permissions are narrowed to, as some statements have it. */
  readonly resource?: ResourceType;
  readonly span: Span;
}

export interface Permission {
  readonly name: string;
  readonly span: Span;
}

/** Connects resources of two tenancies; the location of the first one is the statement's. */
export interface AssociateAction {
  readonly kind: "associate";
  readonly resource: ResourceType;
  /** Absent where the statement names one side only. */
  readonly partner?: { readonly resource: ResourceType; readonly location: Location; readonly span: Span };
  readonly span: Span;
}

/**
 * Beyond the documented ones, forms as published statements have them.
 * @see https://docs.oracle.com/en-us/iaas/Content/Identity/policysyntax/location.htm read 2026-11-25
 */
export type Location = TenancyLocation | AnyTenancyLocation | CompartmentLocation | CompartmentIdLocation;

export interface TenancyLocation {
  readonly kind: "tenancy";
  /** The defined name of another tenancy; absent for this one. */
  readonly name?: Text;
  readonly span: Span;
}

export interface AnyTenancyLocation {
  readonly kind: "any-tenancy";
  readonly span: Span;
}

export interface CompartmentLocation {
  readonly kind: "compartment";
  /** From the compartment nearest to the policy's own down to the one that is meant; at least one. */
  readonly path: readonly Text[];
  /** The defined name of the other tenancy that it is of; absent if none is stated. */
  readonly tenancy?: Text;
  readonly span: Span;
}

export interface CompartmentIdLocation {
  readonly kind: "compartment-id";
  readonly ocid: Text;
  readonly span: Span;
}

/** @see https://docs.oracle.com/iaas/Content/Identity/policysyntax/conditions.htm read 2026-11-25 */
export type Condition = Combination | Comparison | Membership | Between | SetTest | Presence;

export interface Combination {
  readonly kind: "any" | "all";
  /** At least one. */
  readonly conditions: readonly Condition[];
  readonly span: Span;
}

export interface Variable {
  readonly kind: "variable";
  /** Dotted, as written; OCI ignores its case. */
  readonly name: string;
  readonly span: Span;
}

/**
 * `before` and `after` compare times.
 * @see https://docs.oracle.com/en-us/iaas/Content/Identity/policies/scoping-policy-by-time.htm read 2026-11-25
 */
export interface Comparison {
  readonly kind: "=" | "!=" | "before" | "after";
  readonly variable: Variable;
  readonly value: Value;
  readonly span: Span;
}

export interface Membership {
  readonly kind: "in" | "not in";
  readonly variable: Variable;
  readonly list: List;
  readonly span: Span;
}

export interface Between {
  readonly kind: "between";
  readonly variable: Variable;
  readonly from: Value;
  readonly to: Value;
  readonly span: Span;
}

/** Whether two sets have a member in common, or the same members. */
export interface SetTest {
  readonly kind: "sets-intersect" | "sets-equal";
  readonly left: Value | List;
  readonly right: Value | List;
  readonly span: Span;
}

/** A tag that has any value, or none. */
export interface Presence {
  readonly kind: "presence" | "absence";
  readonly variable: Variable;
  readonly span: Span;
}

export interface List {
  readonly kind: "list";
  /** At least one. */
  readonly values: readonly Value[];
  readonly span: Span;
}

export type Value =
  | ({ readonly kind: "string" } & Text)
  /** Between slashes, `*` stands for any characters; without the outer slashes, escapes kept. */
  | { readonly kind: "pattern"; readonly text: string; readonly span: Span }
  /** As written. */
  | { readonly kind: "number"; readonly text: string; readonly span: Span }
  | Variable;

/**
 * The rule by which resources are members of a dynamic group.
 * @see https://docs.oracle.com/en-us/iaas/Content/Identity/dynamicgroups/Writing_Matching_Rules_to_Define_Dynamic_Groups.htm
 * read 2026-11-25
 */
export interface MatchingRule {
  readonly condition: Condition;
  readonly span: Span;
}
