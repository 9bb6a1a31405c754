import { readNotice } from "../../policies/exceptions/notice";

/** What the pack found at one resource. */
export interface Violation {
  readonly rule: string;
  readonly level: "mandatory" | "advisory";
  readonly severity: string;
  /** The resource's, or that of the stack itself. */
  readonly urn: string;
  readonly message: string;
  /** The exception that accepts it, where one does. */
  readonly exception?: { readonly owner: string; readonly reason: string; readonly expires: string };
}

interface PolicyEvent {
  readonly resourceUrn?: string;
  readonly message: string;
  readonly policyName: string;
  readonly policyPackName: string;
  readonly enforcementLevel: string;
  readonly severity?: string;
}

interface EngineEvent {
  readonly policyEvent?: PolicyEvent;
  readonly policyAnalyzeStackSummaryEvent?: { readonly policyPackName: string };
  readonly summaryEvent?: { readonly result?: string };
  readonly diagnosticEvent?: { readonly severity: string; readonly message: string };
}

const PACK = "oci-delivery";
/** The rule that shows what is excepted. */
const SHOWS_EXCEPTED = "oci-delivery-finding-no-exception";

/**
 * What the pack found, by the event log of a preview: excepted findings under the rule that found them.
 * @param log one JSON object a line, as `pulumi preview --event-log <file>` writes it with `PULUMI_DEBUG_COMMANDS=true`
 * @param file how messages call it
 * @throws Error for what is no event log, and where the preview ended before the pack had judged the whole stack.
 */
export function readJudgement(log: string, file: string): readonly Violation[] {
  const events = log.split("\n").flatMap((line, index) => (line.trim() === "" ? [] : [eventOf(line, index + 1, file)]));
  const violations = events.flatMap(({ policyEvent }) =>
    policyEvent?.policyPackName === PACK ? [violationOf(policyEvent)] : [],
  );
  const isJudged = events.some((event) => event.policyAnalyzeStackSummaryEvent?.policyPackName === PACK);
  const hasFailed = events.some(({ summaryEvent }) => summaryEvent?.result === "failed");
  const isExplained = violations.some(({ level }) => level === "mandatory");
  if (isJudged && (!hasFailed || isExplained)) return violations;

  const errors = events.flatMap(({ diagnosticEvent }) =>
    diagnosticEvent?.severity === "error" ? [diagnosticEvent.message.trim()] : [],
  );
  throw new Error(
    `'${file}': ${isJudged ? "the preview failed for another reason" : `policy pack '${PACK}' did not judge the whole stack`}, ` +
      `expected a preview that ran to its end${errors.length > 0 ? ` (${errors.join("; ")})` : ""}; mend that first`,
  );
}

function eventOf(line: string, number: number, file: string): EngineEvent {
  try {
    const event: unknown = JSON.parse(line);
    if (typeof event === "object" && event !== null) return event;
  } catch {
    // told of below
  }
  throw new Error(
    `${file}:${number}: is no event, expected a JSON object on each line; let 'PULUMI_DEBUG_COMMANDS=true pulumi preview --event-log <file>' write it`,
  );
}

function violationOf({
  resourceUrn = "",
  message,
  policyName,
  enforcementLevel,
  severity = "",
}: PolicyEvent): Violation {
  // the engine puts the rule's description before it
  const said = message.slice(message.indexOf("\n") === message.length - 1 ? 0 : message.indexOf("\n") + 1).trim();
  const common = {
    level: enforcementLevel === "mandatory" ? "mandatory" : "advisory",
    severity,
    urn: resourceUrn,
  } as const;
  const notice = policyName === SHOWS_EXCEPTED ? readNotice(said) : undefined;
  if (!notice) return { rule: policyName, ...common, message: said };
  const { rule, owner, reason, expires } = notice;
  return { rule, ...common, message: notice.message, exception: { owner, reason, expires } };
}
