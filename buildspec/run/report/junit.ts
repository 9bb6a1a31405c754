import { escapeXml } from "../../../findings/xml";
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
    `name="${escapeXml(result.file)}"`,
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
    `    <testcase classname="build_spec" name="${escapeXml(name)}" time="${seconds.toFixed(3)}">`,
    ...(kind === "ok" ? [] : [`      <${kind} message="${escapeXml(message)}"/>`]),
    ...(log.length === 0 ? [] : [`      <system-out>${escapeXml(log.join("\n"))}</system-out>`]),
    "    </testcase>",
  ];
}
