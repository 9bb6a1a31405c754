import * as fs from "node:fs";
import * as path from "node:path";
import { isDeepStrictEqual } from "node:util";

import {
  hasSecret,
  providerOf,
  revealed,
  settled,
  type Exported,
  type Operation,
  type Recorded,
  type Verdict,
} from "./deployment";
import type { Finder, Found } from "./finder";

/** Runs one command of the engine and collects what it writes. */
export type Engine = (args: readonly string[]) => Promise<{ code: number; stdout: string; stderr: string }>;

/** A stack that an engine may have left in the middle of something. */
export interface Interrupted {
  /** As messages show it. */
  readonly name: string;
  readonly engine: Engine;
  /** Arguments that name the stack, and those that a refresh takes beside them. */
  readonly place: readonly string[];
  readonly refresh: readonly string[];
  readonly finder: Finder;
  /** Ids that other states record: none of them was made by this stack. */
  readonly others: ReadonlySet<string>;
  /** Folder for the copy of the state as it was. */
  readonly backups: string;
}

export interface RecoverOptions {
  /** Looks everything up, writes nothing. @default false */
  readonly dryRun?: boolean;
  /** What is done about creates of which nobody can tell what they made. @default "refuse" */
  readonly unclear?: "refuse" | "drop" | undefined;
  /** Is told each operation and what came of it, and the backup's name. */
  readonly say: (line: string) => void;
}

/** What was done about one operation. */
export interface Settled {
  readonly urn: string;
  readonly operation: Operation["type"];
  readonly outcome: Verdict["outcome"];
  /** OCID or other id of what was imported. */
  readonly id?: string;
  readonly why?: string;
}

export interface Recovery {
  readonly stack: string;
  readonly operations: readonly Settled[];
  /** File that holds the state as it was; absent when nothing was written. */
  readonly backup?: string;
}

/**
 * Settles what a killed engine had under way: looks up what its creates have made, imports what is there, and forgets
 * the rest. Everything is looked up first; then the state is written once, after a copy was made of it, so that a failure
 * leaves it as it was.
 * @throws Error that names every operation that can't be told; and when the engine fails.
 */
export async function recoverStack(
  stack: Interrupted,
  { dryRun = false, unclear, say }: RecoverOptions,
): Promise<Recovery> {
  const before = await exportOf(stack);
  const operations = before.deployment.pending_operations ?? [];
  if (operations.length === 0) {
    say(`stack '${stack.name}': nothing was left under way`);
    return { stack: stack.name, operations: [] };
  }
  const verdicts = await verdictsOn(stack, before, unclear);
  const report = operations.map((operation, index) => settledOf(operation, verdicts[index] as Verdict));
  for (const each of report) say(`stack '${stack.name}': ${lineOf(each)}`);
  if (dryRun) {
    say(`stack '${stack.name}': nothing was changed; without '--dry-run' the state is written`);
    return { stack: stack.name, operations: report };
  }

  const backup = backUp(stack, before);
  say(`stack '${stack.name}': its state as it was is kept in '${backup}'`);
  await replaceState(stack, settled(before, verdicts));
  await refresh(stack, touched(before, report), say);
  return { stack: stack.name, operations: report, backup };
}

async function verdictsOn(
  stack: Interrupted,
  before: Exported,
  unclear: RecoverOptions["unclear"] = "refuse",
): Promise<readonly Verdict[]> {
  const plain = await plainOf(stack, before);
  const taken = new Set([...stack.others, ...(before.deployment.resources ?? []).flatMap(({ id }) => id ?? [])]);
  const verdicts: Verdict[] = [];
  const problems: string[] = [];
  for (const { type, resource } of plain.deployment.pending_operations ?? []) {
    try {
      const verdict: Verdict =
        type === "creating"
          ? await verdictOn(stack.finder, plain, resource, taken)
          : { outcome: "refreshed", why: `was ${type} when it was stopped` };
      if (verdict.outcome === "imported") taken.add(verdict.id);
      verdicts.push(verdict);
    } catch (error) {
      const { message } = error as Error;
      problems.push(`  '${resource.urn.split("::").at(-1)}' (${resource.type}): ${message}`);
      verdicts.push({ outcome: "dropped", why: message });
    }
  }
  if (problems.length === 0 || unclear === "drop") return verdicts;
  throw new Error(
    `stack '${stack.name}': what came of ${problems.length} create(s) can't be told, nothing was changed\n` +
      `${problems.join("\n")}\nlook by hand, then run 'pulumi refresh' in a terminal: it asks for the id of each`,
  );
}

/** The state with its secrets, where something is to be looked up by one. It is kept in memory alone. */
async function plainOf(stack: Interrupted, before: Exported): Promise<Exported> {
  const operations = before.deployment.pending_operations ?? [];
  const needed = operations.some(
    ({ resource }) => hasSecret(resource.inputs) || hasSecret(providerOf(before, resource)),
  );
  return needed ? (revealed(await exportOf(stack, "--show-secrets")) as Exported) : before;
}

/** @throws Error when what the create has made can't be told */
async function verdictOn(
  finder: Finder,
  state: Exported,
  resource: Recorded,
  taken: ReadonlySet<string>,
): Promise<Verdict> {
  const needless = resource.custom === false ? "is nothing outside the state" : finder.needless(resource.type);
  if (needless !== undefined) return { outcome: "dropped", why: needless };
  const provider = providerOf(state, resource);
  const all = await finder.find({ type: resource.type, inputs: resource.inputs ?? {}, provider });
  const found = all.filter(({ id }) => !taken.has(id));
  if (found.length > 1) throw new Error(`it may be any of ${found.map(({ id }) => `'${id}'`).join(", ")}`);
  const [one] = found;
  if (!one) return { outcome: "dropped", why: all.length > 0 ? "is recorded already" : "was not made" };
  refuseUnfinished(one);
  refuseTwin(state, resource, one);
  return { outcome: "imported", id: one.id, outputs: one.outputs };
}

/** A resource that is recorded with the same inputs is no replaced one: an 'up' came before this and made it again. */
function refuseTwin({ deployment }: Exported, { urn, inputs }: Recorded, { id }: Found): void {
  const twin = (deployment.resources ?? []).find(
    (each) => each.urn === urn && !each.delete && !each.pendingReplacement && isDeepStrictEqual(each.inputs, inputs),
  );
  if (!twin) return;
  throw new Error(`it was made twice: '${twin.id}' is recorded, '${id}' is not; delete the second one by hand`);
}

function refuseUnfinished({ id, outputs }: Found): void {
  if (outputs["state"] !== "CREATING") return;
  throw new Error(`'${id}' is still CREATING; run this again when it is there`);
}

function settledOf({ type, resource }: Operation, verdict: Verdict): Settled {
  const { outcome } = verdict;
  const detail = outcome === "imported" ? { id: verdict.id } : { why: verdict.why };
  return { urn: resource.urn, operation: type, outcome, ...detail };
}

function lineOf({ urn, outcome, id, why }: Settled): string {
  const [type, name] = urn.split("::").slice(-2) as [string, string];
  const subject = `'${name}' (${type.split("$").at(-1)})`;
  return outcome === "imported" ? `${subject} was made as ${id}: imported` : `${subject} ${why}: ${outcome}`;
}

async function exportOf({ engine, place, name }: Interrupted, ...more: string[]): Promise<Exported> {
  const { code, stdout, stderr } = await engine(["stack", "export", ...more, ...place]);
  if (code !== 0) throw new Error(`stack '${name}': its state could not be read: ${stderr.trim()}`);
  return JSON.parse(stdout) as Exported;
}

function backUp({ backups, name }: Interrupted, state: Exported): string {
  fs.mkdirSync(backups, { recursive: true });
  const time = new Date().toISOString().replace(/[:.]/g, "-");
  const file = path.join(backups, `${name.replace(/\W+/g, "-")}-${time}.json`);
  fs.writeFileSync(file, JSON.stringify(state, null, 2), { mode: 0o600, flag: "wx" });
  return file;
}

/** The engine checks a state before it writes it, and writes it in one go. */
async function replaceState({ engine, place, name, backups }: Interrupted, state: Exported): Promise<void> {
  const file = path.join(backups, `next-${process.pid}.json`);
  fs.writeFileSync(file, JSON.stringify(state), { mode: 0o600 });
  try {
    const { code, stdout, stderr } = await engine(["stack", "import", "--file", file, ...place]);
    if (code !== 0)
      throw new Error(`stack '${name}': its state is as it was, the engine refused the new one:\n${stdout}${stderr}`);
  } finally {
    fs.rmSync(file, { force: true });
  }
}

/** What the state may be wrong about: what was imported, and what was being changed when the engine was killed. */
function touched({ deployment }: Exported, report: readonly Settled[]): string[] {
  const recorded = new Set((deployment.resources ?? []).map(({ urn }) => urn));
  const urns = report
    .filter(({ outcome, urn }) => outcome === "imported" || (outcome === "refreshed" && recorded.has(urn)))
    .map(({ urn }) => urn);
  return [...new Set(urns)];
}

/** Takes the engine's own view of what was touched; without it, the state is whole but perhaps not up to date. */
async function refresh(stack: Interrupted, urns: readonly string[], say: (line: string) => void): Promise<void> {
  if (urns.length === 0) return;
  const targets = urns.flatMap((urn) => ["--target", urn]);
  const args = ["refresh", "--yes", "--skip-preview", ...targets, ...stack.place, ...stack.refresh];
  const { code, stdout, stderr } = await stack.engine(args);
  if (code === 0) return;
  say(
    `stack '${stack.name}': it could not be refreshed; run 'pulumi refresh' before the next 'up':\n${stdout}${stderr}`,
  );
}
