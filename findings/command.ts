import { type Command, CommanderError } from "commander";

/** Runs a command line. Gives the exit code where commander ended it itself: 0 after help, 2 for wrong usage. */
export function runProgram(program: Command, args: readonly string[]): 0 | 2 | undefined {
  try {
    program.parse(args, { from: "user" });
    return undefined;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : 2;
  }
}

/**
 * Reads an option that takes several values, between commas or by the option again: `--ignore a,b --ignore c`. Values
 * behind blanks would take the names of files that follow.
 */
export function valuesOf(written: string, before: readonly string[] = []): readonly string[] {
  const values = written.split(",").map((value) => value.trim());
  return [...before, ...values.filter((value) => value !== "")];
}
