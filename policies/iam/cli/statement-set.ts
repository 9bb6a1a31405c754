import * as fs from "node:fs";
import * as path from "node:path";

import type { Diagnostic, Examined, Span } from "../../../findings/finding";
import type { Action, Grant, Statement } from "../ast";
import { withDefinitions } from "../definitions";
import { type ExaminedFile, type FoundStatement, listsOf } from "./examine";
import { examineFile, STANDARD_INPUT } from "./files";
import { ENDINGS } from "./hosts";
import { isLikeStatement } from "./hosts/host";

const SKIPPED = new Set(["node_modules", ".git", ".terraform"]);
const DEEPEST_FOLDER = 12;

/** Where a statement of a set is. */
export interface Place {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** As written, on one line. */
  readonly statement: string;
}

/** A statement in its file. */
interface Origin {
  readonly file: ExaminedFile;
  readonly span: Span;
  readonly text: string;
}

/**
 * The statements of some files together, as if they were of policies in the same compartment. What a policy defines has
 * its OCID in the place of its name.
 */
export class StatementSet {
  readonly files: readonly ExaminedFile[];
  readonly statements: readonly Statement[];
  /** By the action, which a statement that was made for one member of a subject shares with the one in the file. */
  private readonly origins = new Map<Action, Origin>();

  /** @param names files, folders, or `-` for the standard input; what can't be read is an error of the set. */
  constructor(names: readonly string[]) {
    this.files = names.flatMap(filesIn).map(examineFile);
    this.statements = this.files.flatMap((file) => this.statementsOf(file));
  }

  /** The statements of a file as its policies mean them, each remembered with its place. */
  private statementsOf(file: ExaminedFile): Statement[] {
    return [...listsOf(file.statements)].flatMap((list) =>
      withDefinitions(list.map(({ statement }) => statement)).map((statement, index) => {
        const { excerpt } = list[index] as FoundStatement;
        const span = excerpt.inFile(file.source.text, statement.span);
        if (statement.kind === "grant") this.origins.set(statement.action, { file, span, text: excerpt.text });
        return statement;
      }),
    );
  }

  /** The files with their errors alone: what is not read can't be compared. */
  get errors(): readonly Examined[] {
    return this.examinedWith<never>([], (item) => item);
  }

  /** Where a statement of the set is; undefined for one that is not of it. */
  placeOf({ action }: Grant): Place | undefined {
    const origin = this.origins.get(action);
    if (!origin) return undefined;
    const { file, span, text } = origin;
    const { line } = file.source.positionOf(span.start);
    return { file: file.file, line, statement: text.trim().replaceAll(/\s+/g, " ") };
  }

  /** The files with their errors, and with what there is to say of statements of the set; of others, nothing is said. */
  examinedWith<Item extends { readonly statement: Grant }>(
    items: readonly Item[],
    diagnosticOf: (item: Item, span: Span) => Diagnostic,
  ): readonly Examined[] {
    return this.files.map((file) => {
      const errors = file.diagnostics.filter(({ level }) => level === "error");
      const own = items.flatMap((item) => {
        const origin = this.origins.get(item.statement.action);
        return origin?.file === file ? diagnosticOf(item, origin.span) : [];
      });
      const diagnostics = [...errors, ...own].sort((one, other) => one.start - other.start);
      return { file: file.file, source: file.source, diagnostics };
    });
  }
}

/** A file by itself; of a folder, sorted, the files that have what is like a statement. */
function filesIn(name: string): readonly string[] {
  if (name === STANDARD_INPUT || !fs.statSync(name, { throwIfNoEntry: false })?.isDirectory()) return [name];
  const found: string[] = [];
  const visit = (folder: string, depth: number): void => {
    for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory() && depth < DEEPEST_FOLDER && !SKIPPED.has(entry.name)) visit(file, depth + 1);
      if (entry.isFile() && hasStatements(file)) found.push(file);
    }
  };
  visit(name, 0);
  return found.sort();
}

function hasStatements(file: string): boolean {
  const ending = path.extname(file).toLowerCase();
  if (ending === ".txt") return fs.readFileSync(file, "utf8").split("\n").some(isLikeStatement);
  return ENDINGS.includes(ending) && /\b(allow|deny|endorse|admit|define)\s/i.test(fs.readFileSync(file, "utf8"));
}
