import { type Diagnostic, finding, quote } from "../diagnostic";
import type { Text } from "../tree";
import { variablesIn } from "../shell/variables";
import type { Check } from "./check";

/**
 * A location knows the predefined variables and those of `env.variables`; what a step sets it does not. Exported ones are
 * not documented to work, and used in published specifications.
 */
export const locationVariable: Check = ({ spec, scripts }) => {
  const known = new Set(spec.variables.map(({ key }) => key.text));
  const exported = new Set(spec.exportedVariables.map(({ text }) => text));
  const assigned = new Set(
    scripts.flatMap(({ events }) => events.flatMap((event) => (event.kind === "assign" ? event.name : []))),
  );
  const judge = (what: string, name: Text | undefined, location: Text | undefined): readonly Diagnostic[] =>
    [...new Set(variablesIn(location?.text ?? ""))].flatMap((variable) => {
      if (location === undefined || known.has(variable)) return [];
      if (!exported.has(variable) && !assigned.has(variable)) return [];
      const isExported = exported.has(variable);
      const origin = isExported ? "an exported variable" : "set in a step alone";
      const message =
        `${what} ${quote(name?.text ?? "")}: location ${quote(location.text)} uses '${variable}', which is ${origin}; ` +
        "use a fixed name, a predefined variable or one of env.variables";
      return [finding(isExported ? "location-exported-variable" : "location-variable", location, message)];
    });
  return [
    ...spec.inputArtifacts.flatMap(({ name, location }) => judge("input artifact", name, location)),
    ...spec.outputArtifacts.flatMap(({ name, location }) => judge("output artifact", name, location)),
  ];
};
