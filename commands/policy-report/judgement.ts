import { stripVTControlCharacters } from "node:util";

import { readNotice } from "../../policies/exceptions/notice";

/** One thing that a rule of the pack objects to. */
export interface PolicyFinding {
  readonly rule: string;
  readonly level: "mandatory" | "advisory";
  /** As the rule says it: `low` to `critical`. */
  readonly severity: string;
  readonly urn: string;
  /** Pulumi type token, e.g. `oci:DevOps/project:Project`. */
  readonly type: string;
  /** Logical name. */
  readonly resource: string;
  /** Subject, what is wrong, value got, values allowed, repair. */
  readonly message: string;
  /** What accepts it, where an exception of the stack does; it is advisory then. */
  readonly exception?: { readonly owner: string; readonly reason: string; readonly expires: string };
}

/** What the pack said of one preview. */
export interface Judgement {
  /** e.g. `prod` */
  readonly stack: string;
  /** Mandatory ones first, then by rule and resource. */
  readonly findings: readonly PolicyFinding[];
  /** Rules that looked at something and objected to nothing. */
  readonly passed: readonly string[];
}

/** A preview that says nothing of the rules: its own failure, or no pack. */
export class UnjudgedError extends Error {}

/** What this project reads of the engine's events. @see pulumi/pulumi, sdk/go/common/apitype/events.go */
interface EngineEvent {
  readonly policyEvent?: {
    readonly resourceUrn: string;
    readonly message: string;
    readonly policyName: string;
    readonly policyPackName: string;
    readonly enforcementLevel: string;
    readonly severity?: string;
  };
  readonly policyAnalyzeSummaryEvent?: Summary;
  readonly policyAnalyzeStackSummaryEvent?: Summary;
  readonly diagnosticEvent?: { readonly message: string; readonly severity: string };
  readonly summaryEvent?: { readonly result?: string };
  readonly resourcePreEvent?: { readonly metadata: { readonly urn: string } };
}

interface Summary {
  readonly policyPackName: string;
  readonly passed?: readonly string[];
}

/** Name that the pack gives itself. */
const PACK = "oci-delivery";

/** The rule that shows what is excepted: its findings are those of the rules that found them. */
const SHOWS_EXCEPTED = "oci-delivery-finding-no-exception";

/**
 * What the pack said, by the engine's event log: one event in JSON on each line.
 * @throws UnjudgedError when the preview failed by itself, or the pack did not see it to its end.
 */
export function judgementIn(log: string): Judgement {
  const events = eventsIn(log);
  const findings = events.flatMap(({ policyEvent }) =>
    policyEvent?.policyPackName === PACK ? [findingOf(policyEvent)] : [],
  );
  const isStopped = findings.some(({ level }) => level === "mandatory");
  if (!isStopped) requireJudged(events);
  const summaries = events.flatMap(
    (event) => event.policyAnalyzeSummaryEvent ?? event.policyAnalyzeStackSummaryEvent ?? [],
  );
  const objected = new Set(findings.map(({ rule }) => rule));
  const passed = summaries.filter(({ policyPackName }) => policyPackName === PACK).flatMap(({ passed = [] }) => passed);
  return {
    stack: stackOf(events),
    findings: findings.sort(byWeight),
    passed: [...new Set(passed)].filter((rule) => !objected.has(rule)).sort(),
  };
}

function eventsIn(log: string): EngineEvent[] {
  const lines = log.split("\n").filter((line) => line.trim() !== "");
  return lines.map((line, index) => {
    try {
      return JSON.parse(line) as EngineEvent;
    } catch {
      throw new UnjudgedError(
        `line ${index + 1} of the event log is not JSON; give what 'pulumi preview --event-log <file>' writes`,
      );
    }
  });
}

function requireJudged(events: readonly EngineEvent[]): void {
  const summary = events.find(({ summaryEvent }) => summaryEvent)?.summaryEvent;
  if (summary === undefined) throw new UnjudgedError(`the preview did not come to its end${errorsIn(events)}`);
  if (summary.result === "failed") throw new UnjudgedError(`the preview failed${errorsIn(events)}`);
  if (!events.some(({ policyAnalyzeStackSummaryEvent: end }) => end?.policyPackName === PACK))
    throw new UnjudgedError(`the policy pack '${PACK}' was not asked; preview with '--policy-pack policies'`);
}

function errorsIn(events: readonly EngineEvent[]): string {
  const errors = events.flatMap(({ diagnosticEvent }) =>
    diagnosticEvent?.severity === "error" ? [diagnosticEvent.message] : [],
  );
  const told = errors.map((text) => stripVTControlCharacters(text).trim()).filter((text) => text !== "preview failed");
  return told.length > 0 ? `:\n${told.join("\n")}` : "";
}

function findingOf(event: NonNullable<EngineEvent["policyEvent"]>): PolicyFinding {
  const [, , type = "", resource = ""] = event.resourceUrn.split("::");
  const [description, ...said] = stripVTControlCharacters(event.message).trim().split("\n");
  const finding: PolicyFinding = {
    rule: event.policyName,
    level: event.enforcementLevel === "mandatory" ? "mandatory" : "advisory",
    severity: event.severity ?? "medium",
    urn: event.resourceUrn,
    type: type.split("$").at(-1) ?? type,
    resource,
    message: said.length > 0 ? said.join(" ") : (description ?? ""),
  };
  const notice = finding.rule === SHOWS_EXCEPTED ? readNotice(finding.message) : undefined;
  if (!notice) return finding;
  const { rule, message, ...exception } = notice;
  return { ...finding, rule, message, exception };
}

function stackOf(events: readonly EngineEvent[]): string {
  const urn = events.find(({ resourcePreEvent }) => resourcePreEvent)?.resourcePreEvent?.metadata.urn;
  return urn?.split("::")[0]?.replace("urn:pulumi:", "") ?? "";
}

function byWeight(a: PolicyFinding, b: PolicyFinding): number {
  const weight = ({ level }: PolicyFinding): number => (level === "mandatory" ? 0 : 1);
  return weight(a) - weight(b) || a.rule.localeCompare(b.rule) || a.resource.localeCompare(b.resource);
}
