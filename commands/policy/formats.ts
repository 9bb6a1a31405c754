import type { Finding } from "../../findings/finding";
import { junitDocument, type JunitCase } from "../../findings/junit";
import { plain } from "../../findings/markdown";
import { sarifReport } from "../../findings/sarif";
import { rules } from "../../policies/pack";
import type { Violation } from "./judgement";

/** What a report is about. */
export interface Subject {
  /** As the user calls it. */
  readonly stack: string;
  /** The stack's file, from the folder of the report's reader. */
  readonly file: string;
}

type Format = (subject: Subject, violations: readonly Violation[]) => string;

/** How a report can be written. */
export const FORMATS: Readonly<Record<string, Format>> = {
  text: (subject, violations) => [...violations.map(lineOf), summaryOf(subject, violations), ""].join("\n"),

  json: ({ stack, file }, violations) => `${JSON.stringify({ stack, file, findings: violations }, null, 2)}\n`,

  sarif: ({ file }, violations) => {
    const codes = Object.fromEntries(
      rules.map(
        ({ metadata }) => [metadata.name, metadata.enforcementLevel === "mandatory" ? "error" : "warning"] as const,
      ),
    );
    const findings = violations.map((violation): Finding => {
      const { rule, level, urn, message, exception } = violation;
      return {
        file,
        line: 1,
        column: 1,
        endColumn: 2,
        level: exception ? "note" : level === "mandatory" ? "error" : "warning",
        code: rule,
        message: `${resourceOf(urn)}: ${message}`,
        subject: urn,
        ...(exception ? { accepted: reasonOf(exception) } : {}),
      };
    });
    return sarifReport({ name: "oci-delivery", title: "Policy pack", codes }, findings);
  },

  junit: ({ stack }, violations) => {
    const found = new Set(violations.map(({ rule }) => rule));
    const clean = rules.filter(({ metadata }) => !found.has(metadata.name));
    const cases: JunitCase[] = [
      ...violations.map(({ rule, level, urn, message, exception }): JunitCase => ({
        name: `${rule}: ${resourceOf(urn)}`,
        seconds: 0,
        kind: exception ? "skipped" : level === "mandatory" ? "failure" : "ok",
        message: exception ? `${reasonOf(exception)}: ${message}` : message,
        log: level === "advisory" && !exception ? [message] : [],
      })),
      ...clean.map(({ metadata }): JunitCase => ({
        name: metadata.name,
        seconds: 0,
        kind: "ok",
        message: "",
        log: [],
      })),
    ];
    return junitDocument({ name: stack, classname: "oci-delivery", seconds: 0 }, cases);
  },

  markdown: (subject, violations) => {
    const open = violations.filter(({ exception }) => !exception);
    const excepted = violations.filter(({ exception }) => exception);
    const rows = (cells: readonly (readonly string[])[]): string[] => cells.map((row) => `| ${row.join(" | ")} |`);
    return [
      `**Policy pack**: ${plain(summaryOf(subject, violations))}`,
      "",
      ...(open.length === 0
        ? []
        : [
            "| level | resource | finding | rule |",
            "|---|---|---|---|",
            ...rows(
              open.map(({ level, urn, message, rule }) => [
                level,
                plain(resourceOf(urn)),
                plain(message),
                `\`${rule}\``,
              ]),
            ),
            "",
          ]),
      ...(excepted.length === 0
        ? []
        : [
            "| excepted until | by | because | resource | finding | rule |",
            "|---|---|---|---|---|---|",
            ...rows(
              excepted.map(({ urn, message, rule, exception = { expires: "", owner: "", reason: "" } }) => [
                exception.expires,
                plain(exception.owner),
                plain(exception.reason),
                plain(resourceOf(urn)),
                plain(message),
                `\`${rule}\``,
              ]),
            ),
            "",
          ]),
    ].join("\n");
  },
};

function lineOf({ rule, level, urn, message, exception }: Violation): string {
  return `${exception ? reasonOf(exception) : level}: ${resourceOf(urn)}: ${message} [${rule}]`;
}

function summaryOf({ stack }: Subject, violations: readonly Violation[]): string {
  const open = violations.filter(({ exception }) => !exception);
  const mandatory = open.filter(({ level }) => level === "mandatory").length;
  return `stack '${stack}': ${mandatory} mandatory, ${open.length - mandatory} advisory, ${violations.length - open.length} excepted`;
}

function reasonOf({ owner, reason, expires }: NonNullable<Violation["exception"]>): string {
  return `excepted until ${expires} by ${owner} because ${reason}`;
}

/** Name of the resource of a URN. */
function resourceOf(urn: string): string {
  return urn.slice(urn.lastIndexOf("::") + 2);
}
