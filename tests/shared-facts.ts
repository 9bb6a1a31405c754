import * as fs from "node:fs";
import * as path from "node:path";

/**
 * Facts that are kept beside the checkout, not in it, e.g. `provider/oci-4.20.0.json`; undefined when they are not there.
 * Tests that need them say "needs ../shared" in their title, and skip.
 */
export function sharedFacts(name: string): unknown {
  const text = sharedText(name);
  return text === undefined ? undefined : JSON.parse(text);
}

/** The same for a text, e.g. `seeds/build-specification-reference.txt`. */
export function sharedText(name: string): string | undefined {
  const file = path.join(__dirname, "../../shared", name);
  return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : undefined;
}
