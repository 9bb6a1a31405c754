import ts from "typescript";

import { Excerpt, type Piece } from "../excerpt";
import { type Extract, isLikeStatement, roleOf } from "./host";

/** What an expression stands for; undefined if nobody says so. */
type Role = "list" | "statement" | "rule" | undefined;

/**
 * Statements in TypeScript and JavaScript: the items of lists called `statements`, matching rules, and every other text
 * that is like a statement. What a template or `+` puts in is unknown. Does not throw.
 */
export function extractFromScript(text: string): Extract {
  return extract(text, ts.ScriptKind.TS);
}

/** The same in files that have JSX. Does not throw. */
export function extractFromJsx(text: string): Extract {
  return extract(text, ts.ScriptKind.TSX);
}

function extract(text: string, kind: ts.ScriptKind): Extract {
  try {
    const reader = new ScriptReader(ts.createSourceFile("file", text, ts.ScriptTarget.Latest, false, kind));
    return { excerpts: reader.read() };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { excerpts: [], problem: { message: "file is nested too deep to be read", span: { start: 0, end: 1 } } };
  }
}

class ScriptReader {
  private readonly excerpts: Excerpt[] = [];

  constructor(private readonly source: ts.SourceFile) {}

  read(): readonly Excerpt[] {
    this.visit(this.source, undefined);
    return this.excerpts;
  }

  private visit(node: ts.Node, role: Role): void {
    const pieces = role === "list" ? undefined : this.piecesOf(node);
    const kind = role === "rule" || role === "statement" ? role : undefined;
    if (pieces) {
      const excerpt = new Excerpt(kind ?? "statement", pieces);
      if (kind || isLikeStatement(excerpt.text)) return void this.excerpts.push(excerpt);
    }
    const inner = innerOf(node);
    if (inner) return inner.forEach((each) => this.visit(each, role));
    if (ts.isArrayLiteralExpression(node)) return this.visitList(node, role);
    const named = namedValueOf(node);
    if (named) return this.visit(named.value, roleOfValue(named.name));
    ts.forEachChild(node, (child) => this.visit(child, undefined));
  }

  private visitList({ elements }: ts.ArrayLiteralExpression, role: Role): void {
    for (const element of elements) {
      if (ts.isSpreadElement(element)) this.visit(element.expression, role);
      else this.visit(element, role === "list" ? "statement" : undefined);
    }
  }

  /** The pieces of a text, a template or a sum with one of them in it. */
  private piecesOf(node: ts.Node): readonly Piece[] | undefined {
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return [this.known(node, 1)];
    if (ts.isTaggedTemplateExpression(node)) return this.piecesOf(node.template);
    if (ts.isTemplateExpression(node)) return this.piecesOfTemplate(node);
    return isSum(node) ? this.piecesOfSum(node) : undefined;
  }

  private piecesOfTemplate({ head, templateSpans }: ts.TemplateExpression): readonly Piece[] {
    const pieces = [this.known(head, 2)];
    for (const { literal } of templateSpans) {
      const start = (pieces.at(-1) as Piece).end;
      const end = literal.getStart(this.source) + 1;
      pieces.push(this.unknown(start, end), this.known(literal, ts.isTemplateTail(literal) ? 1 : 2));
    }
    return pieces;
  }

  private piecesOfSum(sum: ts.BinaryExpression): readonly Piece[] | undefined {
    const operands: ts.Node[] = [];
    let left: ts.Node = sum;
    for (; isSum(left); left = left.left) operands.unshift(left.right);
    const texts = [left, ...operands].map((each) => ({ each, pieces: isSum(each) ? undefined : this.piecesOf(each) }));
    if (!texts.some(({ pieces }) => pieces)) return undefined;
    return texts.flatMap(({ each, pieces }) => pieces ?? [this.unknown(each.getStart(this.source), each.end)]);
  }

  /** A literal without its marks. */
  private known(node: ts.LiteralLikeNode, closing: number): Piece {
    const start = node.getStart(this.source) + 1;
    return { text: node.text, start, end: Math.max(start, node.end - closing), escapes: "backslash" };
  }

  private unknown(start: number, end: number): Piece {
    return { text: this.source.text.slice(start, end), start, end, isUnknown: true };
  }
}

/** The expressions that one stands for. */
function innerOf(node: ts.Node): readonly ts.Node[] | undefined {
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node))
    return [node.expression];
  return ts.isConditionalExpression(node) ? [node.whenTrue, node.whenFalse] : undefined;
}

function isSum(node: ts.Node): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken;
}

/** A property, a variable or an assignment: its name and the expression that it gets. */
function namedValueOf(node: ts.Node): { readonly name: string; readonly value: ts.Node } | undefined {
  if (ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node)) {
    const { name, initializer } = node;
    return initializer && (ts.isIdentifier(name) || ts.isStringLiteral(name))
      ? { name: name.text, value: initializer }
      : undefined;
  }
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return undefined;
  const { left, right } = node;
  if (ts.isIdentifier(left)) return { name: left.text, value: right };
  return ts.isPropertyAccessExpression(left) ? { name: left.name.text, value: right } : undefined;
}

function roleOfValue(name: string): Role {
  const role = roleOf(name);
  return role === "statement" ? "list" : role;
}
