import type { Grant, Location, Member, NamedSubject, Statement, Subject } from "../../policies/iam/ast";
import { parseMatchingRule, parseStatement } from "../../policies/iam/parser";
import { whoCan } from "../../policies/iam/who-can";
import type { Kind, RestObject, Use } from "../kinds/kind";
import type { Caller } from "./caller";
import { compartmentNamed, isAtOrBelow } from "./compartments";
import { allOf, isMet, type Answer, type Variables } from "./condition";
import { notAuthorizedOrNotFound } from "./errors";
import type { Settings } from "./settings";
import type { Store, StoredObject } from "./store";

const POLICY = "oci:Identity/policy:Policy";
const GROUP = "oci:Identity/dynamicGroup:DynamicGroup";
const DOMAINS_GROUP = "oci:Identity/domainsDynamicResourceGroup:DomainsDynamicResourceGroup";

const NOWHERE = { start: 0, end: 0 };

/** What the question is about: who needs which permission, and on what. */
interface Need {
  readonly use: Use;
  /** Compartment of what is used; undefined where the sandbox does not hold it. */
  readonly compartmentId: string | undefined;
  /** Of a request for it. */
  readonly request: Variables;
  /** Of the resource that makes the request. */
  readonly resource: Variables;
}

/**
 * Refuses an object that is to use another one without a grant. A grant counts at or below the compartment where its
 * policy is attached, and once it is in effect. What can't be told counts as granted; so does everything while the
 * sandbox holds no policy, as the tenancy's access is then made elsewhere.
 * @param object with its compartment.
 * @param given attributes that are new: what the object used before is not asked for again.
 * @param now milliseconds since 1970
 * @throws ServiceError NotAuthorizedOrNotFound
 */
export function requireGrants(
  store: Store,
  kind: Kind,
  object: RestObject,
  given: RestObject,
  { tenancyId }: Caller,
  { iamDelay }: Settings,
  now = Date.now(),
): void {
  const policies = store.byKind(POLICY);
  if (policies.length === 0) return;
  const isInEffect = ({ body }: StoredObject): boolean =>
    Date.parse(String(body["timeUpdated"])) + iamDelay * 1000 <= now;
  const inEffect = policies.filter(isInEffect);
  for (const use of kind.rest.uses ?? []) {
    if (valueAt(given, use.object ?? use.compartment) === undefined) continue;
    const need = needOf(store, use, object);
    if (!need) continue;
    const statements = inEffect.flatMap((policy) => statementsFor(store, policy, need, tenancyId));
    const holders = whoCan({ action: permissionOf(use), location: { kind: "tenancy", span: NOWHERE } }, statements);
    if (holders.some(({ subject }) => mayBe(store, subject, need, isInEffect))) continue;
    const { by, permission } = use;
    const who = "service" in by ? `service '${by.service}'` : `a resource of type '${by.resource}'`;
    throw notAuthorizedOrNotFound(
      `no policy in effect grants ${who} ${permission} on '${use.object ?? use.compartment}'`,
    );
  }
}

/** What a use comes to for an object; undefined where the object makes none of it. */
function needOf(store: Store, use: Use, object: RestObject): Need | undefined {
  const target = valueAt(object, use.object ?? use.compartment);
  if (target === undefined) return undefined;
  const found = use.object === undefined ? undefined : store.get(target);
  const compartmentId = use.object === undefined ? target : (found?.body["compartmentId"] as string | undefined);
  const own = String(object["compartmentId"]);
  const name = found && use.variables ? valueAt(found.body, use.variables.nameOf) : undefined;
  return {
    use,
    compartmentId,
    request: {
      "request.permission": use.permission,
      ...("resource" in use.by
        ? { "request.principal.type": use.by.resource, "request.principal.compartment.id": own }
        : {}),
      ...(use.variables ? { [`${use.variables.target}.id`]: target } : {}),
      ...(use.variables && name !== undefined ? { [`${use.variables.target}.name`]: name } : {}),
      ...(compartmentId === undefined ? {} : { "target.compartment.id": compartmentId }),
    },
    resource: "resource" in use.by ? { "resource.type": use.by.resource, "resource.compartment.id": own } : {},
  };
}

/** The statements of a policy that are about what is needed, without where and under which condition they hold. */
function statementsFor(store: Store, policy: StoredObject, need: Need, tenancyId: string): Statement[] {
  const attachedTo = String(policy.body["compartmentId"]);
  const isBelow = (ofId: string): Answer => {
    if (ofId === tenancyId) return "yes";
    return need.compartmentId === undefined ? "unknown" : isAtOrBelow(store, need.compartmentId, ofId, tenancyId);
  };
  return (policy.body["statements"] as string[]).flatMap((text): Statement[] => {
    const { statement } = parseStatement(text);
    if (statement?.kind !== "grant" || statement.reach !== "own") return [];
    const { condition, ...unconditional } = statement;
    const holds = allOf([
      isBelow(attachedTo),
      covers(store, statement.location, attachedTo, isBelow),
      condition ? isMet(condition, need.request) : "yes",
    ]);
    if (holds === "no" || (holds === "unknown" && statement.effect === "deny")) return [];
    const grant: Grant = { ...unconditional, location: { kind: "tenancy", span: NOWHERE } };
    return [grant];
  });
}

function covers(
  store: Store,
  location: Location | undefined,
  attachedTo: string,
  isBelow: (ofId: string) => Answer,
): Answer {
  switch (location?.kind) {
    case "any-tenancy":
      return "yes";
    case "tenancy":
      return location.name ? "unknown" : "yes";
    case "compartment-id":
      return isBelow(location.ocid.text);
    case "compartment": {
      const names = location.path.map(({ text }) => text);
      const id = location.tenancy ? undefined : compartmentNamed(store, attachedTo, names);
      return id === undefined ? "unknown" : isBelow(id);
    }
    case undefined:
      return "unknown";
  }
}

/** Whether who needs something may be the subject of a statement. */
function mayBe(store: Store, subject: Subject, need: Need, isInEffect: (group: StoredObject) => boolean): boolean {
  const { by } = need.use;
  switch (subject.kind) {
    case "any-user":
      return true;
    case "any-group":
    case "resource":
      return "resource" in by;
    case "group":
      return false;
    case "service":
      return "service" in by && namesIn(subject).includes(by.service);
    case "dynamic-group":
      return (
        "resource" in by &&
        subject.members.some((member) => {
          const group = groupOf(store, member);
          return !group || (isInEffect(group) && mayContain(group, need.resource));
        })
      );
  }
}

function namesIn({ members }: NamedSubject): string[] {
  return members.map((member) => (member.kind === "name" ? member.name.text.toLowerCase() : ""));
}

function groupOf(store: Store, member: Member): StoredObject | undefined {
  const all = (...tokens: string[]): StoredObject[] => tokens.flatMap((token) => store.byKind(token));
  if (member.kind === "id")
    return all(GROUP, DOMAINS_GROUP).find(({ id, body }) => [id, body["ocid"]].includes(member.ocid.text));
  if (member.kind === "resource") return undefined;
  const name = member.name.text.toLowerCase();
  const groups = member.domain ? all(DOMAINS_GROUP) : all(GROUP, DOMAINS_GROUP);
  return groups.find(({ body }) => String(body["name"] ?? body["displayName"]).toLowerCase() === name);
}

function mayContain({ body }: StoredObject, resource: Variables): boolean {
  const { rule } = parseMatchingRule(String(body["matchingRule"]));
  return !rule || isMet(rule.condition, resource) !== "no";
}

function permissionOf({ permission }: Use): Grant["action"] {
  return { kind: "permissions", permissions: [{ name: permission, span: NOWHERE }], span: NOWHERE };
}

function valueAt(body: RestObject, path = ""): string | undefined {
  const value = path.split(".").reduce<unknown>((inner, name) => (inner as RestObject | undefined)?.[name], body);
  return typeof value === "string" ? value : undefined;
}
