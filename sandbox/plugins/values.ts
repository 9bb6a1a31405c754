import { Struct } from "google-protobuf/google/protobuf/struct_pb";

/** A resource's inputs or outputs as the engine sends them: JSON values, and `UNKNOWN` for what is not known yet. */
export type Properties = Record<string, unknown>;

/** What the engine writes for a value that is unknown at preview. @see @pulumi/pulumi runtime/rpc.js, read 2026-11-21 */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A value that the engine keeps encrypted and does not show. @see @pulumi/pulumi runtime/rpc.js, read 2026-11-25 */
export function asSecret(value: unknown): Properties {
  return { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value };
}

/** Reads a message's struct; a missing one is empty. */
export function fromStruct(struct: Struct | undefined): Properties {
  return struct?.toJavaScript() ?? {};
}

/** Writes a message's struct; undefined values are left out. */
export function toStruct(properties: Properties): Struct {
  return Struct.fromJavaScript(JSON.parse(JSON.stringify(properties)) as Parameters<typeof Struct.fromJavaScript>[0]);
}

export function isObject(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether two property values are the same, whatever the order of their keys. An unknown equals nothing else. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => sameValue(item, b[i]));
  if (isObject(a) && isObject(b)) {
    const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
    return [...keys].every((key) => sameValue(a[key], b[key]));
  }
  return a === b;
}
