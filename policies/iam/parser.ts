import type {
  Action,
  AssociateAction,
  Condition,
  Definition,
  Grant,
  Location,
  MatchingRule,
  Member,
  NamedSubject,
  Permission,
  ResourceType,
  Statement,
  Subject,
  Text,
  Verb,
} from "./ast";
import { readCondition } from "./condition";
import type { SyntaxFinding } from "./diagnostic";
import { Reader } from "./reader";

export interface ParsedStatement {
  /** Undefined if there is any error. */
  readonly statement?: Statement;
  /** Whether it allows or denies, also where another part of it is wrong; undefined for definitions. */
  readonly effect?: Grant["effect"];
  /** What it lets its subject do, also where another part of it is wrong. */
  readonly action?: Action;
  /** In the order of the text. */
  readonly errors: readonly SyntaxFinding[];
}

export interface ParsedRule {
  /** Undefined if there is any error. */
  readonly rule?: MatchingRule;
  readonly errors: readonly SyntaxFinding[];
}

const VERBS: readonly Verb[] = ["inspect", "read", "use", "manage"];
const ACTIONS = [...VERBS.map(inQuotes), "'associate'", "'{'"];
const HEADS = ["allow", "deny", "endorse", "admit", "define"];
const NAMED_SUBJECTS = ["group", "dynamic-group", "service", "resource"] as const;
const ANY_SUBJECTS = ["any-user", "any-group"] as const;
const SUBJECTS = [...NAMED_SUBJECTS, ...ANY_SUBJECTS];
const DEFINED = ["tenancy", "group", "dynamic-group", "compartment"] as const;
const LOCATIONS = ["tenancy", "compartment"];
const LOCATIONS_BEYOND = [...LOCATIONS, "any-tenancy"];

/** What no bare name is: the words that begin the next part of a statement. */
const RESERVED: ReadonlySet<string> = new Set(["to", "of", "in", "with", "where", "as"]);
/** What no resource type is: those, and a verb for the second time. */
const NO_TYPE: ReadonlySet<string> = new Set([...RESERVED, ...VERBS, "associate"]);
const AFTER_SUBJECT: ReadonlySet<string> = new Set(["to", "in", "where"]);
const AFTER_ACTION: ReadonlySet<string> = new Set(["in", "where"]);
const AFTER_LOCATION: ReadonlySet<string> = new Set(["where"]);
const NOTHING: ReadonlySet<string> = new Set();

/**
 * One statement of a policy, with every error in it. White space and the case of the language's words don't count. Takes
 * time linear in the length of the text. Does not throw.
 * @see https://docs.oracle.com/en-us/iaas/Content/Identity/policysyntax/policysyntax.htm read 2026-11-25
 */
export function parseStatement(text: string): ParsedStatement {
  return new StatementParser(text).parse();
}

/**
 * The matching rule of a dynamic group, with the first error in it. Does not throw.
 * @see https://docs.oracle.com/en-us/iaas/Content/Identity/dynamicgroups/Writing_Matching_Rules_to_Define_Dynamic_Groups.htm
 * read 2026-11-25
 */
export function parseMatchingRule(text: string): ParsedRule {
  const reader = new Reader(text);
  const { start } = reader;
  if (reader.at("end")) {
    reader.report("iam-empty-statement", "expected a matching rule, got nothing", ["a condition"]);
    return { errors: reader.errors };
  }
  const condition = readCondition(reader);
  if (condition && !reader.at("end")) reader.fail({ expected: ["the end of the rule"] });
  const { errors } = reader;
  return condition && errors.length === 0 ? { rule: { condition, span: reader.from(start) }, errors } : { errors };
}

class StatementParser {
  private readonly reader: Reader;

  constructor(text: string) {
    this.reader = new Reader(text);
  }

  parse(): ParsedStatement {
    const { reader } = this;
    const { errors, start, word } = reader;
    if (reader.at("end")) {
      reader.report("iam-empty-statement", "expected a statement, got nothing", HEADS.map(inQuotes));
      return { errors };
    }
    if (!HEADS.includes(word)) {
      reader.fail({ expected: HEADS.map(inQuotes), code: "iam-unknown-statement", among: HEADS });
      return { errors };
    }
    reader.advance();
    if (word === "define") {
      const statement = this.definition(start);
      return statement && errors.length === 0 ? { statement, errors } : { errors };
    }
    return this.grant(start, word);
  }

  private definition(start: number): Definition | undefined {
    const { reader } = this;
    const type = DEFINED.find((each) => each === reader.word);
    if (!type) return reader.fail({ expected: DEFINED.map(inQuotes), among: DEFINED });
    reader.advance();
    const what = `the name of a ${type}`;
    const first = reader.text(what, RESERVED);
    const isQualified = first && type.endsWith("group") && reader.take("/");
    const name = isQualified ? reader.text(what, RESERVED) : first;
    if (!name || !reader.expectWord("as")) return undefined;
    reader.takeWord("id");
    const ocid = reader.ocid(NOTHING);
    if (!ocid) return undefined;
    this.end([]);
    return {
      kind: "definition",
      type,
      ...(isQualified && { domain: first }),
      name,
      ocid,
      span: reader.from(start),
    };
  }

  private grant(start: number, head: string): ParsedStatement {
    const { reader } = this;
    const effect = head === "deny" ? "deny" : "allow";
    const beyond = head === "deny" && (reader.word === "endorse" || reader.word === "admit") ? reader.word : head;
    if (beyond !== head) reader.advance();
    const reach = beyond === "endorse" || beyond === "admit" ? beyond : "own";

    const subject = this.subject() ?? this.recover(AFTER_SUBJECT);
    const origin = reach === "admit" && subject && reader.word === "of" ? this.origin(subject) : undefined;
    const first = this.action(subject, reach) ?? this.recover(AFTER_ACTION);
    const location = this.statedLocation(first, reach);
    const action = first?.kind === "associate" && reader.word === "with" ? this.association(first) : first;
    const condition = this.where();
    const { errors } = reader;
    const common = { effect, ...(action && { action }), errors } as const;
    if (!subject || !action || errors.length > 0) return common;
    const statement: Grant = {
      kind: "grant",
      effect,
      reach,
      subject,
      ...(origin && { origin }),
      action,
      ...(location && { location }),
      ...(condition && { condition }),
      span: reader.from(start),
    };
    return { ...common, statement };
  }

  private recover(words: ReadonlySet<string>): undefined {
    this.reader.skipTo(words);
    return undefined;
  }

  private subject(): Subject | undefined {
    const { reader } = this;
    const { start, word } = reader;
    const any = ANY_SUBJECTS.find((kind) => kind === word);
    if (any) {
      reader.advance();
      return { kind: any, span: reader.from(start) };
    }
    const kind = NAMED_SUBJECTS.find((each) => each === word);
    if (!kind) return reader.fail({ expected: SUBJECTS.map(inQuotes), code: "iam-unknown-subject", among: SUBJECTS });
    reader.advance();
    const members: Member[] = [];
    do {
      const member = this.member(kind, members.at(-1)?.kind === "id");
      if (!member) return undefined;
      members.push(member);
    } while (reader.take(","));
    return { kind, members, span: reader.from(start) };
  }

  private member(kind: NamedSubject["kind"], isAfterId: boolean): Member | undefined {
    const { reader } = this;
    const { start } = reader;
    const hasId = kind !== "service" && reader.takeWord("id");
    if (hasId || (isAfterId && reader.isOcid)) {
      const ocid = reader.ocid(RESERVED);
      return ocid && { kind: "id", ocid, span: reader.from(start) };
    }
    const what = `the name of a ${kind}`;
    const first = reader.text(what, RESERVED);
    if (first && kind === "resource" && (reader.at("string") || (reader.at("word") && !RESERVED.has(reader.word)))) {
      const type = reader.text("a type of resource", RESERVED);
      return type && { kind: "resource", service: first, type, span: reader.from(start) };
    }
    if (!first || !reader.take("/")) return first && { kind: "name", name: first, span: reader.from(start) };
    const name = reader.text(what, RESERVED);
    return name && { kind: "name", domain: first, name, span: reader.from(start) };
  }

  /** Names are those of a tenancy; of any tenancy is everybody only, and perhaps a resource: no source says that it is not. */
  private origin(subject: Subject): Grant["origin"] {
    const { reader } = this;
    reader.advance();
    const { start } = reader;
    const isNamed = "members" in subject && subject.kind !== "resource";
    if (!isNamed && reader.takeWord("any-tenancy")) return { kind: "any-tenancy", span: reader.from(start) };
    const name = reader.expectWord("tenancy", isNamed ? [] : ["'any-tenancy'"])
      ? reader.text("the name of a tenancy", RESERVED)
      : undefined;
    return name ? { kind: "tenancy", name, span: reader.from(start) } : this.recover(AFTER_SUBJECT);
  }

  private action(subject: Subject | undefined, reach: Grant["reach"]): Action | undefined {
    const { reader } = this;
    // across tenancies, a list of permissions may follow the subject at once
    const isShort = reach !== "own" && reader.at("{");
    if (!isShort && !reader.takeWord("to")) {
      const comma = subject && "members" in subject ? ["','"] : [];
      const of = reach === "admit" ? ["'of'"] : [];
      if (subject) reader.fail({ expected: [...comma, ...of, "'to'"], among: ["to"] });
      if (subject && reader.at("{")) return this.permissions();
      reader.skipTo(AFTER_SUBJECT);
      if (!reader.takeWord("to")) return undefined;
    }
    const { start, word } = reader;
    if (reader.at("{")) return this.permissions();
    const verb = VERBS.find((each) => each === word);
    if (!verb && word !== "associate")
      return reader.fail({ expected: ACTIONS, code: "iam-unknown-verb", among: [...VERBS, "associate"] });
    reader.advance();
    const resource = this.resourceType();
    const span = reader.from(start);
    return resource && (verb ? { kind: "verb", verb, resource, span } : { kind: "associate", resource, span });
  }

  private permissions(): Action | undefined {
    const { reader } = this;
    const { start } = reader;
    const permissions: Permission[] = [];
    do {
      reader.advance();
      const permission = reader.at("string") ? undefined : reader.text("a permission, e.g. 'REPOSITORY_READ'", NOTHING);
      if (!permission) {
        if (reader.at("string")) reader.fail({ expected: ["a permission without quotes"] });
        return undefined;
      }
      permissions.push({ name: permission.text.toUpperCase(), span: permission.span });
    } while (reader.at(","));
    if (!reader.expect("}", ["','"])) return undefined;
    const isNarrowed = reader.at("word") && !RESERVED.has(reader.word);
    const resource = isNarrowed ? this.resourceType() : undefined;
    return { kind: "permissions", permissions, ...(resource && { resource }), span: reader.from(start) };
  }

  /**
   * The other side, which follows the location of the first.
   * The form is that of published statements; no page of Oracle that shows it was read.
   */
  private association(first: AssociateAction): AssociateAction | undefined {
    const { reader } = this;
    const { start } = reader;
    reader.advance();
    const resource = this.resourceType();
    const location = resource && reader.expectWord("in") ? this.location(true) : undefined;
    if (!resource || !location) return this.recover(AFTER_LOCATION);
    return { ...first, partner: { resource, location, span: reader.from(start) } };
  }

  private resourceType(): ResourceType | undefined {
    const { reader } = this;
    const { start, word } = reader;
    if (word === "" || NO_TYPE.has(word)) return reader.fail({ expected: ["a resource type, e.g. 'repos'"] });
    reader.advance();
    return { name: word, span: reader.from(start) };
  }

  private statedLocation(action: Action | undefined, reach: Grant["reach"]): Location | undefined {
    const { reader } = this;
    if (reader.word === "where") return undefined;
    if (!reader.takeWord("in")) return this.missing(["'in'", "'where'"], AFTER_LOCATION);
    const isAssociation = action?.kind === "associate";
    return this.location(reach !== "own" || isAssociation) ?? this.recover(AFTER_LOCATION);
  }

  private missing(expected: readonly string[], words: ReadonlySet<string>): undefined {
    this.reader.fail({ expected, among: ["in", "where"] });
    return this.recover(words);
  }

  private location(isBeyond: boolean): Location | undefined {
    const { reader } = this;
    const { start } = reader;
    if (reader.takeWord("tenancy")) {
      const isNamed = isBeyond && (reader.at("string") || (reader.at("word") && !RESERVED.has(reader.word)));
      const name = isNamed ? reader.text("the name of a tenancy", RESERVED) : undefined;
      return { kind: "tenancy", ...(name && { name }), span: reader.from(start) };
    }
    if (isBeyond && reader.takeWord("any-tenancy")) return { kind: "any-tenancy", span: reader.from(start) };
    const among = isBeyond ? LOCATIONS_BEYOND : LOCATIONS;
    if (!reader.takeWord("compartment")) return reader.fail({ expected: among.map(inQuotes), among });
    if (reader.takeWord("id")) {
      const ocid = reader.ocid(RESERVED);
      return ocid && { kind: "compartment-id", ocid, span: reader.from(start) };
    }
    const path: Text[] = [];
    do {
      const part = reader.text("the name of a compartment", RESERVED);
      if (!part) return undefined;
      path.push(part);
    } while (reader.take(":"));
    if (!isBeyond || !reader.takeWord("of")) return { kind: "compartment", path, span: reader.from(start) };
    const tenancy = reader.expectWord("tenancy") ? reader.text("the name of a tenancy", RESERVED) : undefined;
    return tenancy && { kind: "compartment", path, tenancy, span: reader.from(start) };
  }

  private where(): Condition | undefined {
    const { reader } = this;
    if (!reader.takeWord("where")) return void this.end(["'where'"]);
    const condition = readCondition(reader);
    if (condition) this.end([]);
    return condition;
  }

  /** Notes what is left of the text, if anything. */
  private end(also: readonly string[]): void {
    const { reader } = this;
    if (!reader.at("end")) reader.fail({ expected: [...also, "the end of the statement"], among: ["where"] });
  }
}

function inQuotes(word: string): string {
  return `'${word}'`;
}
