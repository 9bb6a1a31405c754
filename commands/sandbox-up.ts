import * as path from "node:path";

import { Command } from "commander";

import { installCluster } from "../toolchain/install-cluster";
import { clusterPlace } from "../toolchain/place";
import { Interruption, runEngine } from "./engine";
import { changeSettings, findOrStartSandbox, findSandbox, stopSandbox } from "./sandbox-process";
import { locksOf } from "./locks";
import { findSource, idOf, type StackSource } from "./programs";
import { repairWorkspace } from "./repair";
import { changeStack, POLICY_PACK, prepareStack } from "./stack";
import { platformOf } from "./stack-file";
import { openWorkspace, PROJECT, stackFolder } from "./workspace";

/** `npm run sandbox`: brings a stack up in the sandbox, judged by the policy pack. */
async function main(): Promise<number> {
  const command = new Command("npm run sandbox --")
    .description("Brings a stack up in the sandbox, judged by the policy pack")
    .argument("[stack]", "stack to bring up", "prod")
    .option("--port <number>", "port of the sandbox's API; 0 takes a free one", "0")
    .option("--folder <path>", "where the sandbox keeps everything (default: .sandbox)")
    .option("--official-plugin", "use the official OCI plugin, which the engine downloads, instead of the stand-in")
    .option("--iam-delay <seconds>", "seconds until a policy is in effect; the stack then waits as its file says", "0")
    .option("--lifecycle-delay <seconds>", "seconds that an object is CREATING or DELETING, as in OCI", "0")
    .option("--cluster", "run a real Kubernetes API server, built from its Go module, instead of keeping objects")
    .option("--json", "print addresses and outputs as JSON; everything else goes to stderr")
    .parse();
  const options = command.opts<{
    folder?: string;
    officialPlugin?: boolean;
    port: string;
    iamDelay: string;
    lifecycleDelay: string;
    cluster?: boolean;
    json?: boolean;
  }>();
  const name = command.processedArgs[0] as string;
  const say = (line: string): void => void (options.json ? process.stderr : process.stdout).write(`${line}\n`);

  const interruption = new Interruption();
  const iamDelay = secondsOf("--iam-delay", options.iamDelay);
  const lifecycleDelay = secondsOf("--lifecycle-delay", options.lifecycleDelay);
  const workspace = openWorkspace({ ...options, iamDelay });
  const port = portOf(options.port);
  if (options.cluster && !(await findSandbox(workspace))) await installCluster(clusterPlace(), interruption.signal());
  const sandbox = await findOrStartSandbox(workspace, say, { port, cluster: options.cluster ?? false });
  await changeSettings(sandbox, { iamDelay, lifecycleDelay });
  const output = options.json ? "stderr" : "inherit";
  try {
    const source = findSource(name);
    const platform = platformOf(source);
    const sources = platform ? [platform, source] : [source];
    await repairWorkspace(workspace, sandbox, sources.map(idOf), say);
    for (const each of sources) {
      const stack = await prepareStack(workspace, sandbox, each, say);
      const up = ["up", "--yes", "--policy-pack", POLICY_PACK];
      const code = await changeStack(workspace, sandbox, stack, up, { output, interruption });
      if (code !== 0) return code;
    }
    if (options.json) {
      const place = ["--stack", source.stack, "-C", stackFolder(workspace, source.program.name)];
      const outputs = await runEngine(workspace, sandbox, ["stack", "output", "--json", ...place], {
        output: "collect",
      });
      if (outputs.code !== 0)
        throw new Error(`stack '${name}': its outputs could not be read: ${outputs.stderr.trim()}`);
      process.stdout.write(
        `${JSON.stringify({ stack: name, sandbox, outputs: JSON.parse(outputs.stdout) as unknown }, null, 2)}\n`,
      );
    } else {
      say(whatNext(name, source, sandbox.api));
    }
    return 0;
  } finally {
    const interrupted = interruption.requested && sandbox.started;
    if (interrupted && !locksOf(workspace).some(({ held }) => held)) await stopSandbox(sandbox);
  }
}

/** @throws Error that names the value and what is allowed. */
function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new Error(`--port: '${text}' is no port; give a number from 0 to 65535, 0 for a free one`);
}

/** @throws Error that names the value and what is allowed. */
function secondsOf(option: string, text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new Error(`${option}: '${text}' is no number of seconds; give one from 0, e.g. '20'`);
}

function whatNext(stack: string, { file }: StackSource, api: string): string {
  return [
    "",
    "what to try next",
    `  change a description in ${path.relative(PROJECT, file)}, then   npm run preview -- ${stack} --diff`,
    "  bring another environment up beside it             npm run sandbox -- dev",
    `  see every object that was made, and each pipeline  ${api}/ in a browser`,
    "  take everything down again                         npm run sandbox:down",
  ].join("\n");
}

main().then(
  (code) => (process.exitCode = code),
  (error: Error) => {
    process.stderr.write(`sandbox: ${error.message}\n`);
    process.exitCode = 1;
  },
);
