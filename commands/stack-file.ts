import * as fs from "node:fs";
import * as path from "node:path";

import { parse, stringify } from "yaml";

import { PROJECT, readCheckpoint, type Workspace } from "./workspace";

interface StackFile {
  encryptionsalt?: string;
  config?: Record<string, unknown>;
}

/** Stands for every secret of a stack file: the sandbox can't decrypt them, and must not. */
export const SECRET = "a secret of the stack file, not known in the sandbox";

/** The same for addresses, which the program reads: of the right form, and leading nowhere. */
const SECRET_ADDRESSES: Readonly<Record<string, string>> = {
  slack: "https://hooks.slack.com/services/sandbox",
  pagerduty: "https://events.pagerduty.com/integration/sandbox/enqueue",
  https: "https://sandbox.invalid/secret",
};

/** Names of the stacks that have a file in the project, in alphabetical order. */
export function availableStacks(project = PROJECT): string[] {
  return fs
    .readdirSync(project)
    .map((name) => /^Pulumi\.(.+)\.yaml$/.exec(name)?.[1])
    .filter((name) => name !== undefined)
    .sort();
}

/** What of `oci:` the sandbox takes over. Never authentication: what is sent to a sandbox opens nothing else. */
const TAKEN_OVER = ["oci:region", "oci:ignoreDefinedTags"];

/**
 * Copies the stack file of `stack` into the workspace and adds what a provider needs there. The project's own file is
 * only read. Returns the path of the copy.
 * @param known whether the state knows the stack: then the last copy serves when the file is gone.
 * @throws Error when there is no such stack file, or it is not YAML.
 */
export function copyStackFile(workspace: Workspace, stack: string, known: boolean): string {
  const source = path.join(PROJECT, `Pulumi.${stack}.yaml`);
  const copy = path.join(workspace.stacks, `Pulumi.${stack}.yaml`);
  if (known && !fs.existsSync(source) && fs.existsSync(copy)) return copy;
  if (!fs.existsSync(source)) {
    throw new Error(
      `stack '${stack}': there is no 'Pulumi.${stack}.yaml' (stacks here: ${availableStacks().join(", ")})`,
    );
  }
  const before = fs.existsSync(copy) ? readStackFile(copy) : {};
  const salt = before.encryptionsalt ?? readCheckpoint(workspace, stack)?.salt;

  const { config = {} } = readStackFile(source);
  const platform = config["oci-delivery:platform"] as { tenancy?: unknown } | undefined;
  const added = {
    "oci:auth": "ApiKey",
    "oci:tenancyOcid": typeof platform?.tenancy === "string" ? platform.tenancy : "ocid1.tenancy.oc1..sandbox",
    "oci:userOcid": "ocid1.user.oc1..sandbox",
    "oci:fingerprint": "00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00",
    "oci:privateKeyPath": workspace.keyFile,
    "oci:disableAutoRetries": "true",
    // a policy of the sandbox is in effect at once
    "oci-delivery:access": { ...(config["oci-delivery:access"] as object | undefined), wait: "0s" },
  };
  const content: StackFile = {
    ...(salt ? { encryptionsalt: salt } : {}),
    config: { ...(withoutSecrets(takenOver(config)) as Record<string, unknown>), ...added },
  };
  fs.writeFileSync(copy, stringify(content));
  return copy;
}

function takenOver(config: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(config).filter(([key]) => !key.startsWith("oci:") || TAKEN_OVER.includes(key)),
  );
}

function readStackFile(file: string): StackFile {
  try {
    return (parse(fs.readFileSync(file, "utf8")) as StackFile | null) ?? {};
  } catch (error) {
    throw new Error(`'${path.basename(file)}' is not YAML: ${(error as Error).message}`, { cause: error });
  }
}

/** Keys of the encrypted tokens of a stack file: the program wants them encrypted in the copy, too. */
export function encryptedTokens(stack: string, project = PROJECT): string[] {
  const source = path.join(project, `Pulumi.${stack}.yaml`);
  if (!fs.existsSync(source)) return [];
  const services = readStackFile(source).config?.["oci-delivery:services"];
  if (!Array.isArray(services)) return [];
  return (services as { source?: { token?: { secure?: unknown } } }[]).flatMap((service, index) =>
    service?.source?.token?.secure === undefined ? [] : [`oci-delivery:services[${index}].source.token`],
  );
}

/** A value of a stack file with something else in the place of each encrypted one. @param key that the value is under. */
export function withoutSecrets(value: unknown, key = ""): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutSecrets(item));
  if (typeof value !== "object" || value === null) return value;
  if (Object.keys(value).join() === "secure") return SECRET_ADDRESSES[key] ?? SECRET;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutSecrets(inner, name)]));
}
