import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as path from "node:path";

const ROOT = path.join(__dirname, "..");
const DOCS = path.join(ROOT, "docs");

const documents = fs.readdirSync(DOCS).filter((file) => file.endsWith(".md"));

/** What relative links of a document lead to, as paths from the root. */
function targetsOf(document: string): string[] {
  const text = fs.readFileSync(path.join(DOCS, document), "utf8");
  return [...text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)]
    .map(([, target]) => target as string)
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => path.relative(ROOT, path.join(DOCS, target)));
}

describe("the documents", () => {
  for (const document of documents) {
    it(`lead to files that are there: ${document}`, () => {
      const targets = targetsOf(document);

      assert.ok(targets.length > 0);
      assert.deepEqual(
        targets.filter((target) => !fs.existsSync(path.join(ROOT, target))),
        [],
      );
    });
  }
});
