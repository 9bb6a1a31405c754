import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as path from "node:path";

import { CODES } from "../../../../policies/iam/cli/codes";
import { namesIn, ROOT } from "../../../buildspec/fixtures";
import { codesIn } from "./fixtures";

const PAGES = path.join(ROOT, "policies", "iam", "docs");
/** What no example in a page can show. */
const UNSHOWN = "iam-file-not-readable";

/** What the examples under a heading of a page are found to have; undefined if it has none. */
function codesOfExample(page: string, heading: string): readonly string[] | undefined {
  const [, language, example] = new RegExp(`\\n## ${heading}\\n\\n\`\`\`(\\w+)\\n([^]*?)\`\`\``).exec(page) ?? [];
  return example === undefined ? undefined : codesIn(language === "json" ? "example.json" : "example.txt", example);
}

describe("the pages of the codes of statements", () => {
  it("are one for each code", () => assert.deepEqual(namesIn(PAGES, ".md"), Object.keys(CODES).sort()));

  for (const code of Object.keys(CODES)) {
    const page = fs.readFileSync(path.join(PAGES, `${code}.md`), "utf8");

    it(`say by the title what ${code} is about, and why`, () => {
      assert.ok(page.startsWith(`# ${code}\n\n`));
      assert.match(page, /\n## Why\n\n\S/);
    });

    it(`have a right example in which nothing is found: ${code}`, () => {
      assert.deepEqual(codesOfExample(page, "Right"), []);
    });

    if (code === UNSHOWN) continue;
    it(`have a wrong example of ${code} alone`, () => assert.deepEqual(codesOfExample(page, "Wrong"), [code]));
  }
});
