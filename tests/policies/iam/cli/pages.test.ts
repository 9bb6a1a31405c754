import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { CODES } from "../../../../policies/iam/cli/codes";
import { namesIn, ROOT } from "../../../buildspec/fixtures";
import { codesIn, run } from "./fixtures";

const PAGES = path.join(ROOT, "policies", "iam", "docs");
/** What no example in a page can show. */
const UNSHOWN = "iam-file-not-readable";

/** What the examples under a heading of a page are found to have; undefined if it has none. */
function codesOfExample(page: string, heading: string): readonly string[] | undefined {
  const [, language, example] = new RegExp(`\\n## ${heading}\\n\\n\`\`\`(\\w+)\\n([^]*?)\`\`\``).exec(page) ?? [];
  if (example === undefined) return undefined;
  if (language === "diff") return codesOfDiff(example);
  return codesIn(language === "json" ? "example.json" : "example.txt", example);
}

/** What is found in the lines that are added, next to those that are taken away. */
function codesOfDiff(example: string): readonly string[] {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "oci-iam-"));
  try {
    const [base, head] = ["-", "+"].map((mark) => {
      const file = path.join(folder, mark === "-" ? "base.txt" : "head.txt");
      const lines = example.split("\n").filter((line) => line.startsWith(mark));
      fs.writeFileSync(file, lines.map((line) => line.slice(1)).join("\n"));
      return file;
    }) as [string, string];
    const findings = JSON.parse(run("diff", base, head, "--format", "json").out) as { code: string }[];
    return findings.map(({ code }) => code);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
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
