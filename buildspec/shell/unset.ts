import type { Span } from "../diagnostic";
import { type BuildSpec, isGiven, PREDEFINED } from "../model";
import type { Script } from "./script";
import { assignsUnseen, variablesIn } from "./variables";

/** The first use of a variable that nothing in a file sets. */
export interface UnsetUse {
  readonly name: string;
  readonly place: Span;
  /** A name that is set, and differs in case and underscores alone. */
  readonly near: string | undefined;
}

/**
 * The variables that a specification uses and nothing in it sets: no step, no `env`, no shell, not the service. Silent of
 * those that a script copes without (`${X:-default}`, `[ -z "$X" ]`), of `*_HOME`, which tools of the runner have, and of
 * scripts that run a file in their own shell.
 */
export function unsetUses(spec: BuildSpec, scripts: readonly Script[]): readonly UnsetUse[] {
  const set = new Set([...spec.variables, ...spec.vaultVariables].map(({ key }) => key.text));
  for (const { text } of spec.exportedVariables) set.add(text);
  const guarded = new Set<string>();
  for (const event of scripts.flatMap(({ events }) => events)) {
    if (event.kind === "assign") set.add(event.name);
    if (event.kind === "use" && event.guarded) guarded.add(event.name);
  }

  const found = new Map<string, UnsetUse>();
  const look = (name: string, place: Span): void => {
    if (set.has(name) || guarded.has(name) || found.has(name) || isGiven(name) || name.endsWith("_HOME")) return;
    found.set(name, { name, place, near: [...set, ...PREDEFINED].find((each) => folded(each) === folded(name)) });
  };
  for (const { events, place } of scripts) {
    if (events.some(assignsUnseen)) continue;
    for (const event of events) if (event.kind === "use") look(event.name, place(event.at, event.end));
  }
  for (const text of spec.steps.flatMap((step) => (step.kind === "VulnerabilityAudit" ? step.parametrised : [])))
    for (const name of variablesIn(text.text)) look(name, text);
  return [...found.values()];
}

function folded(name: string): string {
  return name.replaceAll("_", "").toLowerCase();
}
