import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as path from "node:path";

const ROOT = path.join(__dirname, "..");
const DOCS = path.join(ROOT, "docs");

/** How many faults the walkthrough has. @see facts 5 */
const FAULTS = 32;

/** A test of which a document says that it shows something. */
interface NamedTest {
  /** Path from the root. */
  readonly file: string;
  /** Its title; of one that is made of a template, the parts that are always the same, with `…` between them. */
  readonly title: string;
}

const documents = fs.readdirSync(DOCS).filter((file) => file.endsWith(".md"));

/** The cells of each row of the table of faults. */
const faults = read("docs/walkthrough.md")
  .split("\n")
  .filter((line) => /^\| \d+ \|/.test(line))
  .map((line) => line.split("|").slice(1, -1))
  .map((cells) => cells.map((cell) => cell.trim()));

const namedTests = faults.flatMap((cells) => testsIn(cells.at(-1) ?? ""));

function read(file: string): string {
  return fs.readFileSync(path.join(ROOT, file), "utf8");
}

/** What relative links of a document lead to, as paths from the root. */
function targetsOf(document: string): string[] {
  return [...read(`docs/${document}`).matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)]
    .map(([, target]) => target as string)
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => path.relative(ROOT, path.join(DOCS, target)));
}

/** The tests that a cell names, each as a link to its file and a title in quotes. */
function testsIn(cell: string): NamedTest[] {
  return [...cell.matchAll(/\]\(\.\.\/([^)]+)\): "([^"]+)"/g)].map(([, file, title]) => ({
    file: file as string,
    title: title as string,
  }));
}

/** Whether a file has the parts of a title: the first that is not empty in the line in which a test begins. */
function isIn(text: string, title: string): boolean {
  const parts = title
    .split("…")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const [first, ...others] = parts;
  const begins = text.split("\n").some((line) => /\bit\(/.test(line) && first !== undefined && line.includes(first));
  return begins && others.every((part) => text.includes(part));
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

  for (const file of ["README.md", ...documents.map((document) => `docs/${document}`)]) {
    it(`name commands of this project that are there: ${file}`, () => {
      const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };

      const named = [...read(file).matchAll(/npm run (?:-s +)?([a-z][\w:-]*)/g)].map(([, name]) => name as string);

      assert.deepEqual(
        named.filter((name) => scripts[name] === undefined),
        [],
      );
    });
  }

  it("tell each fault of the walkthrough once, in order", () => {
    assert.deepEqual(
      faults.map(([number]) => Number(number)),
      Array.from({ length: FAULTS }, (_, index) => index + 1),
    );
    assert.ok(faults.every((cells) => cells.length === 4 && !cells.includes("")));
  });

  it("name a test for each fault", () => {
    const shown = faults.map((cells) => cells.at(-1) ?? "");

    assert.deepEqual(
      shown.filter((cell) => testsIn(cell).length === 0),
      [],
    );
    assert.deepEqual(
      shown.filter((cell) => testsIn(cell).length < cell.split("](").length - 1),
      [],
    );
  });

  it("name tests that are there", () => {
    assert.ok(namedTests.length > FAULTS);
    assert.deepEqual(
      namedTests.filter(({ file, title }) => !/^tests\/.+\.test\.ts$/.test(file) || !isIn(read(file), title)),
      [],
    );
  });
});
