import type { Input, Kind, Shape } from "../../kinds/kind";
import type { Diff, Difference } from "../plugin";
import { isObject, sameValue, type Properties } from "../values";
import { isGiven, isMadeUp } from "./check";

/**
 * What changes between a resource's inputs of the last update and those of this one. An unknown value counts as changed;
 * leaving out an input that the service can fill in changes nothing, and so does giving it the value that it has.
 * @param outputs of the last update or refresh.
 */
export function diff(kind: Kind, olds: Properties, news: Properties, outputs: Properties = {}): Diff {
  const differences = Object.entries(kind.inputs).flatMap(([key, input]) =>
    differencesOf(input, olds[key] ?? (input.computed ? outputs[key] : undefined), news[key], key),
  );
  const replaces = [
    ...new Set(differences.filter(({ replace }) => replace).map(({ path }) => path.split(".")[0] as string)),
  ];
  return { differences, replaces, deleteBeforeReplace: replaces.length > 0 && keepsItsName(kind, olds, news) };
}

function differencesOf(
  input: Pick<Input, "type" | "replaceOnChange" | "computed">,
  old: unknown,
  now: unknown,
  path: string,
): Difference[] {
  if (sameValue(old ?? undefined, now ?? undefined) || (!isGiven(now) && input.computed)) return [];
  if (isTime(path) && sameTime(old, now)) return [];
  if (isObjectShape(input.type) && isObject(old) && isObject(now)) {
    return Object.entries(input.type.properties).flatMap(([key, inner]) =>
      differencesOf(inner, old[key], now[key], `${path}.${key}`),
    );
  }
  const kind = !isGiven(old) ? "add" : !isGiven(now) ? "delete" : "update";
  return [{ path, kind, replace: input.replaceOnChange === true }];
}

function isTime(path: string): boolean {
  return /(^|\.)time[A-Z]\w*$/.test(path);
}

/** Whether two texts are of one time: a program writes it otherwise than the plugin keeps it. */
function sameTime(a: unknown, b: unknown): boolean {
  return typeof a === "string" && typeof b === "string" && Date.parse(a) === Date.parse(b);
}

function keepsItsName(kind: Kind, olds: Properties, news: Properties): boolean {
  return Object.entries(kind.inputs).some(
    ([key, input]) => input.autonamed === true && !isMadeUp(news, key) && sameValue(olds[key], news[key]),
  );
}

function isObjectShape(shape: Shape): shape is Extract<Shape, { properties: unknown }> {
  return typeof shape === "object" && "properties" in shape;
}
