/** Text that is HTML already: everything else is escaped where `html` puts it in. */
export class Html {
  constructor(readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

/** What a template takes: a list is put in one after the other, and what is false or undefined leaves nothing. */
export type Content = Html | string | number | false | undefined | readonly Content[];

/** A piece of a page: `` html`<b>${name}</b>` `` escapes `name`, in an element or in a quoted attribute. */
export function html(strings: TemplateStringsArray, ...contents: readonly Content[]): Html {
  return new Html(strings.reduce((text, next, index) => text + textOf(contents[index - 1]) + next));
}

function textOf(content: Content): string {
  if (content === undefined || content === false) return "";
  if (content instanceof Html) return content.text;
  return Array.isArray(content) ? content.map(textOf).join("") : escaped(String(content));
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}
