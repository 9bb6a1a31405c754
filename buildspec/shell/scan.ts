/** Something that a script does with a variable or a command. Offsets are in the script. */
export type ShellEvent =
  | { readonly kind: "assign"; readonly name: string; readonly at: number }
  /** `guarded` when the script copes with the variable being unset: `${X:-default}`, `[ -z "$X" ]`. */
  | {
      readonly kind: "use";
      readonly name: string;
      readonly at: number;
      readonly end: number;
      readonly guarded: boolean;
    }
  /** A simple command: its words as they are written, the first being its name; `nested` in a substitution or subshell. */
  | {
      readonly kind: "command";
      readonly words: readonly string[];
      readonly at: number;
      readonly end: number;
      readonly nested: boolean;
    };

/** A part of the script in one mode; `close` is what ends it. */
interface Frame {
  readonly mode: "code" | "quote" | "expansion";
  readonly close: string;
  /** Whether it holds the items of an array, which are no commands. */
  array: boolean;
  wordStart: number;
  /** The words of the command so far. */
  words: { readonly text: string; readonly at: number }[];
  /** Assignments before a command: they are the shell's only if no command follows. */
  assigns: { readonly name: string; readonly at: number }[];
}

const KEYWORDS = new Set([
  "if",
  "then",
  "else",
  "elif",
  "do",
  "while",
  "until",
  "!",
  "{",
  "}",
  "time",
  "fi",
  "done",
  "esac",
  "in",
]);
const DECLARERS = new Set(["export", "declare", "local", "readonly", "typeset"]);

/**
 * What a script of `bash` or `/bin/sh` assigns, uses and runs, in its order. Reads quotes, substitutions, comments and
 * here-documents; text in single quotes is no use. A script that no shell would take gives what can be told of it.
 * Does not throw; its time grows with the length of the script.
 */
export function scan(script: string): readonly ShellEvent[] {
  return new Scanner(script).run();
}

class Scanner {
  readonly #events: ShellEvent[] = [];
  readonly #frames: Frame[] = [frame("code", "")];
  #hereDocuments: { readonly end: string; readonly literal: boolean; readonly tabs: boolean }[] = [];
  #at = 0;

  constructor(private readonly text: string) {}

  run(): readonly ShellEvent[] {
    while (this.#at < this.text.length) {
      const { mode } = this.#frame;
      if (mode === "code") this.#code();
      else this.#quoted();
    }
    while (this.#frames.length > 0) {
      if (this.#frame.mode === "code") this.#endCommand();
      this.#frames.pop();
    }
    return this.#events;
  }

  get #frame(): Frame {
    return this.#frames.at(-1) as Frame;
  }

  /** One token of code. */
  #code(): void {
    const current = this.#frame;
    const char = this.text[this.#at] as string;
    const next = this.text[this.#at + 1];
    if (current.close === char && (char === "`" || char === ")")) {
      this.#endCommand();
      this.#at++;
      this.#frames.pop();
      return;
    }
    switch (char) {
      case " ":
      case "\t":
      case "\r":
        this.#endWord();
        this.#at++;
        return;
      case "\n":
        this.#endCommand();
        this.#at++;
        this.#readHereDocuments();
        return;
      case ";":
      case "&":
      case "|":
      case ")":
        // `2>&1` and `&>file` end no command
        if (char === "&" && (this.text[this.#at - 1] === ">" || next === ">")) break;
        this.#endCommand();
        this.#at++;
        return;
      case "(":
        // an array or a function keeps its word, a subshell starts a command
        if (current.wordStart < 0) this.#endCommand();
        this.#open("code", ")");
        this.#frame.array = current.wordStart < this.#at - 1 && this.text[this.#at - 2] === "=";
        return;
      case "#":
        if (current.wordStart >= 0) break;
        this.#at = this.#indexOf("\n", this.#at);
        return;
      case "<":
        if (next === "<" && this.text[this.#at + 2] !== "<") return this.#hereDocument();
        this.#endWord();
        this.#at += next === "<" ? 3 : 1;
        return;
      case ">":
        this.#endWord();
        this.#at++;
        return;
      case "'":
        this.#startWord();
        this.#at = this.#indexOf("'", this.#at + 1) + 1;
        return;
      case '"':
        this.#open("quote", '"');
        return;
      default:
    }
    this.#startWord();
    this.#common(char);
  }

  /** One token of a text in double quotes, or of `${...}`. */
  #quoted(): void {
    const { close, mode } = this.#frame;
    const char = this.text[this.#at] as string;
    if (char === close) {
      this.#at++;
      this.#frames.pop();
    } else if (char === '"' && mode === "expansion") {
      this.#open("quote", '"');
    } else {
      this.#common(char);
    }
  }

  /** What code and quoted texts share: escapes and expansions. */
  #common(char: string): void {
    if (char === "\\") {
      this.#at += 2;
    } else if (char === "`") {
      this.#open("code", "`");
    } else if (char === "$") {
      this.#dollar();
    } else {
      this.#at++;
    }
  }

  #dollar(): void {
    const start = this.#at;
    const next = this.text[start + 1];
    if (next === "(") {
      this.#at++;
      return this.#open("code", ")");
    }
    if (next === "'" && this.#frame.mode === "code") {
      const end = /^\$'(?:[^'\\]|\\[^])*'?/.exec(this.text.slice(start, start + 4096));
      this.#at += end?.[0].length ?? 1;
      return;
    }
    const braced = next === "{";
    const from = start + (braced ? 2 : 1);
    const length = braced && /[#!]/.test(this.text[from] ?? "") ? 1 : 0;
    const found = NAME.exec(this.text.slice(from + length, from + 256));
    const name = found?.[0] ?? "";
    const nameEnd = from + length + name.length;
    if (name !== "") {
      const operator = braced ? this.text.slice(nameEnd, nameEnd + 2) : "";
      const guarded = /^:?[-=+?]/.test(operator) || this.#isTested();
      this.#events.push({ kind: "use", name, at: start, end: braced ? nameEnd + 1 : nameEnd, guarded });
      if (/^:?=/.test(operator)) this.#events.push({ kind: "assign", name, at: start });
    }
    this.#at = Math.max(nameEnd, start + 1);
    if (braced) this.#frames.push(frame("expansion", "}"));
  }

  /** Whether the word stands in a test of being set or empty. */
  #isTested(): boolean {
    const code = this.#frames.findLast(({ mode }) => mode === "code");
    const [first] = code?.words ?? [];
    return first !== undefined && ["[", "[[", "test"].includes(first.text);
  }

  #open(mode: Frame["mode"], close: string): void {
    if (this.#frame.mode === "code") this.#startWord();
    this.#at++;
    this.#frames.push(frame(mode, close));
  }

  #startWord(): void {
    if (this.#frame.wordStart < 0) this.#frame.wordStart = this.#at;
  }

  #endWord(): void {
    const current = this.#frame;
    if (current.wordStart < 0) return;
    const at = current.wordStart;
    const text = this.text.slice(at, Math.min(this.#at, at + 4096));
    current.wordStart = -1;
    if (current.words.length === 0) {
      const assigned = ASSIGNMENT.exec(text)?.[1];
      if (assigned !== undefined) {
        current.assigns.push({ name: assigned, at });
        return;
      }
      if (KEYWORDS.has(text)) return;
    }
    current.words.push({ text, at });
  }

  #endCommand(): void {
    this.#endWord();
    const current = this.#frame;
    const { words, assigns } = current;
    current.words = [];
    current.assigns = [];
    if (current.array) return;
    const [first] = words;
    if (first === undefined) {
      for (const { name, at } of assigns) this.#events.push({ kind: "assign", name, at });
      return;
    }
    const last = words.at(-1) ?? first;
    for (const { name, at } of assignedBy(words)) this.#events.push({ kind: "assign", name, at });
    const end = last.at + last.text.length;
    const nested = this.#frames.length > 1;
    this.#events.push({ kind: "command", words: words.map(({ text }) => text), at: first.at, end, nested });
  }

  #hereDocument(): void {
    const found = /^<<(-?)[ \t]*(\\?)(?:'([^'\n]*)'|"([^"\n]*)"|([^\s;&|<>()]+))/.exec(
      this.text.slice(this.#at, this.#at + 256),
    );
    this.#endWord();
    if (!found) {
      this.#at += 2;
      return;
    }
    const [all, dash, escaped, single, double, bare] = found;
    const literal = escaped !== "" || single !== undefined || double !== undefined;
    this.#hereDocuments.push({ end: single ?? double ?? bare ?? "", literal, tabs: dash === "-" });
    this.#at += all.length;
  }

  #readHereDocuments(): void {
    const waiting = this.#hereDocuments;
    this.#hereDocuments = [];
    for (const { end, literal, tabs } of waiting) {
      while (this.#at < this.text.length) {
        const stop = this.#indexOf("\n", this.#at);
        const line = this.text.slice(this.#at, stop);
        const from = this.#at;
        this.#at = Math.min(stop + 1, this.text.length);
        if ((tabs ? line.replace(/^\t+/, "") : line).trimEnd() === end) break;
        if (literal) continue;
        for (const { 0: all, 1: name, index } of line.matchAll(/(?<!\\)\$\{?([A-Za-z_]\w*)/g)) {
          const at = from + index;
          this.#events.push({ kind: "use", name: name as string, at, end: at + all.length, guarded: false });
        }
      }
    }
  }

  #indexOf(what: string, from: number): number {
    const found = this.text.indexOf(what, from);
    return found < 0 ? this.text.length : found;
  }
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]*/;
const ASSIGNMENT = /^([A-Za-z_][A-Za-z0-9_]*)(?:\[[^\]]*\])?\+?=/;

function frame(mode: Frame["mode"], close: string): Frame {
  return { mode, close, array: false, wordStart: -1, words: [], assigns: [] };
}

/** What a built-in assigns by its words. */
function* assignedBy(words: readonly { text: string; at: number }[]): Generator<{ name: string; at: number }> {
  const [first, ...rest] = words;
  const command = first?.text ?? "";
  const bare = rest.filter(({ text }) => /^[A-Za-z_]\w*$/.test(text));
  if (DECLARERS.has(command)) {
    for (const { text, at } of rest) {
      const name = ASSIGNMENT.exec(text)?.[1];
      if (name !== undefined) yield { name, at };
    }
  } else if (["read", "mapfile", "readarray"].includes(command)) {
    for (const { text, at } of bare) yield { name: text, at };
  } else if (["for", "select"].includes(command) && bare[0] !== undefined) {
    yield { name: bare[0].text, at: bare[0].at };
  } else if (command === "getopts" && rest[1] !== undefined) {
    yield { name: rest[1].text, at: rest[1].at };
  } else if (command === "printf" && rest[0]?.text === "-v" && rest[1] !== undefined) {
    yield { name: rest[1].text, at: rest[1].at };
  } else if (command === "let" || command.startsWith("((")) {
    for (const { text, at } of words) {
      const name = /([A-Za-z_]\w*)=/.exec(text)?.[1];
      if (name !== undefined) yield { name, at };
    }
  }
}
