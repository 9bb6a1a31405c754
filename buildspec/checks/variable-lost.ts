import { finding } from "../diagnostic";
import { isGiven } from "../model";
import type { Script } from "../shell/script";
import { type Check, stepName } from "./check";

/**
 * Each step is a shell of its own: a variable that a step sets, and that `env` doesn't declare, is empty in the steps
 * after. Silent where that can't be told: a step that reads the variable before any sets it has it of the pipeline, one
 * that runs a file in its own shell may have it from there, one that tests it copes without.
 */
export const variableLost: Check = ({ spec, scripts }) => {
  const declared = new Set([...spec.variables, ...spec.vaultVariables].map(({ key }) => key.text));
  for (const { text } of spec.exportedVariables) declared.add(text);
  const setBy = new Map<string, Script>();
  const fromOutside = new Set<string>();

  return scripts.flatMap((script) => {
    const { events, place } = script;
    const own = new Set<string>();
    const coped = new Set<string>();
    let opaque = false;
    const found = events.flatMap((event) => {
      if (event.kind === "command") {
        if (["source", ".", "eval"].includes(event.words[0] ?? "")) opaque = true;
        return [];
      }
      const { name } = event;
      if (event.kind === "assign") {
        own.add(name);
        return [];
      }
      if (event.guarded) coped.add(name);
      if (opaque || own.has(name) || coped.has(name) || declared.has(name) || isGiven(name)) return [];
      const setter = setBy.get(name);
      if (setter === undefined) fromOutside.add(name);
      if (setter === undefined || fromOutside.has(name)) return [];
      coped.add(name);
      const message =
        `'${name}' is empty in ${stepName(script)}: it is set in ${stepName(setter)}, whose shell is gone; ` +
        "declare it in env.exportedVariables, or set it in this step";
      return [finding("variable-lost", place(event.at, event.end), message)];
    });
    for (const name of own) if (!setBy.has(name)) setBy.set(name, script);
    return found;
  });
};
