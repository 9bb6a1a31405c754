import { Command } from "commander";

import { Interruption, runEngine } from "./engine";
import { findOrStartSandbox, stopSandbox } from "./sandbox-process";
import { POLICY_PACK, prepareStack } from "./stack";
import { openWorkspace, type WorkspaceOptions } from "./workspace";

/** `npm run sandbox`: brings a stack up in the sandbox, judged by the policy pack. */
async function main(): Promise<number> {
  const command = new Command("npm run sandbox --")
    .description("Brings a stack up in the sandbox, judged by the policy pack")
    .argument("[stack]", "stack to bring up", "prod")
    .option("--port <number>", "port of the sandbox's API; 0 takes a free one", "0")
    .option("--folder <path>", "where the sandbox keeps everything (default: .sandbox)")
    .option("--official-plugin", "use the official OCI plugin, which the engine downloads, instead of the stand-in")
    .option("--json", "print addresses and outputs as JSON; everything else goes to stderr")
    .parse();
  const options = command.opts<WorkspaceOptions & { port: string; json?: boolean }>();
  const name = command.processedArgs[0] as string;
  const say = (line: string): void => void (options.json ? process.stderr : process.stdout).write(`${line}\n`);

  const interruption = new Interruption();
  const workspace = openWorkspace(options);
  const sandbox = await findOrStartSandbox(workspace, say, Number(options.port));
  const output = options.json ? "stderr" : "inherit";
  try {
    const stack = await prepareStack(workspace, sandbox, name, say);
    const refresh = stack.needsRefresh ? ["--refresh"] : [];
    const args = ["up", "--yes", ...refresh, ...stack.args, "--policy-pack", POLICY_PACK];
    const { code } = await runEngine(workspace, sandbox, args, { output, interruption });
    if (code !== 0) return code;
    if (options.json) {
      const outputs = await runEngine(workspace, sandbox, ["stack", "output", "--json", "--stack", name], {
        output: "collect",
      });
      process.stdout.write(
        `${JSON.stringify({ stack: name, sandbox, outputs: JSON.parse(outputs.stdout) as unknown }, null, 2)}\n`,
      );
    } else {
      say(whatNext(name, sandbox.api));
    }
    return 0;
  } finally {
    if (interruption.requested && sandbox.started) await stopSandbox(sandbox);
  }
}

function whatNext(stack: string, api: string): string {
  return [
    "",
    "what to try next",
    `  change a description in Pulumi.${stack}.yaml, then   npm run preview -- ${stack} --diff`,
    "  bring another environment up beside it             npm run sandbox -- dev",
    `  see every object that was made                     curl ${api}/sandbox`,
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
