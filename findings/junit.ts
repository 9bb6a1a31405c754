/** What stands in a report for continuous integration as one test. */
export interface JunitCase {
  readonly name: string;
  readonly seconds: number;
  readonly kind: "ok" | "failure" | "skipped";
  /** Why it failed or was skipped. */
  readonly message: string;
  /** Lines that are shown with it. */
  readonly log: readonly string[];
}

/** What the cases are part of. */
export interface JunitSuite {
  readonly name: string;
  /** What the cases are grouped by. */
  readonly classname: string;
  readonly seconds: number;
}

/** Test cases as JUnit XML of one suite. */
export function junitDocument({ name, classname, seconds }: JunitSuite, cases: readonly JunitCase[]): string {
  const count = (kind: JunitCase["kind"]): number => cases.filter((each) => each.kind === kind).length;
  const suite = [
    `name="${escape(name)}"`,
    `tests="${cases.length}"`,
    `failures="${count("failure")}"`,
    'errors="0"',
    `skipped="${count("skipped")}"`,
    `time="${seconds.toFixed(3)}"`,
  ].join(" ");
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    "<testsuites>",
    `  <testsuite ${suite}>`,
    ...cases.flatMap((each) => caseLines(classname, each)),
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

function caseLines(classname: string, { name, seconds, kind, message, log }: JunitCase): readonly string[] {
  return [
    `    <testcase classname="${escape(classname)}" name="${escape(name)}" time="${seconds.toFixed(3)}">`,
    ...(kind === "ok" ? [] : [`      <${kind} message="${escape(message)}"/>`]),
    ...(log.length === 0 ? [] : [`      <system-out>${escape(log.join("\n"))}</system-out>`]),
    "    </testcase>",
  ];
}

/** Text for XML 1.0, which has no place for most control characters: they are left out, with the colours they begin. */
function escape(text: string): string {
  const plain = text
    // eslint-disable-next-line no-control-regex
    .replace(/\u001b\[[0-9;]*[A-Za-z]/g, "")
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, "");
  return plain.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
