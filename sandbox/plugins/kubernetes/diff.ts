import type { ClusterKind } from "../../cluster/kind";
import type { Diff, Difference } from "../plugin";
import { isObject, sameValue, type Properties } from "../values";
import { isAutonamed } from "./check";

/** What makes an object another one. */
const IDENTITY = ["apiVersion", "kind", "metadata.name", "metadata.namespace"];

/**
 * What changes between the inputs of the last update and those of this one. A name, a namespace or a field that the API
 * server takes but once makes it a replacement; the old object goes first where the new one has its name.
 */
export function diff(kind: ClusterKind, olds: Properties, news: Properties): Diff {
  const fixed = [...IDENTITY, ...(kind.immutable ?? [])];
  const differences = differencesOf(olds, news, "").map((difference) => ({
    ...difference,
    replace: fixed.some((path) => difference.path === path || difference.path.startsWith(`${path}.`)),
  }));
  const replaces = [...new Set(differences.filter(({ replace }) => replace).map(({ path }) => topOf(path)))];
  return { differences, replaces, deleteBeforeReplace: replaces.length > 0 && !isAutonamed(news) };
}

function differencesOf(old: Properties, now: Properties, prefix: string): Omit<Difference, "replace">[] {
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].flatMap((key) => {
    const path = prefix + keyOf(key, prefix);
    const [before, after] = [old[key] ?? undefined, now[key] ?? undefined];
    if (sameValue(before, after)) return [];
    if (isObject(before) && isObject(after)) return differencesOf(before, after, path);
    return [{ path, kind: before === undefined ? "add" : after === undefined ? "delete" : "update" }];
  });
}

/** A key as a property path has it: `.spec`, or `["app/name"]` where it is no plain name. */
function keyOf(key: string, prefix: string): string {
  if (!/^\w+$/.test(key)) return `[${JSON.stringify(key)}]`;
  return prefix === "" ? key : `.${key}`;
}

function topOf(path: string): string {
  return /^\w+/.exec(path)?.[0] ?? path;
}
