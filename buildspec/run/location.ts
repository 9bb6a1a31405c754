import * as path from "node:path";

import type { Variables } from "./environment";

/** Where the folders of a run are on this machine. Both paths are absolute. */
export interface Layout {
  /** What `/workspace` is on the service's runner. */
  readonly workspace: string;
  /** The primary source, where every step starts. */
  readonly primary: string;
}

/** A path or text that was worked out, or what is wrong with it as the rest of a sentence. */
export type Resolved =
  { readonly value: string; readonly fault?: undefined } | { readonly value?: undefined; readonly fault: string };

/**
 * The path of an artifact: `${OCI_PRIMARY_SOURCE_DIR}/x`, `${OCI_WORKSPACE_DIR}/<source>/x`, `/workspace/<source>/x`, or
 * `x`, which is in the primary source. Any other absolute path is taken as it is.
 *
 * @see seed: build-specification-reference
 */
export function pathOf(location: string, { workspace, primary }: Layout, known: Variables): Resolved {
  const { value, fault } = textOf(location, known);
  if (fault !== undefined) return { fault };
  if (value.trim() === "") return { fault: "is empty; write the path of a file" };
  const inWorkspace = /^\/workspace(?=\/|$)/.exec(value);
  if (inWorkspace) return { value: path.join(workspace, value.slice(inWorkspace[0].length)) };
  return { value: path.resolve(primary, value) };
}

/** A location with its variables replaced; one that isn't known is a fault, since exported ones don't count. */
export function textOf(location: string, known: Variables): Resolved {
  const unknown = new Set<string>();
  const value = location.replace(
    /\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/g,
    (whole, braced?: string, bare?: string) => {
      const found = known.get(braced ?? bare ?? "");
      if (found === undefined) unknown.add(whole);
      return found ?? whole;
    },
  );
  if (unknown.size === 0) return { value };
  const names = [...unknown].map((name) => `'${name}'`).join(", ");
  return { fault: `uses ${names}, expected predefined variables and those of 'env.variables' alone; write it out` };
}

/** Whether a path is in a folder or is the folder. Both are absolute. */
export function isWithin(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative === "" || (relative !== ".." && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative));
}

/**
 * The name of the primary source that the locations of a specification agree on: the only folder of the workspace that
 * they name; undefined when they name none or several.
 */
export function sourceNameIn(locations: readonly string[]): string | undefined {
  const names = new Set(
    locations.flatMap((each) => /^(?:\/workspace|\$\{?OCI_WORKSPACE_DIR\}?)\/([\w.-]+)\//.exec(each)?.[1] ?? []),
  );
  const [name] = names;
  return names.size === 1 && name !== "." && name !== ".." ? name : undefined;
}
