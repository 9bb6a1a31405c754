import * as fs from "node:fs";
import * as path from "node:path";

import { Argument, Command } from "commander";
import { parse } from "yaml";

import { deployerGrants, type ExplainedStatement } from "../components/model/deployer";
import { grantsFor } from "../components/model/grants";
import { planOf, type Plan } from "../components/model/plan";
import { problemsOf } from "../components/model/problems";
import { settingsSchema } from "../components/model/settings-schema";
import { printStatement } from "../components/model/statement";
import { availableStacks, withoutSecrets } from "./stack-file";
import { PROJECT, PROJECT_NAME } from "./workspace";

/** `npm run explain -- access <stack>`: each statement of a stack with what needs it. Reads the stack file alone. */
function main(): void {
  const command = new Command("npm run explain --")
    .description("Shows what a stack's pipelines are allowed and why, or what the person who runs 'up' must be")
    .addArgument(new Argument("<topic>", "what to explain").choices(["access"]))
    .argument("<stack>", "stack whose file is read; or 'deployer' for the person who runs 'up'")
    .argument("[stack-of-deployer]", "with 'deployer': the stack", "prod")
    .option("--group <name>", "with 'deployer': group of that person", "Deployers")
    .option("--json", "print a list of { statement, reason }")
    .parse();
  const [, subject, deployed] = command.processedArgs as [string, string, string];
  const { group, json } = command.opts<{ group: string; json?: boolean }>();
  const isDeployer = subject === "deployer";
  const plan = readPlan(isDeployer ? deployed : subject);

  const explained: readonly ExplainedStatement[] = isDeployer ? deployerGrants(plan, group) : pipelineGrants(plan);
  if (json) process.stdout.write(`${JSON.stringify(explained, null, 2)}\n`);
  else for (const { statement, reason } of explained) process.stdout.write(`${reason}\n  ${statement}\n`);
  if (!json && !isDeployer) for (const line of sharing(plan)) process.stdout.write(`\n${line}\n`);
}

function pipelineGrants({ names, needs }: Plan): ExplainedStatement[] {
  const grants = grantsFor({ ...needs, dynamicGroup: (principal) => names.dynamicGroup(principal) });
  return grants.map((grant) => ({ statement: printStatement(grant), reason: grant.reason }));
}

/** A dynamic group holds every pipeline of its compartment. */
function sharing({ deliveries }: Plan): string[] {
  if (deliveries.length < 2) return [];
  const services = deliveries.map(({ service }) => `'${service}'`).join(", ");
  return [
    `services ${services} share their principals: each build can read the secrets and push to the repositories of all; ` +
      "give a service a stack and a compartment of its own to keep it apart",
  ];
}

/** @throws Error when the stack has no file, or something is wrong with it. */
function readPlan(stack: string): Plan {
  const file = path.join(PROJECT, `Pulumi.${stack}.yaml`);
  if (!fs.existsSync(file)) {
    throw new Error(
      `stack '${stack}': there is no 'Pulumi.${stack}.yaml' (stacks here: ${availableStacks().join(", ")})`,
    );
  }
  const { config = {} } = (parse(fs.readFileSync(file, "utf8")) ?? {}) as { config?: Record<string, unknown> };
  const prefix = `${PROJECT_NAME}:`;
  const own = Object.fromEntries(
    Object.entries(config)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, value]) => [key.slice(prefix.length), withoutSecrets(value)]),
  );
  const problems = problemsOf(settingsSchema, own, PROJECT_NAME, () => false);
  if (problems.length > 0) {
    const lines = problems.map(({ key, message }) => `  ${key}: ${message}`);
    throw new Error(`configuration of stack '${stack}': ${problems.length} problem(s)\n${lines.join("\n")}`);
  }
  return planOf(settingsSchema.parse(own), String(config["oci:region"]));
}

try {
  main();
} catch (error) {
  process.stderr.write(`explain: ${(error as Error).message}\n`);
  process.exitCode = 1;
}
