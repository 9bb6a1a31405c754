import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as path from "node:path";

import { CODES } from "../../buildspec/diagnostic";
import { codesOf, namesIn, ROOT } from "./fixtures";

const PAGES = path.join(ROOT, "buildspec", "docs");
/** What no example in a page can show. */
const UNSHOWN = ["byte-order-mark", "file-empty", "file-not-readable", "file-not-text", "file-too-large", "shellcheck"];

/** The YAML example under a heading of a page. */
function example(page: string, heading: string): string | undefined {
  return new RegExp(`\\n## ${heading}\\n[^#]*?\`\`\`yaml\\n([^]*?)\`\`\``).exec(page)?.[1];
}

describe("the pages of the codes", () => {
  it("are one for each code, beside that of the runner", () =>
    assert.deepEqual(namesIn(PAGES, ".md"), [...Object.keys(CODES), "runner"].sort()));

  for (const code of Object.keys(CODES)) {
    const page = fs.readFileSync(path.join(PAGES, `${code}.md`), "utf8");

    it(`say by the title what ${code} is about`, () => assert.ok(page.startsWith(`# ${code}\n\n`)));

    it(`have a right example without ${code}, and without any error`, () => {
      const right = example(page, "Right");

      assert.ok(right !== undefined);
      const found = codesOf(right).filter((each) => each === code || CODES[each] === "error");
      assert.deepEqual(found, []);
    });

    if (UNSHOWN.includes(code)) continue;
    it(`have a wrong example of ${code}`, () => {
      const wrong = example(page, "Wrong");

      assert.ok(wrong !== undefined);
      assert.ok((codesOf(wrong) as string[]).includes(code), `found: ${codesOf(wrong).join(", ")}`);
    });
  }
});
