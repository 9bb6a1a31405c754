import { finding } from "../diagnostic";
import { type Check, stepName } from "./check";

/** Without `failImmediatelyOnError` or `set -e`, a step of several commands succeeds when its last one does; not said of a script that looks at `$?` itself. */
export const exitCodeIgnored: Check = ({ spec, scripts }) => {
  if (spec.dialect !== "build") return [];
  const found = scripts.flatMap((script) => {
    const { step, handler, events } = script;
    const commands = events.flatMap((event) => (event.kind === "command" && !event.nested ? [event] : []));
    const works = commands.filter(({ words }) => !HARMLESS.has(words[0] ?? ""));
    const last = commands.at(-1);
    const stops = commands.some(
      ({ words }) => words[0] === "set" && words.some((word) => /^-[a-z]*e|^errexit$/.test(word)),
    );
    if (
      handler ||
      step.failImmediatelyOnError ||
      stops ||
      step.command.text.includes("$?") ||
      !works.some((each) => each !== last)
    )
      return [];
    const message =
      `${stepName(script)} succeeds when its last command does, whatever the others did; ` +
      "set 'failImmediatelyOnError: true'";
    return [finding("exit-code-ignored", { start: step.command.start, end: step.command.start + 1 }, message)];
  });
  // one is enough to say it
  return found.slice(0, 1);
};

/** Commands that hardly fail, or whose failure a script looks at. */
const HARMLESS = new Set(
  "echo printf export cd pwd ls env set true : [ [[ test cat exit date return read local".split(" "),
);
