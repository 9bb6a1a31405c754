import { strict as assert } from "node:assert";

import type { Finding } from "../../findings/finding";
import { TOOL } from "../../buildspec/diagnostic";
import { markdownReport } from "../../findings/markdown";

function finding(file: string, message: string): Finding {
  return { file, line: 7, column: 3, endColumn: 9, level: "warning", code: "placeholder", message };
}

describe("markdownReport", () => {
  it("says in one line that nothing was found", () => {
    assert.equal(markdownReport(TOOL, 2, []), "**Build specifications**: 2 files: 0 errors, 0 warnings, 0 notes\n");
  });

  it("has a table for each file, in the order of the findings", () => {
    const findings = [finding("b.yaml", "one"), finding("a.yaml", "two"), finding("a.yaml", "three")];

    assert.deepEqual(markdownReport(TOOL, 3, findings).split("\n"), [
      "**Build specifications**: 3 files: 0 errors, 3 warnings, 0 notes",
      "",
      "### b.yaml",
      "",
      "| line | level | finding | code |",
      "|---:|---|---|---|",
      "| 7:3 | warning | one | `placeholder` |",
      "",
      "### a.yaml",
      "",
      "| line | level | finding | code |",
      "|---:|---|---|---|",
      "| 7:3 | warning | two | `placeholder` |",
      "| 7:3 | warning | three | `placeholder` |",
      "",
    ]);
  });

  const texts: readonly { what: string; text: string; shown: string }[] = [
    { what: "a pipe", text: "a | b", shown: "a \\| b" },
    { what: "a backslash before a pipe", text: "a \\| b", shown: "a \\\\\\| b" },
    { what: "a tag", text: "<img src=x>", shown: "&lt;img src\\=x&gt;" },
    { what: "an entity", text: "&lt;", shown: "&amp;lt;" },
    { what: "emphasis and code", text: "*a* _b_ `c`", shown: "\\*a\\* \\_b\\_ \\`c\\`" },
    { what: "a link", text: "[a](http://b)", shown: "\\[a\\]\\(http:<!-- -->//b\\)" },
    { what: "a mention and an issue", text: "@team #1", shown: "@<!-- -->team #<!-- -->1" },
    { what: "line breaks", text: "a\r\n\nb", shown: "a b" },
  ];
  for (const { what, text, shown } of texts) {
    it(`shows ${what} as it is`, () => {
      assert.equal(
        markdownReport(TOOL, 1, [finding("x", text)]).split("\n")[6],
        `| 7:3 | warning | ${shown} | \`placeholder\` |`,
      );
      assert.equal(markdownReport(TOOL, 1, [finding(text, "x")]).split("\n")[2], `### ${shown}`);
    });
  }
});
