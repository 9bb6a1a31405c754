/** Who a statement allows something: a group by name, in its identity domain, or by OCID; or a service of OCI. */
export type Subject = NamedSubject | IdentifiedSubject;

interface NamedSubject {
  readonly kind: "dynamic-group" | "group" | "service";
  readonly name: string;
  /** Name of its identity domain. @default - the Default domain */
  readonly domain?: string;
}

interface IdentifiedSubject {
  readonly kind: "dynamic-group" | "group";
  readonly id: string;
}

/** Nothing that could end the quotes around it. */
const WORD = "[\\w.@+-](?:[\\w.@+ -]*[\\w.@+-])?";
const QUOTED_OR_BARE = `(?:'(${WORD})'|(${WORD}))`;

/** A group as IAM writes it: `Name`, `Domain/Name`, with or without quotes, or its OCID. */
export const GROUP = new RegExp(
  `^(?:ocid1\\.group\\.oc\\d+\\.[a-z0-9-]*\\.[a-z0-9]+|(?!'?ocid1\\.)(?:${QUOTED_OR_BARE}/)?${QUOTED_OR_BARE})$`,
);

/** Name of an identity domain. */
export const DOMAIN_NAME = new RegExp(`^${WORD}$`);

/** The group that a text of the form `GROUP` means. */
export function groupOf(text: string): Subject {
  if (text.startsWith("ocid1.")) return { kind: "group", id: text };
  const [name = "", domain] = text.replaceAll("'", "").split("/").reverse();
  return { kind: "group", name, ...(domain === undefined ? {} : { domain }) };
}

/** Words of the policy language that follow a subject or stand in one: a name like that is quoted. */
const KEYWORDS = /^(?:as|id|in|of|to|where|with)$/i;

/**
 * A subject as statements name it: bare where the Default domain is meant and the name allows it.
 * @see facts 1.1
 */
export function printSubject(subject: Subject): string {
  if ("id" in subject) return `${subject.kind} id ${subject.id}`;
  const { kind, name, domain } = subject;
  if (domain !== undefined) return `${kind} '${domain}'/'${name}'`;
  return `${kind} ${/^[\w.-]+$/.test(name) && !KEYWORDS.test(name) ? name : `'${name}'`}`;
}
