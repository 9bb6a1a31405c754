/** `unknown` where neither can be said; the reason is one line, without the final period. */
export interface Coverage {
  readonly answer: "yes" | "no" | "unknown";
  readonly reason: string;
}

export const YES: Coverage = { answer: "yes", reason: "every part is covered" };

export function no(reason: string): Coverage {
  return { answer: "no", reason };
}

export function unknown(reason: string): Coverage {
  return { answer: "unknown", reason };
}

/** What holds for a whole of which this holds for the parts: the worst of them, the first one of equals. */
export function worstOf(parts: readonly Coverage[]): Coverage {
  return parts.find(({ answer }) => answer === "no") ?? parts.find(({ answer }) => answer === "unknown") ?? YES;
}
