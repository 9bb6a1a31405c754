import type { Condition, List, Value } from "../../policies/iam/ast";

/** Whether something holds; `unknown` where the sandbox can't tell. */
export type Answer = "yes" | "no" | "unknown";

/** What is known of a request or a resource. `Record<variable in lower case, value>`; others are unknown. */
export type Variables = Readonly<Record<string, string>>;

/** Whether a condition is met, as far as the variables tell. Values are compared without regard to case, as OCI does. */
export function isMet(condition: Condition, variables: Variables): Answer {
  switch (condition.kind) {
    case "all":
      return allOf(condition.conditions.map((each) => isMet(each, variables)));
    case "any":
      return not(allOf(condition.conditions.map((each) => not(isMet(each, variables)))));
    case "=":
    case "!=": {
      const isEqual = isValue(variables[condition.variable.name.toLowerCase()], condition.value, variables);
      return condition.kind === "=" ? isEqual : not(isEqual);
    }
    case "in":
    case "not in": {
      const isIn = isAmong(variables[condition.variable.name.toLowerCase()], condition.list, variables);
      return condition.kind === "in" ? isIn : not(isIn);
    }
    case "before":
    case "after":
    case "between":
    case "sets-intersect":
    case "sets-equal":
    case "presence":
    case "absence":
      return "unknown";
  }
}

/** `yes` if all are, `no` if one is not. */
export function allOf(answers: readonly Answer[]): Answer {
  return answers.find((each) => each === "no") ?? answers.find((each) => each === "unknown") ?? "yes";
}

function not(answer: Answer): Answer {
  return answer === "unknown" ? answer : answer === "yes" ? "no" : "yes";
}

function isAmong(actual: string | undefined, { values }: List, variables: Variables): Answer {
  return not(allOf(values.map((value) => not(isValue(actual, value, variables)))));
}

function isValue(actual: string | undefined, value: Value, variables: Variables): Answer {
  const expected = value.kind === "variable" ? variables[value.name.toLowerCase()] : value.text;
  if (actual === undefined || expected === undefined) return "unknown";
  if (value.kind !== "pattern") return actual.toLowerCase() === expected.toLowerCase() ? "yes" : "no";
  const parts = expected.split("*").map((part) => part.replace(/[^\w]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "is").test(actual) ? "yes" : "no";
}
