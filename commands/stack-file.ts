import * as fs from "node:fs";
import * as path from "node:path";

import { parse, stringify } from "yaml";

import { idOf, sourceOf, type StackSource } from "./programs";
import { PROJECT, PROJECT_NAME, readCheckpoint, stackCopy, type StackId, type Workspace } from "./workspace";

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

/** What of `oci:` the sandbox takes over. Never authentication: what is sent to a sandbox opens nothing else. */
const TAKEN_OVER = ["oci:region", "oci:ignoreDefinedTags"];

/**
 * Copies the file of a stack into the workspace and adds what a provider needs there. The file itself is only read.
 * Returns the path of the copy.
 * @param known whether the state knows the stack: then the last copy serves when the file is gone.
 * @throws Error when there is no such stack file, it is not YAML, or the sandbox could not keep its calls to itself.
 */
export function copyStackFile(workspace: Workspace, source: StackSource, known: boolean): string {
  const id = idOf(source);
  const copy = stackCopy(workspace, id);
  if (known && !fs.existsSync(source.file) && fs.existsSync(copy)) return copy;
  const before = fs.existsSync(copy) ? readStackFile(copy) : {};
  const salt = before.encryptionsalt ?? readCheckpoint(workspace, id)?.salt;

  const { config = {} } = readStackFile(source.file);
  const access = config["oci-delivery:access"] as { domain?: unknown } | undefined;
  if (workspace.officialPlugin && access?.domain !== undefined) {
    throw new Error(
      `stack '${id.stack}': 'access.domain' is set, and the official plugin would call that domain instead of the sandbox; ` +
        "leave '--official-plugin' out",
    );
  }
  const added = {
    "oci:auth": "ApiKey",
    "oci:tenancyOcid": tenancyOf(config),
    "oci:userOcid": "ocid1.user.oc1..sandbox",
    "oci:fingerprint": "00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00",
    "oci:privateKeyPath": workspace.keyFile,
    "oci:disableAutoRetries": "true",
    ...(id.project === PROJECT_NAME ? ownSettings(config, workspace) : {}),
  };
  const content: StackFile = {
    ...(salt ? { encryptionsalt: salt } : {}),
    config: { ...(withoutSecrets(takenOver(config)) as Record<string, unknown>), ...added },
  };
  fs.writeFileSync(copy, stringify(content));
  return copy;
}

/**
 * Where the copy of a stack's file says that the tenancy's IAM is written; undefined when it does not say.
 * @param copy path of the file.
 */
export function homeRegionIn(copy: string): { readonly tenancy: string; readonly region: string } | undefined {
  const { config = {} } = readStackFile(copy);
  const settings = Object.entries(config).flatMap(([key, value]) => [
    [key, value] as const,
    ...(typeof value === "object" && value !== null ? Object.entries(value as Record<string, unknown>) : []),
  ]);
  const region = settings.find(([key]) => /(^|:)homeRegion$/.test(key))?.[1];
  return typeof region === "string" ? { tenancy: String(config["oci:tenancyOcid"]), region } : undefined;
}

function tenancyOf(config: Record<string, unknown>): string {
  const platform = config[`${PROJECT_NAME}:platform`] as { tenancy?: unknown } | undefined;
  return typeof platform?.tenancy === "string" ? platform.tenancy : "ocid1.tenancy.oc1..sandbox";
}

/** Settings of the main program that are others in the sandbox. */
function ownSettings(config: Record<string, unknown>, { iamDelay }: Workspace): Record<string, unknown> {
  const platformStack = platformStackOf(config);
  return {
    // a policy of the sandbox is in effect at once, unless told otherwise
    ...(iamDelay === 0
      ? { [`${PROJECT_NAME}:access`]: { ...(config[`${PROJECT_NAME}:access`] as object | undefined), wait: "0s" } }
      : {}),
    // a file backend has one organization alone, of that name
    ...(platformStack ? { [PLATFORM_STACK]: `organization/${platformStack.project}/${platformStack.stack}` } : {}),
  };
}

/**
 * The platform stack that a stack of the main program reads its ids from; undefined when its file gives them itself.
 * @throws Error when there is no program or no stack file for it in this checkout.
 */
export function platformOf(source: StackSource): StackSource | undefined {
  if (source.program.name !== PROJECT_NAME || !fs.existsSync(source.file)) return undefined;
  const { config = {} } = readStackFile(source.file);
  const id = platformStackOf(config);
  if (!id) return undefined;
  const platform = sourceOf(id);
  if (fs.existsSync(platform.file)) return platform;
  throw new Error(
    `stack '${source.stack}': its platform stack '${String(config[PLATFORM_STACK])}' has no file here: there is no ` +
      `'${path.relative(PROJECT, platform.file)}'; add it, or give the ids under 'platform' in the stack file`,
  );
}

const PLATFORM_STACK = `${PROJECT_NAME}:platformStack`;

/** The stack that a reference `<organization>/<project>/<stack>` names; what is malformed the program reports. */
function platformStackOf(config: Record<string, unknown>): StackId | undefined {
  const [, project, stack] = /^[^/]+\/([^/]+)\/([^/]+)$/.exec(String(config[PLATFORM_STACK])) ?? [];
  return project !== undefined && stack !== undefined ? { project, stack } : undefined;
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

/** What may hold a token. */
interface Holder {
  readonly token?: { readonly secure?: unknown };
}

/** Keys of the encrypted tokens of a stack file: the program wants them encrypted in the copy, too. */
export function encryptedTokens(file: string): string[] {
  if (!fs.existsSync(file)) return [];
  const { config = {} } = readStackFile(file);
  const given = config[`${PROJECT_NAME}:services`];
  const services = (Array.isArray(given) ? given : []) as ({ source?: Holder } | null)[];
  const holders = [
    ...services.map((service, index) => [`services[${index}].source`, service?.source] as const),
    ["pull", config[`${PROJECT_NAME}:pull`] as Holder | null | undefined] as const,
  ];
  return holders.flatMap(([key, holder]) =>
    holder?.token?.secure === undefined ? [] : [`${PROJECT_NAME}:${key}.token`],
  );
}

/** A value of a stack file with something else in the place of each encrypted one. @param key that the value is under. */
export function withoutSecrets(value: unknown, key = ""): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutSecrets(item));
  if (typeof value !== "object" || value === null) return value;
  if (Object.keys(value).join() === "secure") return SECRET_ADDRESSES[key] ?? SECRET;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutSecrets(inner, name)]));
}
