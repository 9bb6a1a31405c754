import type { Exception } from "./exception";
import type { Excepted } from "./register";

/** How an accepted finding is shown. */
export function noticeOf({ exception: { rule, owner, expires, reason }, message }: Excepted): string {
  return `${rule}, excepted until ${expires} by ${JSON.stringify(owner)} because ${JSON.stringify(reason)}: ${message}`;
}

/** An accepted finding as its notice tells of it. */
export interface Notice extends Omit<Exception, "resource"> {
  readonly message: string;
}

/** Reads a notice back; undefined for any other text. */
export function readNotice(text: string): Notice | undefined {
  const quoted = String.raw`"(?:[^"\\]|\\.)*"`;
  const shape = new RegExp(
    `^([a-z-]+), excepted until (\\d{4}-\\d{2}-\\d{2}) by (${quoted}) because (${quoted}): (.*)$`,
    "s",
  );
  const [, rule, expires, owner, reason, message] = shape.exec(text) ?? [];
  if (rule === undefined || expires === undefined || message === undefined) return undefined;
  return {
    rule,
    expires,
    owner: JSON.parse(owner ?? "") as string,
    reason: JSON.parse(reason ?? "") as string,
    message,
  };
}
