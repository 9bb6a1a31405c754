import type { Action, Condition, List, Location, MatchingRule, Member, Statement, Subject, Text, Value } from "./ast";

/**
 * A statement on one line, in the form that the documentation writes it. Parsed again it gives the same tree but for the
 * spans; printed again it gives the same text. Does not throw.
 */
export function printStatement(statement: Statement): string {
  if (statement.kind === "definition")
    return `define ${statement.type} ${printName(statement)} as ${printText(statement.ocid)}`;
  const { effect, reach, subject, origin, action, location, condition } = statement;
  const head = reach === "own" ? effect : effect === "deny" ? `deny ${reach}` : reach;
  const parts = [head, printSubject(subject)];
  if (origin) parts.push(`of ${printLocation(origin)}`);
  parts.push(`to ${printAction(action)}`);
  if (location) parts.push(`in ${printLocation(location)}`);
  if (action.kind === "associate" && action.partner)
    parts.push(`with ${action.partner.resource.name} in ${printLocation(action.partner.location)}`);
  if (condition) parts.push(`where ${printCondition(condition)}`);
  return parts.join(" ");
}

/** A matching rule on one line. Does not throw. */
export function printMatchingRule(rule: MatchingRule): string {
  return printCondition(rule.condition);
}

/** A name, a value or an OCID with the quotes that it had. */
export function printText({ text, quote }: Text): string {
  return quote ? `${quote}${text}${quote}` : text;
}

/** A subject, e.g. `group 'D'/'A', id ocid1.group.oc1..b`. */
export function printSubject(subject: Subject): string {
  if (!("members" in subject)) return subject.kind;
  return `${subject.kind} ${subject.members.map(printMember).join(", ")}`;
}

function printMember(member: Member): string {
  if (member.kind === "resource") return `${printText(member.service)} ${printText(member.type)}`;
  if (member.kind === "id") return `id ${printText(member.ocid)}`;
  return printName(member);
}

function printName({ domain, name }: { readonly domain?: Text; readonly name: Text }): string {
  return domain ? `${printText(domain)}/${printText(name)}` : printText(name);
}

/** What a statement lets its subject do, e.g. `manage repos`. */
export function printAction(action: Action): string {
  switch (action.kind) {
    case "verb":
      return `${action.verb} ${action.resource.name}`;
    case "permissions":
      return `{${action.permissions.map(({ name }) => name).join(", ")}}${action.resource ? ` ${action.resource.name}` : ""}`;
    case "associate":
      return `associate ${action.resource.name}`;
  }
}

/** A location, e.g. `compartment a:b`. */
export function printLocation(location: Location): string {
  switch (location.kind) {
    case "tenancy":
      return location.name ? `tenancy ${printText(location.name)}` : "tenancy";
    case "any-tenancy":
      return "any-tenancy";
    case "compartment":
      return `compartment ${location.path.map(printText).join(":")}${location.tenancy ? ` of tenancy ${printText(location.tenancy)}` : ""}`;
    case "compartment-id":
      return `compartment id ${printText(location.ocid)}`;
  }
}

/** A condition on one line, e.g. `any {a = 'b', c in ('d')}`. */
export function printCondition(condition: Condition): string {
  switch (condition.kind) {
    case "any":
    case "all":
      return `${condition.kind} {${condition.conditions.map(printCondition).join(", ")}}`;
    case "=":
    case "!=":
    case "before":
    case "after":
      return `${condition.variable.name} ${condition.kind} ${printValue(condition.value)}`;
    case "in":
    case "not in":
      return `${condition.variable.name} ${condition.kind} ${printSet(condition.list)}`;
    case "between":
      return `${condition.variable.name} between ${printValue(condition.from)} and ${printValue(condition.to)}`;
    case "sets-intersect":
    case "sets-equal":
      return `${condition.kind}(${printSet(condition.left)}, ${printSet(condition.right)})`;
    case "presence":
      return condition.variable.name;
    case "absence":
      return `not ${condition.variable.name}`;
  }
}

function printSet(set: Value | List): string {
  return set.kind === "list" ? `(${set.values.map(printValue).join(", ")})` : printValue(set);
}

function printValue(value: Value): string {
  switch (value.kind) {
    case "string":
      return printText(value);
    case "pattern":
      return `/${value.text}/`;
    case "number":
      return value.text;
    case "variable":
      return value.name;
  }
}
