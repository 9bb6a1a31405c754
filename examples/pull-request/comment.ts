import * as fs from "node:fs";

import { ResourcePrincipalAuthenticationDetailsProvider } from "oci-common";
import { DevopsClient } from "oci-devops";

import { say, type Conversation } from "./conversation";
import { onGitHub } from "./github";
import { onOciDevops } from "./oci-devops";

/** The value of an environment variable. @throws Error that names it */
function given(name: string): string {
  const value = process.env[name];
  if (value) return value;
  throw new Error(`environment variable '${name}' is not set; the pipeline gives it to this script`);
}

const HOSTS: Readonly<Record<string, () => Conversation | Promise<Conversation>>> = {
  github: () =>
    onGitHub({
      api: given("GITHUB_API_URL"),
      repository: given("GITHUB_REPOSITORY"),
      number: Number(given("PULL_REQUEST")),
      token: given("GITHUB_TOKEN"),
    }),
  oci: () => {
    const authenticationDetailsProvider = ResourcePrincipalAuthenticationDetailsProvider.builder();
    const client = new DevopsClient({ authenticationDetailsProvider });
    return onOciDevops(client, given("REPOSITORY_ID"), given("OCI_TRIGGER_SOURCE_BRANCH_NAME"));
  },
};

/** `comment.ts <github|oci> <name> <file>`: puts a report in Markdown into the pull request that is previewed. */
async function main([host = "", name = "", file = ""]: readonly string[]): Promise<void> {
  const conversation = HOSTS[host];
  if (!conversation || !/^[\w-]+$/.test(name) || file === "")
    throw new Error("use: comment.ts <github|oci> <name of the report> <file in Markdown>");
  const outcome = await say(await conversation(), name, fs.readFileSync(file, "utf8"));
  process.stdout.write(`comment '${name}': ${outcome}\n`);
}

main(process.argv.slice(2)).catch((error: Error) => {
  process.stderr.write(`comment: ${error.message}\n`);
  process.exitCode = 1;
});
