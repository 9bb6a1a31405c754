/** What an attribute may hold. The structure checks walk a file along these. */
export type Shape =
  | { readonly kind: "text" }
  /** Text that is one of a few. `undocumented` are values that real specifications use. */
  | { readonly kind: "choice"; readonly values: readonly string[]; readonly undocumented?: readonly string[] }
  /** Whole seconds, 1 to `most`. */
  | { readonly kind: "seconds"; readonly most: number }
  | { readonly kind: "flag" }
  /** A number from 0 to `most`. */
  | { readonly kind: "score"; readonly most: number }
  | { readonly kind: "list"; readonly of: Shape }
  /** A mapping with keys of the user's; `variables` when they name environment variables. */
  | { readonly kind: "map"; readonly of: Shape; readonly variables: boolean }
  /** The name of an environment variable. */
  | { readonly kind: "variable" }
  | ObjectShape
  /** An object whose attributes depend on the text of one of them. */
  | {
      readonly kind: "cases";
      readonly by: string;
      /** What that attribute says. */
      readonly about: string;
      readonly of: Readonly<Record<string, ObjectShape>>;
    };

export interface ObjectShape {
  readonly kind: "object";
  readonly attributes: Readonly<Record<string, Attribute>>;
  /** Sets of attributes of which one must be there in full. */
  readonly oneOf?: readonly (readonly string[])[];
}

export interface Attribute {
  readonly shape: Shape;
  /** What it is, as editors show it; ends without a full stop. */
  readonly about: string;
  /** What counts when it isn't there. @default - inherited, or nothing */
  readonly byDefault?: string | number | boolean;
  /** @default false */
  readonly required?: boolean;
  /** Whether real specifications use it though the reference omits it. @default false */
  readonly undocumented?: boolean;
}

export const TEXT: Shape = { kind: "text" };
export const FLAG: Shape = { kind: "flag" };
export const VARIABLE: Shape = { kind: "variable" };

export function choice(values: readonly string[], undocumented: readonly string[] = []): Shape {
  return { kind: "choice", values, undocumented };
}

export function list(of: Shape): Shape {
  return { kind: "list", of };
}

export function object(attributes: Readonly<Record<string, Attribute>>, oneOf?: ObjectShape["oneOf"]): ObjectShape {
  return oneOf === undefined ? { kind: "object", attributes } : { kind: "object", attributes, oneOf };
}

export function required(shape: Shape, about: string): Attribute {
  return { shape, about, required: true };
}

export function optional(shape: Shape, about: string, byDefault?: Attribute["byDefault"]): Attribute {
  return byDefault === undefined ? { shape, about } : { shape, about, byDefault };
}

export function undocumented(shape: Shape, about: string): Attribute {
  return { shape, about, undocumented: true };
}
