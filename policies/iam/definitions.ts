import type { Action, Definition, Grant, Location, Member, Statement, Subject, Text } from "./ast";
import { nameOf } from "./subject";

/**
 * Statements of one policy, in their order, with the OCIDs that its definitions give to names in the place of these names.
 * A name with two OCIDs is left as it is, and so is a path that begins with a defined compartment. Does not throw.
 */
export function withDefinitions(statements: readonly Statement[]): readonly Statement[] {
  const known = new Definitions(statements);
  if (known.isEmpty) return statements;
  return statements.map((statement) => (statement.kind === "grant" ? known.appliedTo(statement) : statement));
}

/** The definitions of a policy that one of its statements uses, in the order of its parts. Does not throw. */
export function definitionsUsedBy(statement: Statement, policy: readonly Statement[]): readonly Definition[] {
  if (statement.kind === "definition") return [];
  const known = new Definitions(policy);
  known.appliedTo(statement);
  return [...known.used];
}

class Definitions {
  /** Those that were asked for. */
  readonly used = new Set<Definition>();
  private readonly byName = new Map<string, Definition | undefined>();

  constructor(statements: readonly Statement[]) {
    for (const statement of statements) {
      if (statement.kind !== "definition") continue;
      const key = keyOf(statement.type, statement);
      const other = this.byName.get(key);
      const isOther = this.byName.has(key) && other?.ocid.text !== statement.ocid.text;
      this.byName.set(key, isOther ? undefined : (other ?? statement));
    }
  }

  get isEmpty(): boolean {
    return this.byName.size === 0;
  }

  appliedTo(statement: Grant): Grant {
    const { subject, origin, action, location } = statement;
    const from = origin?.kind === "tenancy" ? { ...origin, ...this.tenancy(origin.name) } : origin;
    return {
      ...statement,
      subject: this.subject(subject),
      ...(from && { origin: from }),
      action: this.action(action),
      ...(location && { location: this.location(location) }),
    };
  }

  private subject(subject: Subject): Subject {
    if (subject.kind !== "group" && subject.kind !== "dynamic-group") return subject;
    const { kind } = subject;
    const members = subject.members.map((member): Member => {
      const ocid = member.kind === "name" ? this.ocidOf(kind, member) : undefined;
      return ocid ? { kind: "id", ocid, span: member.span } : member;
    });
    return { ...subject, members };
  }

  private action(action: Action): Action {
    if (action.kind !== "associate" || !action.partner) return action;
    return { ...action, partner: { ...action.partner, location: this.location(action.partner.location) } };
  }

  private location(location: Location): Location {
    if (location.kind === "tenancy") return { ...location, ...this.tenancy(location.name) };
    if (location.kind !== "compartment") return location;
    if (location.tenancy) {
      const { name = location.tenancy } = this.tenancy(location.tenancy);
      return { ...location, tenancy: name };
    }
    const [name, ...below] = location.path as [Text, ...Text[]];
    const ocid = below.length === 0 ? this.ocidOf("compartment", { name }) : undefined;
    return ocid ? { kind: "compartment-id", ocid, span: location.span } : location;
  }

  private tenancy(name: Text | undefined): { readonly name?: Text } {
    const ocid = name && this.ocidOf("tenancy", { name });
    return ocid ? { name: ocid } : {};
  }

  private ocidOf(type: Definition["type"], named: Named): Text | undefined {
    const definition = this.byName.get(keyOf(type, named));
    if (definition) this.used.add(definition);
    return definition?.ocid;
  }
}

type Named = Pick<Definition, "domain" | "name">;

function keyOf(type: Definition["type"], { domain, name }: Named): string {
  return `${type} ${nameOf({ kind: "name", ...(domain && { domain }), name, span: name.span })}`;
}
