/** Tells what a step does, and how long it has taken while it runs. */
export interface Progress {
  /** Replaces the step's current detail, e.g. `412 packages`. */
  detail(text: string): void;
  /** Ends the step with its time and a last word. */
  done(text?: string): void;
}

/** How often a step that is still running says so, in milliseconds: on a terminal in place, else as a new line. */
const REPEAT = { terminal: 1_000, lines: 20_000 };

/** Begins a step. Writes to `stream`, by default stderr, so that stdout stays for results. */
export function step(title: string, stream: NodeJS.WriteStream = process.stderr): Progress {
  const started = Date.now();
  const terminal = stream.isTTY === true && process.env["CI"] === undefined;
  let detail = "";
  const line = (): string => `${title}${detail ? `, ${detail}` : ""}: ${seconds(Date.now() - started)}`;
  const say = (): boolean => stream.write(terminal ? `\r\u001b[2K${line()}` : `${line()} so far\n`);
  if (!terminal) stream.write(`${title} ...\n`);
  const timer = setInterval(say, terminal ? REPEAT.terminal : REPEAT.lines);
  timer.unref();
  return {
    detail: (text) => void (detail = text),
    done: (text = "done") => {
      clearInterval(timer);
      detail = "";
      stream.write(`${terminal ? "\r\u001b[2K" : ""}${line()}, ${text}\n`);
    },
  };
}

/** A duration as people read it: `0.4 s`, `12 s`, `3 min 8 s`. */
export function seconds(milliseconds: number): string {
  if (milliseconds < 10_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  const whole = Math.round(milliseconds / 1000);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
