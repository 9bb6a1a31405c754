import { once } from "node:events";

import * as language from "@pulumi/pulumi/proto/language_pb";

import { startChild } from "./children";
import { nodeFor, programEnvironment, resolveFrom, type RuntimeOptions } from "./environment";

/** Exit code of `cmd/run` when it has told the user already what went wrong. */
const ALREADY_REPORTED = 32;

/**
 * Runs the Pulumi program of `request` in a Node process of its own and waits for its end.
 * The answer is `bail` when the program reported its error itself, `error` when it did not. Does not throw.
 */
export async function runProgram(request: language.RunRequest, engine: string): Promise<language.RunResponse> {
  const response = new language.RunResponse();
  try {
    const code = await exitCode(request, engine);
    if (code === ALREADY_REPORTED) response.setBail(true);
    else if (code !== 0)
      response.setError(`the program ended with ${typeof code === "number" ? `exit code ${code}` : `signal ${code}`}`);
  } catch (error) {
    response.setError((error as Error).message);
  }
  return response;
}

async function exitCode(request: language.RunRequest, engine: string): Promise<number | NodeJS.Signals> {
  const info = request.getInfo();
  const directory = info?.getProgramDirectory() || request.getPwd();
  const options = (info?.getOptions()?.toJavaScript() ?? {}) as RuntimeOptions;
  const context = {
    organization: request.getOrganization(),
    project: request.getProject(),
    stack: request.getStack(),
    dryRun: request.getDryrun(),
    config: Object.fromEntries(request.getConfigMap().getEntryList()),
    configSecretKeys: request.getConfigsecretkeysList(),
  };
  const args = [
    ...nodeArguments(options),
    resolveFrom(directory, "@pulumi/pulumi/cmd/run"),
    ...["--monitor", request.getMonitorAddress(), "--engine", engine],
    ...["--organization", context.organization, "--project", context.project, "--stack", context.stack],
    ...["--root-directory", info?.getRootDirectory() ?? directory, "--pwd", request.getPwd()],
    ...["--parallel", String(request.getParallel())],
    ...(context.dryRun ? ["--dry-run"] : []),
    info?.getEntryPoint() || request.getProgram() || ".",
    ...request.getArgsList(),
  ];

  const child = startChild(nodeFor(directory), args, {
    cwd: directory,
    env: programEnvironment(context, options),
    stdio: ["ignore", "inherit", "inherit"],
  });
  const [code, signal] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
  return code ?? signal ?? 1;
}

function nodeArguments(options: RuntimeOptions): string[] {
  return options.nodeargs?.split(/\s+/).filter((argument) => argument !== "") ?? [];
}
