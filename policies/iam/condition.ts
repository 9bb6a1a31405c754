import type { Comparison, Condition, List, Presence, SetTest, Value, Variable } from "./ast";
import type { Reader } from "./reader";

/** Deeper than any rule that is meant to be read, and no danger to the stack. */
const DEEPEST = 64;

const NONE: ReadonlySet<string> = new Set();
const COMBINATIONS = ["any", "all"];
/** What no variable is: words that stand before one. */
const NO_VARIABLES: ReadonlySet<string> = new Set(["where", "and", "or"]);
/** Dotted, without an empty part. */
const VARIABLE = /^[^.]+(\.[^.]+)*$/;
const NUMBER = /^-?\d+(\.\d+)?$/;
const OPERATORS = ["=", "!=", "in", "not in", "before", "after", "between"];
const QUOTED_OPERATORS = OPERATORS.map((operator) => `'${operator}'`);

/**
 * A condition, at which the reader stands; undefined after an error. Does not throw.
 * @see https://docs.oracle.com/iaas/Content/Identity/policysyntax/conditions.htm read 2026-11-25
 */
export function readCondition(reader: Reader, depth = 0): Condition | undefined {
  const { start, word } = reader;
  const isCombined = COMBINATIONS.includes(word);
  if (!VARIABLE.test(word) || NO_VARIABLES.has(word) || (!isCombined && reader.isBefore("{")))
    return reader.fail({ expected: ["a variable", "'any'", "'all'"], among: COMBINATIONS });
  const name = reader.raw;
  reader.advance();
  if (word === "any" || word === "all") return readCombination(reader, word, start, depth);
  if ((word === "sets-intersect" || word === "sets-equal") && reader.at("(")) return readSetTest(reader, word, start);
  if (word === "not" && reader.at("word")) return readAbsence(reader, start);
  return readTest(reader, { kind: "variable", name, span: reader.from(start) });
}

function readCombination(reader: Reader, kind: "any" | "all", start: number, depth: number): Condition | undefined {
  if (depth === DEEPEST) {
    reader.report("iam-too-deep", `conditions are nested more than ${DEEPEST} deep; write them flat`, []);
    return undefined;
  }
  if (!reader.expect("{")) return undefined;
  const conditions: Condition[] = [];
  do {
    const condition = readCondition(reader, depth + 1);
    if (!condition) return undefined;
    conditions.push(condition);
  } while (reader.take(","));
  return reader.expect("}", ["','"]) ? { kind, conditions, span: reader.from(start) } : undefined;
}

function readSetTest(reader: Reader, kind: SetTest["kind"], start: number): SetTest | undefined {
  reader.advance();
  const left = readSet(reader);
  if (!left || !reader.expect(",")) return undefined;
  const right = readSet(reader);
  return right && reader.expect(")") ? { kind, left, right, span: reader.from(start) } : undefined;
}

function readSet(reader: Reader): Value | List | undefined {
  return reader.at("(") ? readList(reader) : readValue(reader);
}

function readTest(reader: Reader, variable: Variable): Condition | undefined {
  const { start } = variable.span;
  const { kind, word } = reader;
  if (kind === "=" || kind === "!=" || word === "before" || word === "after") {
    reader.advance();
    const value = readValue(reader);
    const operator = (kind === "word" ? word : kind) as Comparison["kind"];
    return value && { kind: operator, variable, value, span: reader.from(start) };
  }
  if (word === "in" || word === "not") {
    reader.advance();
    if (word === "not" && !reader.expectWord("in")) return undefined;
    const list = readList(reader);
    return list && { kind: word === "in" ? "in" : "not in", variable, list, span: reader.from(start) };
  }
  if (reader.takeWord("between")) {
    const from = readValue(reader);
    if (!from || !reader.expectWord("and")) return undefined;
    const to = readValue(reader);
    return to && { kind: "between", variable, from, to, span: reader.from(start) };
  }
  const isOver = kind === "end" || kind === "," || kind === "}";
  if (isOver && isTag(variable.name)) return { kind: "presence", variable, span: reader.from(start) };
  return reader.fail({ expected: QUOTED_OPERATORS, code: "iam-unknown-operator", among: OPERATORS });
}

function readAbsence(reader: Reader, start: number): Presence | undefined {
  const { raw: name, start: at } = reader;
  if (!isTag(name)) return reader.fail({ expected: ["a tag, e.g. 'target.resource.tag.a.b'"] });
  reader.advance();
  return { kind: "absence", variable: { kind: "variable", name, span: reader.from(at) }, span: reader.from(start) };
}

/** Only a tag can be present or not. */
function isTag(name: string): boolean {
  return /(^|\.)tag\./i.test(name);
}

function readList(reader: Reader): List | undefined {
  const { start } = reader;
  if (!reader.expect("(")) return undefined;
  const values: Value[] = [];
  do {
    const value = readValue(reader);
    if (!value) return undefined;
    values.push(value);
  } while (reader.take(","));
  return reader.expect(")", ["','"]) ? { kind: "list", values, span: reader.from(start) } : undefined;
}

function readValue(reader: Reader): Value | undefined {
  const { start } = reader;
  if (reader.at("/")) {
    const pattern = reader.pattern();
    return pattern && { kind: "pattern", ...pattern };
  }
  if (reader.at("string")) {
    const { raw } = reader;
    reader.advance();
    return { kind: "string", text: raw.slice(1, -1), quote: raw[0] as "'" | '"', span: reader.from(start) };
  }
  const text = reader.text("a value, e.g. 'a' or /a*/", NONE);
  if (!text) return undefined;
  if (NUMBER.test(text.text)) return { kind: "number", text: text.text, span: text.span };
  return { kind: "variable", name: text.text, span: text.span };
}
