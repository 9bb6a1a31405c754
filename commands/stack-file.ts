import * as fs from "node:fs";
import * as path from "node:path";

import { parse, stringify } from "yaml";

import { PROJECT, readCheckpoint, type Workspace } from "./workspace";

interface StackFile {
  encryptionsalt?: string;
  config?: Record<string, unknown>;
}

/** Stands for every secret of a stack file: the sandbox can't decrypt them, and must not. */
const SECRET = "a secret of the stack file, not known in the sandbox";

/** Names of the stacks that have a file in the project, in alphabetical order. */
export function availableStacks(project = PROJECT): string[] {
  return fs
    .readdirSync(project)
    .map((name) => /^Pulumi\.(.+)\.yaml$/.exec(name)?.[1])
    .filter((name) => name !== undefined)
    .sort();
}

/**
 * Copies the stack file of `stack` into the workspace and adds what a provider needs there. The project's own file is
 * only read. Returns the path of the copy.
 * @throws Error when there is no such stack file.
 */
export function copyStackFile(workspace: Workspace, stack: string): string {
  const source = path.join(PROJECT, `Pulumi.${stack}.yaml`);
  if (!fs.existsSync(source)) {
    throw new Error(
      `stack '${stack}': there is no 'Pulumi.${stack}.yaml' (stacks here: ${availableStacks().join(", ")})`,
    );
  }
  const copy = path.join(workspace.stacks, `Pulumi.${stack}.yaml`);
  const before = fs.existsSync(copy) ? (parse(fs.readFileSync(copy, "utf8")) as StackFile | null) : null;
  const salt = before?.encryptionsalt ?? readCheckpoint(workspace, stack)?.salt;

  const { config = {} } = (parse(fs.readFileSync(source, "utf8")) as StackFile | null) ?? {};
  const platform = config["oci-delivery:platform"] as { tenancy?: unknown } | undefined;
  const added = {
    "oci:tenancyOcid": typeof platform?.tenancy === "string" ? platform.tenancy : "ocid1.tenancy.oc1..sandbox",
    "oci:userOcid": "ocid1.user.oc1..sandbox",
    "oci:fingerprint": "00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00",
    "oci:privateKeyPath": workspace.keyFile,
    "oci:disableAutoRetries": "true",
  };
  const content: StackFile = {
    ...(salt ? { encryptionsalt: salt } : {}),
    config: { ...(withoutSecrets(config) as Record<string, unknown>), ...added },
  };
  fs.writeFileSync(copy, stringify(content));
  return copy;
}

function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== "object" || value === null) return value;
  if (Object.keys(value).join() === "secure") return SECRET;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutSecrets(inner)]));
}
