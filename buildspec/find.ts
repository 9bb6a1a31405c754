import * as fs from "node:fs";
import * as path from "node:path";

/** The names that the service looks for. */
export const FILE_NAMES = ["build_spec.yaml", "build_spec.yml"] as const;

const SKIPPED = new Set(["node_modules", ".git"]);
const DEEPEST_FOLDER = 12;

/** Build specifications below a folder, sorted; symbolic links are not followed, unreadable folders are left out. */
export function findSpecs(folder: string): readonly string[] {
  const found: string[] = [];
  const visit = (at: string, depth: number): void => {
    for (const entry of entriesIn(at)) {
      const file = path.join(at, entry.name);
      if (entry.isDirectory() && depth < DEEPEST_FOLDER && !SKIPPED.has(entry.name)) visit(file, depth + 1);
      if (entry.isFile() && (FILE_NAMES as readonly string[]).includes(entry.name)) found.push(file);
    }
  };
  visit(folder, 0);
  return found.sort();
}

function entriesIn(folder: string): readonly fs.Dirent[] {
  try {
    return fs.readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
