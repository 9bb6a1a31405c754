import { entryOf } from "./index";

/**
 * Names that statements use as types, and of which Oracle's pages tell that they are none.
 * @see facts 1.3: there is no type `artifacts`
 */
const NAMES: ReadonlySet<string> = new Set(["artifacts"]);

/** Beginnings of names, kept to a service whose types are all in the catalogue. @see facts 1.3, the members of `devops-family` */
const COMPLETE = ["devops-"];

/** Whether a name surely is no resource type. False says nothing: the catalogue does not have every type. Does not throw. */
export function isSurelyNoType(name: string): boolean {
  return NAMES.has(name) || (COMPLETE.some((beginning) => name.startsWith(beginning)) && entryOf(name) === undefined);
}
