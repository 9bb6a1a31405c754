import type { RunResult } from "../result";

interface Case {
  readonly name: string;
  readonly seconds: number;
  readonly kind: "ok" | "failure" | "skipped";
  readonly message: string;
  readonly log: readonly string[];
}

/**
 * A run as JUnit XML, which continuous integration shows: a test case for each step and each artifact, with the end of
 * its log. What is skipped or unchecked is a skipped case.
 */
export function junitReport(result: RunResult): string {
  const cases = casesOf(result);
  const count = (kind: Case["kind"]): number => cases.filter((each) => each.kind === kind).length;
  const suite = [
    `name="${escape(result.file)}"`,
    `tests="${cases.length}"`,
    `failures="${count("failure")}"`,
    'errors="0"',
    `skipped="${count("skipped")}"`,
    `time="${result.seconds.toFixed(3)}"`,
  ].join(" ");
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    "<testsuites>",
    `  <testsuite ${suite}>`,
    ...cases.flatMap(caseLines),
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

function casesOf({ steps, artifacts }: RunResult): readonly Case[] {
  return [
    ...steps.map(({ number, name, outcome, reason, seconds, tail }): Case => {
      const kind = outcome === "succeeded" ? "ok" : outcome === "skipped" ? "skipped" : "failure";
      const message = [outcome, reason].filter((part) => part !== "").join(": ");
      return { name: `${number} ${name}`, seconds, kind, message, log: tail };
    }),
    ...artifacts.map(({ direction, name, outcome, detail }): Case => {
      const kind = outcome === "succeeded" ? "ok" : outcome === "unchecked" ? "skipped" : "failure";
      return { name: `${direction} ${name}`, seconds: 0, kind, message: detail, log: [] };
    }),
  ];
}

function caseLines({ name, seconds, kind, message, log }: Case): readonly string[] {
  return [
    `    <testcase classname="build_spec" name="${escape(name)}" time="${seconds.toFixed(3)}">`,
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
