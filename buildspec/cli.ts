import { Command } from "commander";

import { addInit } from "./cli/init";
import { addLint } from "./cli/lint";
import { addRun } from "./cli/run";
import { addSchema } from "./cli/schema";
import { runProgram } from "../findings/command";
import type { Streams } from "../findings/report";

/**
 * Runs the command line; gives its exit code: 0 clean, 1 errors found, 2 wrong usage. What a command is made of is loaded
 * when it runs; one that takes its time gives its code to `later`.
 */
export function main(
  args: readonly string[],
  streams: Streams,
  later: (code: Promise<number>) => void = () => undefined,
): number {
  let code = 0;
  const done = (of: number): void => void (code = of);
  const program = new Command("oci-buildspec")
    .description("Works on build specifications of OCI DevOps (build_spec.yaml)")
    .exitOverride()
    .configureOutput({ writeOut: streams.out, writeErr: streams.err });
  addLint(program, streams, done);
  addInit(program, streams, done);
  addRun(program, streams, later);
  addSchema(program, streams, done);
  return runProgram(program, args) ?? code;
}
