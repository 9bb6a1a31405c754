import { strict as assert } from "node:assert";

import { type Code, TOOL } from "../../../buildspec/diagnostic";
import { lint } from "../../../buildspec/lint";
import { findingsOf } from "../../../findings/finding";
import { jsonReport } from "../../../findings/json";
import { markdownReport } from "../../../findings/markdown";
import { sarifReport } from "../../../findings/sarif";
import { textReport } from "../../../findings/text";

/**
 * Lints bytes and writes what was found in every format; gives the codes.
 * @throws AssertionError when a finding is not in the file, or a report is not what its format says
 */
export function judge(bytes: Buffer): readonly Code[] {
  const result = lint(bytes);
  const { source, diagnostics } = result;
  const examined = { file: "spec", ...result };
  for (const { start, end, message } of diagnostics) {
    assert.ok(start >= 0 && start <= end && start <= source.text.length, `${start} to ${end}`);
    assert.doesNotMatch(message, /\n|undefined|\[object/);
  }
  const findings = findingsOf(examined);
  for (const { line, column, endColumn } of findings) assert.ok(line >= 1 && column >= 1 && endColumn > column);
  // eslint-disable-next-line no-control-regex
  assert.doesNotMatch(textReport(examined), /[\u0000-\u0008\u000b-\u001f\u007f]/);
  assert.equal((JSON.parse(jsonReport(findings)) as unknown[]).length, findings.length);
  assert.equal((JSON.parse(sarifReport(TOOL, findings)) as { version: string }).version, "2.1.0");
  assert.equal(markdownReport(TOOL, 1, findings).match(/^\| \d/gm)?.length ?? 0, findings.length);
  return diagnostics.map(({ code }) => code);
}
