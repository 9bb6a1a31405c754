import * as fs from "node:fs";

import { Argument, Command } from "commander";
import { parse, stringify } from "yaml";

import { deployerGrants, deployerRole } from "../components/model/deployer";
import { iamOf } from "../components/model/iam";
import { iamText, printIam } from "../components/model/iam-text";
import { planOf, type Plan } from "../components/model/plan";
import { withOrigins, withOutputs } from "../components/model/platform-outputs";
import { problemsOf } from "../components/model/problems";
import { settingsSchema } from "../components/model/settings-schema";
import { readPlatformOutputs, type PlatformOptions } from "./platform-outputs";
import { findSource } from "./programs";
import { withoutSecrets } from "./stack-file";
import { PROJECT_NAME } from "./workspace";

/**
 * `npm run explain -- access <stack>`: groups, policies, and each statement with what needs it. Reads the stack file, and
 * where that names a platform stack, what it exports.
 */
async function main(): Promise<void> {
  const command = new Command("npm run explain --")
    .description("Shows what a stack's pipelines are allowed and why, or what the person who runs 'up' must be")
    .addArgument(new Argument("<topic>", "what to explain").choices(["access"]))
    .argument("<stack>", "stack whose file is read; or 'deployer' for the person who runs 'up'")
    .argument("[stack-of-deployer]", "with 'deployer': the stack", "prod")
    .option("--group <name>", "with 'deployer': group of that person", "Deployers")
    .option("--group-id <ocid>", "with 'deployer': its OCID, by which Kubernetes knows it", "<OCID of the group>")
    .option("--platform <file>", "what 'pulumi stack output --json' prints of the platform stack")
    .option("--folder <path>", "sandbox that is asked for it else (default: .sandbox)")
    .option("--json", "print the same as JSON")
    .parse();
  const [, subject, deployed] = command.processedArgs as [string, string, string];
  const { group, groupId, json, ...options } = command.opts<PlatformOptions & Deployer & { json?: boolean }>();
  const isDeployer = subject === "deployer";
  const plan = await readPlan(isDeployer ? deployed : subject, options);

  if (isDeployer) explainDeployer(plan, { group, groupId }, json);
  else explainAccess(plan, json);
}

/** The group of the person who runs `up`: its name in IAM, and its OCID. */
interface Deployer {
  readonly group: string;
  readonly groupId: string;
}

function explainDeployer(plan: Plan, { group, groupId }: Deployer, json = false): void {
  const grants = deployerGrants(plan, group);
  const manifests = deployerRole(plan, groupId);
  if (json) process.stdout.write(`${JSON.stringify({ grants, manifests }, null, 2)}\n`);
  else {
    for (const { statement, reason } of grants) process.stdout.write(`${reason}\n  ${statement}\n`);
    for (const each of manifests) process.stdout.write(`---\n${stringify(each)}`);
  }
}

function explainAccess(plan: Plan, json = false): void {
  const iam = iamOf(plan.names, plan.needs);
  if (json) process.stdout.write(`${JSON.stringify(printIam(iam), null, 2)}\n`);
  else {
    process.stdout.write(`${[maker(plan), iamText(iam), ...sharing(plan)].join("\n\n")}\n`);
  }
}

/** Who makes it, and when. */
function maker({ iamExists, needs }: Plan): string {
  if (!iamExists) return "The stack makes all of this.";
  const later = needs.isolated?.length ? "; the groups of single services once their pipelines are there" : "";
  return `The stack makes none of this: the tenancy's administrators do, before its first 'up'${later}.`;
}

/** A dynamic group holds every pipeline of its compartment. */
function sharing({ deliveries, needs }: Plan): string[] {
  if (deliveries.length < 2) return [];
  if (needs.isolated) {
    return [
      "each build reads the secrets and pushes to the repository of its own service alone; sources, the generic repository " +
        "and the tokens of mirrors are still shared",
    ];
  }
  const services = deliveries.map(({ service }) => `'${service}'`).join(", ");
  return [
    `services ${services} share their principals: each build can read the secrets and push to the repositories of all; ` +
      "'access.isolation: service' keeps those apart, a stack and a compartment of its own keeps a service apart for good",
  ];
}

/** @throws Error when the stack has no file, or something is wrong with it. */
async function readPlan(stack: string, options: PlatformOptions): Promise<Plan> {
  const source = findSource(stack);
  const { config = {} } = (parse(fs.readFileSync(source.file, "utf8")) ?? {}) as { config?: Record<string, unknown> };
  const prefix = `${PROJECT_NAME}:`;
  const given = Object.fromEntries(
    Object.entries(config)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, value]) => [key.slice(prefix.length), withoutSecrets(value)]),
  );
  const { platformStack } = given;
  const outputs =
    typeof platformStack === "string" ? await readPlatformOutputs(source, platformStack, options) : undefined;
  const own = withOutputs(given, outputs);
  const found = problemsOf(settingsSchema, own, PROJECT_NAME, () => false);
  const problems = withOrigins(found, given, outputs, PROJECT_NAME);
  if (problems.length > 0) {
    const lines = problems.map(({ key, message }) => `  ${key}: ${message}`);
    throw new Error(`configuration of stack '${stack}': ${problems.length} problem(s)\n${lines.join("\n")}`);
  }
  return planOf(settingsSchema.parse(own), String(config["oci:region"]));
}

main().catch((error: Error) => {
  process.stderr.write(`explain: ${error.message}\n`);
  process.exitCode = 1;
});
