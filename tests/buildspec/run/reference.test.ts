import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as path from "node:path";

import { sharedText } from "../../shared-facts";
import { ROOT } from "../fixtures";

interface Row {
  readonly sentence: string;
  /** Name of the test file, without `.test.ts`. */
  readonly file: string;
  readonly title: string;
}

const PAGE = fs.readFileSync(path.join(ROOT, "buildspec", "docs", "runner.md"), "utf8");
const REFERENCE = sharedText("seeds/build-specification-reference.txt")?.replace(/\s+/g, " ");

const rows: readonly Row[] = [...PAGE.matchAll(/^\| (.+) \| .+ \| `([\w-]+): (.+)` \|$/gm)].map(
  ([, sentence = "", file = "", title = ""]) => ({ sentence, file, title }),
);

/** The titles of a file's tests, as they are written. */
function titlesIn(file: string): readonly string[] {
  const content = fs.readFileSync(path.join(__dirname, `${file}.test.ts`), "utf8");
  return [...content.matchAll(/\bit\(\s*(["`])([^\n]*?)\1,/g)].map(([, , title = ""]) => title);
}

describe("the page of the runner", () => {
  it("has a test in every row of its table", () => {
    const table = PAGE.split("\n").filter((line) => line.startsWith("| ") && !line.startsWith("| sentence |"));

    assert.ok(rows.length > 30);
    assert.equal(rows.length, table.length);
  });

  for (const { sentence, file, title } of rows) {
    it(`names a test that there is, for: ${sentence}`, () => assert.ok(titlesIn(file).includes(title), title));

    it(`quotes the reference (needs ../shared): ${sentence}`, function () {
      if (REFERENCE === undefined) return this.skip();
      assert.ok(REFERENCE.includes(sentence));
    });
  }
});
