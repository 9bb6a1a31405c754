import { strict as assert } from "node:assert";

import * as proto from "@pulumi/pulumi/proto/provider_pb";

import { kindOf } from "../../../../sandbox/kinds";
import { UNKNOWN, type Properties } from "../../../../sandbox/plugins/values";
import { sharedFacts } from "../../../shared-facts";
import { RunningPlugin, startSandbox, type PluginConnection, type RunningSandbox } from "../../harness";

type Verdict = "accepted" | "refused";
type Step = "no change" | "update" | "replace" | "refused";

/** What was observed of one input. */
interface PerInput {
  /** What Check says when it is left out. */
  readonly missing?: Verdict;
  /** What Check and Diff say when it has another value. */
  readonly changed?: Step;
  readonly replaces?: readonly string[];
  /** What Check says to the value NOPE. */
  readonly unknownValue?: Verdict;
}

/** What was observed of one resource. */
interface Behaviour {
  readonly createPreview: { readonly unknown: readonly string[]; readonly known: readonly string[] };
  readonly sameInputs: Step;
  readonly unknownInput: Verdict;
  readonly perInput: Readonly<Record<string, PerInput>>;
}

type Case = Behaviour & { readonly type: string; readonly given: Properties };

const recorded = sharedFacts("provider/official-behaviour.json") as { readonly cases: readonly Case[] } | undefined;

describe("stand-in OCI plugin answers as the official one did (needs ../shared)", () => {
  let sandbox: RunningSandbox;
  let plugin: RunningPlugin;
  let connection: PluginConnection;

  before(async () => {
    sandbox = await startSandbox();
    plugin = await RunningPlugin.start(sandbox.endpoint);
    connection = await plugin.configured();
  });

  after(async () => {
    plugin.stop();
    await sandbox.stop();
  });

  for (const { type, given, ...behaviour } of recorded?.cases ?? []) {
    if (!kindOf(type)) continue;
    it(type, async () => {
      const observed = await observe(connection, type, given, behaviour.perInput);

      assert.deepEqual(observed, behaviour);
    });
  }

  // without a test of its own, nothing would say that the suite was skipped
  if (!recorded) it("every kind of the sandbox");
});

/** Asks the plugin what the official one was asked. @param questions whose keys say what was asked of which input */
async function observe(
  plugin: PluginConnection,
  token: string,
  given: Properties,
  questions: Behaviour["perInput"],
): Promise<Behaviour> {
  const { inputs } = await plugin.check(token, given);
  const preview = await plugin.previewCreate(token, inputs);
  const outputs = Object.keys(preview).sort();

  const perInput: Record<string, PerInput> = {};
  for (const [key, question] of Object.entries(questions)) {
    perInput[key] = await observeInput(plugin, token, given, inputs, key, question);
  }
  return {
    createPreview: {
      unknown: outputs.filter((key) => preview[key] === UNKNOWN),
      known: outputs.filter((key) => preview[key] !== UNKNOWN),
    },
    sameInputs: (await stepTo(plugin, token, inputs, given)).changed,
    unknownInput: await verdictOn(plugin, token, { ...given, noSuchInput: "x" }),
    perInput,
  };
}

async function observeInput(
  plugin: PluginConnection,
  token: string,
  given: Properties,
  olds: Properties,
  key: string,
  question: PerInput,
): Promise<PerInput> {
  const { [key]: value, ...others } = given;
  return {
    ...("missing" in question ? { missing: await verdictOn(plugin, token, others) } : {}),
    ...("changed" in question ? await stepTo(plugin, token, olds, { ...given, [key]: changed(value) }) : {}),
    ...("unknownValue" in question
      ? { unknownValue: await verdictOn(plugin, token, { ...given, [key]: "NOPE" }) }
      : {}),
  };
}

async function verdictOn(plugin: PluginConnection, token: string, news: Properties): Promise<Verdict> {
  const { failures } = await plugin.check(token, news);
  return failures.length > 0 ? "refused" : "accepted";
}

async function stepTo(
  plugin: PluginConnection,
  token: string,
  olds: Properties,
  news: Properties,
): Promise<{ changed: Step; replaces?: string[] }> {
  const { inputs, failures } = await plugin.check(token, news, olds);
  if (failures.length > 0) return { changed: "refused" };
  const diff = await plugin.diff(token, olds, inputs);
  const replaces = diff.getReplacesList();
  if (replaces.length > 0) return { changed: "replace", replaces };
  const { DIFF_NONE } = proto.DiffResponse.DiffChanges;
  return { changed: diff.getChanges() === DIFF_NONE ? "no change" : "update" };
}

/** Another value of the same type: of an object another first value, which is what was asked. */
function changed(value: unknown): unknown {
  if (typeof value === "boolean") return !value;
  if (typeof value === "number") return value + 1;
  if (Array.isArray(value)) return value.map(changed);
  if (typeof value !== "object" || value === null) return `${String(value)}-changed`;
  return Object.fromEntries(Object.entries(value).map(([key, inner], i) => [key, i === 0 ? changed(inner) : inner]));
}
