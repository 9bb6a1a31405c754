import { plain } from "../../findings/markdown";
import { sarifReport } from "../../findings/sarif";
import { escapeXml } from "../../findings/xml";
import type { Judgement, PolicyFinding } from "./judgement";

/** Where a finding is shown beside the code: the stack file, as a resource has no line. */
export interface Place {
  /** Relative to the repository, e.g. `Pulumi.prod.yaml`. */
  readonly file: string;
}

export type Format = (judgement: Judgement, place: Place) => string;

/** The ways to write a judgement. */
export const FORMATS: Readonly<Record<"text" | "json" | "sarif" | "junit" | "markdown", Format>> = {
  text: textOf,
  json: (judgement) => `${JSON.stringify(judgement, null, 2)}\n`,
  sarif: sarifOf,
  junit: junitOf,
  markdown: markdownOf,
};

function textOf(judgement: Judgement): string {
  const lines = judgement.findings.map(
    (finding) => `${finding.resource}: ${standing(finding)}: ${finding.message} [${finding.rule}]\n`,
  );
  return `${lines.join("")}${summary(judgement)}\n`;
}

function sarifOf({ findings, passed }: Judgement, { file }: Place): string {
  const levels = findings.map(({ rule, level }) => [rule, sarifLevel(level)] as const);
  const codes = Object.fromEntries([...passed.map((rule) => [rule, "note"] as const), ...levels]);
  const found = findings.map(({ rule, level, urn, resource, message, exception }) => ({
    file,
    line: 1,
    column: 1,
    endColumn: 2,
    level: sarifLevel(level),
    code: rule,
    message: `${resource}: ${message}`,
    subject: urn,
    ...(exception ? { accepted: acceptance(exception) } : {}),
  }));
  return sarifReport({ name: "oci-delivery", title: "Policy pack", codes }, found);
}

function sarifLevel(level: PolicyFinding["level"]): "error" | "warning" {
  return level === "mandatory" ? "error" : "warning";
}

/** A suite for the stack; a test case for each rule, which fails by its mandatory findings and only tells the others. */
function junitOf({ stack, findings, passed }: Judgement): string {
  const rules = [...new Set([...findings.map(({ rule }) => rule), ...passed])].sort();
  const cases = rules.map((rule) => {
    const own = findings.filter((finding) => finding.rule === rule);
    const found = own.filter(({ exception }) => !exception);
    const excepted = escapeXml(
      own
        .filter(({ exception }) => exception)
        .map(lineOf)
        .join("\n"),
    );
    const texts = (level: PolicyFinding["level"]): string =>
      escapeXml(
        found
          .filter((each) => each.level === level)
          .map(lineOf)
          .join("\n"),
      );
    const [failure, advice] = [texts("mandatory"), texts("advisory")];
    return [
      `    <testcase classname="${escapeXml(stack)}" name="${rule}">`,
      ...(failure === "" ? [] : [`      <failure message="${failure}"/>`]),
      ...(excepted === "" || failure !== "" ? [] : [`      <skipped message="${excepted}"/>`]),
      ...(advice === "" ? [] : [`      <system-out>${advice}</system-out>`]),
      "    </testcase>",
    ].join("\n");
  });
  const failures = cases.filter((each) => each.includes("<failure")).length;
  const counts = `tests="${cases.length}" failures="${failures}" errors="0"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    "<testsuites>",
    `  <testsuite name="policies: ${escapeXml(stack)}" ${counts}>`,
    ...cases,
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

function lineOf({ resource, message, exception }: PolicyFinding): string {
  return `${resource}: ${exception ? `${acceptance(exception)}: ` : ""}${message}`;
}

/** Its level, or that it is excepted. */
function standing({ level, exception }: PolicyFinding): string {
  return exception ? acceptance(exception) : level;
}

function acceptance({ owner, reason, expires }: NonNullable<PolicyFinding["exception"]>): string {
  return `excepted until ${expires} by ${owner} because ${reason}`;
}

/** A comment on a pull request: in one line what holds, and a table where there is something to say. */
function markdownOf(judgement: Judgement): string {
  const { findings } = judgement;
  const rows = findings.map(
    ({ level, severity, resource, message, rule, exception }) =>
      `| ${exception ? plain(acceptance(exception)) : level === "mandatory" ? "**stops**" : "advises"} | ${severity} | ${plain(resource)} | ${plain(message)} | \`${rule}\` |`,
  );
  const table = ["", "| | severity | resource | finding | rule |", "|---|---|---|---|---|", ...rows, ""];
  return `**Policies**: ${plain(summary(judgement))}\n${rows.length > 0 ? table.join("\n") : ""}`;
}

/** e.g. `stack 'prod': 1 mandatory finding, 2 advisory ones; 38 rules content` */
function summary({ stack, findings, passed }: Judgement): string {
  const mandatory = findings.filter(({ level }) => level === "mandatory").length;
  const excepted = findings.filter(({ exception }) => exception).length;
  const advisory = findings.length - mandatory - excepted;
  const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;
  return (
    `stack '${stack}': ${counted(mandatory, "mandatory finding")}, ${counted(advisory, "advisory finding")}` +
    `${excepted > 0 ? `, ${excepted} excepted` : ""}; ` +
    `${counted(passed.length, "rule")} found nothing`
  );
}
