import { finding } from "../diagnostic";
import { isGiven } from "../model";
import type { Script } from "../shell/script";
import { assignsUnseen } from "../shell/variables";
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
    const own = new Set(events.flatMap((event) => (event.kind === "assign" ? event.name : [])));
    const settled = new Set<string>();
    let opaque = false;
    const found = events.flatMap((event) => {
      if (assignsUnseen(event)) opaque = true;
      if (event.kind !== "use" || settled.has(event.name)) return [];
      const { name, guarded } = event;
      const setter = setBy.get(name);
      settled.add(name);
      if (setter === undefined && (guarded || !own.has(name))) fromOutside.add(name);
      if (setter === undefined || setter.index === script.index || fromOutside.has(name)) return [];
      if (guarded || opaque || own.has(name) || declared.has(name) || isGiven(name)) return [];
      const message =
        `'${name}' is empty in ${stepName(script)}: it is set in ${stepName(setter)}, whose shell is gone; ` +
        "declare it in env.exportedVariables, or set it in this step";
      return [finding("variable-lost", place(event.at, event.end), message)];
    });
    // what a handler sets is for nobody: the run ends after it
    if (!script.handler) for (const name of own) if (!setBy.has(name)) setBy.set(name, script);
    return found;
  });
};
