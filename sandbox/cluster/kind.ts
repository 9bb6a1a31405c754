/** An object of Kubernetes as it is sent and kept: `apiVersion`, `kind`, `metadata` and the rest. */
export interface ClusterObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Metadata;
  readonly [field: string]: unknown;
}

export interface Metadata {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/** A field with a value that the API server refuses. */
export interface Cause {
  /** Path of the field, e.g. `spec.limits`. */
  readonly field: string;
  /** e.g. `Required value` or `Invalid value: "x": must be ...` */
  readonly message: string;
}

/** One kind of object: all that the sandbox's cluster and the stand-in plugin know of it. */
export interface ClusterKind {
  /** `v1`, or `<group>/<version>`. */
  readonly apiVersion: string;
  readonly kind: string;
  /** Name in paths, e.g. `networkpolicies`. */
  readonly plural: string;
  /** Whether objects live in a namespace. */
  readonly namespaced: boolean;
  /** Top-level fields that can't be changed once the object is there. */
  readonly immutable?: readonly string[];
  /** Top-level fields whose values are secrets. */
  readonly secret?: readonly string[];
  /** Top-level fields that are taken and not shown: they end up in another one. */
  readonly writeOnly?: readonly string[];
  /** What the API server refuses in an object's form, apart from its metadata. */
  readonly check?: (object: ClusterObject) => readonly Cause[];
  /** What the API server adds. */
  readonly fill?: (object: ClusterObject) => ClusterObject;
}

export const required = (field: string): Cause => ({ field, message: "Required value" });

export const invalid = (field: string, value: unknown, allowed: string): Cause => ({
  field,
  message: `Invalid value: ${JSON.stringify(value)}: ${allowed}`,
});

export const unsupported = (field: string, value: unknown, supported: readonly string[]): Cause => ({
  field,
  message: `Unsupported value: ${JSON.stringify(value)}: supported values: ${supported.map((each) => JSON.stringify(each)).join(", ")}`,
});

/** A field's value as a list of objects; what is none is left out. */
export function items(value: unknown): Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** A field's value as an object; empty where it is none. */
export function record(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
