import { generateKeyPairSync, randomBytes } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";

/** The project's own folder: where the main program's Pulumi.yaml is. */
export const PROJECT = path.resolve(__dirname, "..");

/** Pulumi's name of the main program, and namespace of its settings. */
export const PROJECT_NAME = "oci-delivery";

/** What the state knows a stack by. */
export interface StackId {
  /** Pulumi's name of its program. */
  readonly project: string;
  readonly stack: string;
}

/** As messages show a stack: those of the main program by their names alone. */
export function labelOf({ project, stack }: StackId): string {
  return project === PROJECT_NAME ? stack : `${project}/${stack}`;
}

/** Name of a stack's file. */
export function fileName(stack: string): string {
  return `Pulumi.${stack}.yaml`;
}

/**
 * The one folder in which the sandbox keeps everything: its objects, the engine's state, and copies of the stack files
 * that carry what the sandbox adds to them. Git ignores it; deleting it is a reset.
 */
export interface Workspace {
  readonly folder: string;
  /** File backend of the engine. */
  readonly state: string;
  /** Folder of the stack files' copies, one folder for each program. */
  readonly stacks: string;
  readonly passphraseFile: string;
  /** RSA key that signs requests to the sandbox; opens nothing else. */
  readonly keyFile: string;
  /** Whether the engine reaches the sandbox through the official OCI plugin, which it downloads, or the stand-in. */
  readonly officialPlugin: boolean;
  /** Seconds until a policy is in effect in the sandbox: stacks wait for it as their files say, if it is not 0. */
  readonly iamDelay: number;
  /** Folder of the API server that the sandbox runs; what it holds is in there. */
  readonly cluster: string;
}

export interface WorkspaceOptions {
  /** @default `.sandbox` in the project */
  readonly folder?: string;
  /** @default false */
  readonly officialPlugin?: boolean;
  /** @default 0 */
  readonly iamDelay?: number;
}

/** Absolute path of the workspace's folder, be it there or not. */
export function workspaceFolder({ folder }: WorkspaceOptions): string {
  return path.resolve(folder ?? path.join(PROJECT, ".sandbox"));
}

/** @throws Error when a folder is none of a workspace's. */
export function requireWorkspace(folder: string): void {
  if (fs.existsSync(path.join(folder, "passphrase")) && fs.existsSync(path.join(folder, "state"))) return;
  throw new Error(`'${folder}' is not the folder of a sandbox; nothing was deleted`);
}

/** Names of all that the sandbox keeps in its folder. */
const OWN =
  /^(state|stacks|backups|cluster|passphrase|key\.pem|unfinished-.+|sandbox-of-.+|objects\.db.*|sandbox\.(json|log).*)$/;

/** Deletes what a workspace is made of, and its folder when nothing else is in it. @throws Error as `requireWorkspace` */
export function deleteWorkspace(folder: string): void {
  requireWorkspace(folder);
  for (const name of fs.readdirSync(folder)) {
    if (OWN.test(name)) fs.rmSync(path.join(folder, name), { recursive: true, force: true });
  }
  if (fs.readdirSync(folder).length === 0) fs.rmdirSync(folder);
}

/** Opens the workspace, and makes what of it is not there yet. */
export function openWorkspace(options: WorkspaceOptions = {}): Workspace {
  const folder = workspaceFolder(options);
  const workspace: Workspace = {
    folder,
    state: path.join(folder, "state"),
    stacks: path.join(folder, "stacks"),
    passphraseFile: path.join(folder, "passphrase"),
    keyFile: path.join(folder, "key.pem"),
    officialPlugin: options.officialPlugin ?? false,
    iamDelay: options.iamDelay ?? 0,
    cluster: path.join(folder, "cluster"),
  };
  fs.mkdirSync(workspace.state, { recursive: true });
  fs.mkdirSync(workspace.stacks, { recursive: true });
  writeOnce(workspace.passphraseFile, () => randomBytes(24).toString("hex"));
  writeOnce(workspace.keyFile, () =>
    generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  );
  return workspace;
}

/** Where the stack files' copies of a program are, with a Pulumi.yaml of its own so that the engine writes salts there. */
export function stackFolder(workspace: Workspace, project: string): string {
  const folder = path.join(workspace.stacks, project);
  fs.mkdirSync(folder, { recursive: true });
  writeOnce(path.join(folder, "Pulumi.yaml"), () => `name: ${project}\nruntime: nodejs\n`);
  return folder;
}

/** The workspace's copy of a stack's file, be it there or not. */
export function stackCopy(workspace: Workspace, { project, stack }: StackId): string {
  return path.join(stackFolder(workspace, project), fileName(stack));
}

/** The stacks that the state knows: those of the main program first, since others make what these stand on. */
export function knownStacks(workspace: Workspace): StackId[] {
  const folder = path.join(workspace.state, ".pulumi", "stacks");
  if (!fs.existsSync(folder)) return [];
  const projects = fs.readdirSync(folder).sort();
  const others = projects.filter((project) => project !== PROJECT_NAME);
  return [...projects.filter((project) => project === PROJECT_NAME), ...others].flatMap((project) =>
    fs
      .readdirSync(path.join(folder, project))
      .filter((name) => name.endsWith(".json"))
      .map((name) => ({ project, stack: name.replace(/\.json$/, "") })),
  );
}

/** A stack's checkpoint, as far as the commands look into it. */
export interface Checkpoint {
  readonly resources: readonly { readonly type: string; readonly id?: string }[];
  readonly pendingOperations: readonly { readonly type: string; readonly resource: PendingResource }[];
  /** Salt of the passphrase that the checkpoint's secrets are encrypted with. */
  readonly salt: string | undefined;
}

export interface PendingResource {
  readonly type: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** The checkpoint of a stack; undefined when the state does not know the stack. */
export function readCheckpoint(workspace: Workspace, { project, stack }: StackId): Checkpoint | undefined {
  const file = path.join(workspace.state, ".pulumi", "stacks", project, `${stack}.json`);
  if (!fs.existsSync(file)) return undefined;
  const latest = (JSON.parse(fs.readFileSync(file, "utf8")) as { checkpoint: { latest?: RawDeployment } }).checkpoint
    .latest;
  return {
    resources: latest?.resources ?? [],
    pendingOperations: latest?.pending_operations ?? [],
    salt: latest?.secrets_providers?.state?.salt,
  };
}

interface RawDeployment {
  resources?: Checkpoint["resources"];
  pending_operations?: Checkpoint["pendingOperations"];
  secrets_providers?: { state?: { salt?: string } };
}

function writeOnce(file: string, content: () => string): void {
  if (!fs.existsSync(file)) fs.writeFileSync(file, content(), { mode: 0o600 });
}
