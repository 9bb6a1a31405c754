import { junitDocument, type JunitCase } from "../../../findings/junit";
import type { RunResult } from "../result";

/**
 * A run as JUnit XML, which continuous integration shows: a test case for each step and each artifact, with the end of
 * its log. What is skipped or unchecked is a skipped case.
 */
export function junitReport(result: RunResult): string {
  return junitDocument({ name: result.file, classname: "build_spec", seconds: result.seconds }, casesOf(result));
}

function casesOf({ steps, artifacts }: RunResult): readonly JunitCase[] {
  return [
    ...steps.map(({ number, name, outcome, reason, seconds, tail }): JunitCase => {
      const kind = outcome === "succeeded" ? "ok" : outcome === "skipped" ? "skipped" : "failure";
      const message = [outcome, reason].filter((part) => part !== "").join(": ");
      return { name: `${number} ${name}`, seconds, kind, message, log: tail };
    }),
    ...artifacts.map(({ direction, name, outcome, detail }): JunitCase => {
      const kind = outcome === "succeeded" ? "ok" : outcome === "unchecked" ? "skipped" : "failure";
      return { name: `${direction} ${name}`, seconds: 0, kind, message: detail, log: [] };
    }),
  ];
}
