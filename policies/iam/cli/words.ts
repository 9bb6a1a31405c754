import type {
  Condition,
  Definition,
  Grant,
  List,
  Location,
  MatchingRule,
  Member,
  Statement,
  Subject,
  Text,
  Value,
} from "../ast";

/** @see https://docs.oracle.com/iaas/Content/Identity/policieshow/Verbs.htm read 2026-11-25 */
const VERBS = {
  inspect: { allow: "list", deny: "list" },
  read: { allow: "list and read", deny: "list or read" },
  use: { allow: "list, read and work with", deny: "list, read or work with" },
  manage: { allow: "do everything with", deny: "do anything with" },
} as const;

/** A statement in plain words, as one sentence. Does not throw. */
export function statementInWords(statement: Statement): string {
  if (statement.kind === "definition") return `In the statements of the same policy, ${definitionInWords(statement)}.`;
  const { effect, reach, condition } = statement;
  const subject = subjectInWords(statement);
  const whose =
    reach === "endorse"
      ? `As far as this tenancy is concerned, ${subject.charAt(0).toLowerCase()}${subject.slice(1)}`
      : subject;
  const when = condition ? `, if ${conditionInWords(condition)}` : "";
  return `${whose} ${effect === "deny" ? "may not" : "may"} ${deedInWords(statement)}${when}.`;
}

/** What a definition says, e.g. `'A' is the group ocid1.group.oc1..a`. Does not throw. */
export function definitionInWords({ type, domain, name, ocid }: Definition): string {
  return `${quoted(name)}${domain ? ` of the domain ${quoted(domain)}` : ""} is the ${type} ${ocid.text}`;
}

/** A matching rule in plain words. Does not throw. */
export function ruleInWords({ condition }: MatchingRule): string {
  return `Members of the dynamic group are the resources for which ${conditionInWords(condition)}.`;
}

function subjectInWords({ subject, origin }: Grant): string {
  const of =
    origin?.kind === "any-tenancy" ? " of any tenancy" : origin?.name ? ` of the tenancy ${quoted(origin.name)}` : "";
  return `${principalInWords(subject)}${of}`;
}

/** A subject, e.g. `Members of the group 'A'`. Does not throw. */
export function principalInWords(subject: Subject): string {
  switch (subject.kind) {
    case "any-user":
      return "Everybody, users and resources alike,";
    case "any-group":
      return "Members of any group";
    case "group":
      return `Members of ${membersInWords("the group", subject.members)}`;
    case "dynamic-group":
      return `Resources in ${membersInWords("the dynamic group", subject.members)}`;
    case "service":
      return membersInWords("The service", subject.members);
    case "resource":
      return membersInWords("The resource", subject.members);
  }
}

function membersInWords(noun: string, members: readonly Member[]): string {
  const [first, ...others] = members.map(memberInWords);
  return enumerated([`${noun} ${first ?? ""}`, ...others.map((each) => `${noun.toLowerCase()} ${each}`)], "and");
}

function memberInWords(member: Member): string {
  if (member.kind === "id") return member.ocid.text;
  if (member.kind === "resource") return `${quoted(member.type)} of ${quoted(member.service)}`;
  return member.domain ? `${quoted(member.name)} of the domain ${quoted(member.domain)}` : quoted(member.name);
}

/** What may be done, and where. */
function deedInWords({ action, effect, location }: Grant): string {
  const place = location ? placeInWords(location) : "wherever the condition is met";
  switch (action.kind) {
    case "verb":
      return `${VERBS[action.verb][effect]} ${typeInWords(action.resource.name)}, ${place}`;
    case "permissions": {
      const names = action.permissions.map(({ name }) => name);
      const on = action.resource ? ` on ${action.resource.name}` : "";
      return `do what takes ${enumerated(names, effect === "deny" ? "or" : "and")}${on}, ${place}`;
    }
    case "associate": {
      const { resource, partner } = action;
      const other = partner ? ` with ${partner.resource.name} ${placeInWords(partner.location)}` : "";
      return `connect ${resource.name} ${place}${other}`;
    }
  }
}

function typeInWords(type: string): string {
  return type === "all-resources" ? "resources of every type" : type;
}

function placeInWords(location: Location): string {
  switch (location.kind) {
    case "tenancy":
      return location.name ? `in the tenancy ${quoted(location.name)}` : "in the whole tenancy";
    case "any-tenancy":
      return "in any tenancy";
    case "compartment": {
      const path = location.path.map(({ text }) => text).join(":");
      const of = location.tenancy ? ` of the tenancy ${quoted(location.tenancy)}` : "";
      return `in the compartment '${path}'${of} and all below it`;
    }
    case "compartment-id":
      return `in the compartment ${location.ocid.text} and all below it`;
  }
}

/** A condition, e.g. `a is 'b' and c is one of 'd' and 'e'`. */
function conditionInWords(condition: Condition): string {
  switch (condition.kind) {
    case "any":
    case "all":
      return enumerated(condition.conditions.map(partInWords), condition.kind === "any" ? "or" : "and");
    case "=":
      return `${condition.variable.name} is ${valueInWords(condition.value)}`;
    case "!=":
      return `${condition.variable.name} is not ${valueInWords(condition.value)}`;
    case "before":
    case "after":
      return `${condition.variable.name} is ${condition.kind} ${valueInWords(condition.value)}`;
    case "in":
      return `${condition.variable.name} is one of ${listInWords(condition.list)}`;
    case "not in":
      return `${condition.variable.name} is none of ${listInWords(condition.list)}`;
    case "between":
      return `${condition.variable.name} is between ${valueInWords(condition.from)} and ${valueInWords(condition.to)}`;
    case "sets-intersect":
      return `${setInWords(condition.left)} and ${setInWords(condition.right)} have a member in common`;
    case "sets-equal":
      return `${setInWords(condition.left)} and ${setInWords(condition.right)} have the same members`;
    case "presence":
      return `the tag ${condition.variable.name} is there`;
    case "absence":
      return `the tag ${condition.variable.name} is not there`;
  }
}

function partInWords(condition: Condition): string {
  const words = conditionInWords(condition);
  return condition.kind === "any" || condition.kind === "all" ? `(${words})` : words;
}

function setInWords(set: Value | List): string {
  return set.kind === "list" ? listInWords(set) : valueInWords(set);
}

function listInWords({ values }: List): string {
  return enumerated(
    values.map((value) => (value.kind === "pattern" ? `anything ${valueInWords(value)}` : valueInWords(value))),
    "and",
  );
}

function valueInWords(value: Value): string {
  switch (value.kind) {
    case "string":
      return quoted(value);
    case "pattern":
      return `like /${value.text}/`;
    case "number":
      return value.text;
    case "variable":
      return `what ${value.name} is`;
  }
}

function quoted({ text }: Text): string {
  return `'${text}'`;
}

/** `a`, `a and b`, `a, b and c`. */
function enumerated(items: readonly string[], word: "and" | "or"): string {
  return items.length < 2 ? (items[0] ?? "") : `${items.slice(0, -1).join(", ")} ${word} ${items.at(-1) as string}`;
}
