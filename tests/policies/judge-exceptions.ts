import type { Finding, Rule } from "../../policies/define-rule";
import { readExceptions } from "../../policies/exceptions/exception";
import { Register } from "../../policies/exceptions/register";

const RULE = "oci-ons-topic-require-subscription";
const TODAY = "2026-11-25";

/** A resource that `EXCEPTION` is for. */
export const TOPIC = "urn:pulumi:dev::shop::oci:Ons/notificationTopic:NotificationTopic::topic";

/** A complete exception, in force. */
export const EXCEPTION = {
  rule: RULE,
  resource: "topic",
  reason: "made elsewhere",
  owner: "shop",
  expires: "2027-01-31",
};

/** What a rule about exceptions says of these, after the rule that they are for found something at some resources. */
export function judgeExceptions(rule: Rule, given: readonly unknown[] = [], found: readonly string[] = []): Finding[] {
  const register = new Register(readExceptions(JSON.stringify(given), new Map([[RULE, undefined]]), TODAY), TODAY);
  for (const urn of found) register.accepts(RULE, urn, "wrong");
  const findings: Finding[] = [];
  const { validateStack } = rule.policyUnder(register) as unknown as {
    validateStack: (args: unknown, report: unknown) => void;
  };
  validateStack({ resources: [], getConfig: () => ({}) }, (message: string, urn?: string) =>
    findings.push(urn === undefined ? { message } : { message, urn }),
  );
  return findings;
}
