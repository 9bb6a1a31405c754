import { strict as assert } from "node:assert";

import type { Code } from "../../../buildspec/diagnostic";
import { lint } from "../../../buildspec/lint";
import { findingsOf } from "../../../buildspec/output/finding";
import { jsonReport } from "../../../buildspec/output/json";
import { markdownReport } from "../../../buildspec/output/markdown";
import { sarifReport } from "../../../buildspec/output/sarif";
import { textReport } from "../../../buildspec/output/text";

/**
 * Lints bytes and writes what was found in every format; gives the codes.
 * @throws AssertionError when a finding is not in the file, or a report is not what its format says
 */
export function judge(bytes: Buffer): readonly Code[] {
  const result = lint(bytes);
  const { source, diagnostics } = result;
  for (const { start, end, message } of diagnostics) {
    assert.ok(start >= 0 && start <= end && start <= source.text.length, `${start} to ${end}`);
    assert.doesNotMatch(message, /\n|undefined|\[object/);
  }
  const findings = findingsOf("spec", result);
  for (const { line, column, endColumn } of findings) assert.ok(line >= 1 && column >= 1 && endColumn > column);
  // eslint-disable-next-line no-control-regex
  assert.doesNotMatch(textReport("spec", result), /[\u0000-\u0008\u000b-\u001f\u007f]/);
  assert.equal((JSON.parse(jsonReport(findings)) as unknown[]).length, findings.length);
  assert.equal((JSON.parse(sarifReport(findings)) as { version: string }).version, "2.1.0");
  assert.equal(markdownReport(1, findings).match(/^\| \d/gm)?.length ?? 0, findings.length);
  return diagnostics.map(({ code }) => code);
}
