import { strict as assert } from "node:assert";

import * as proto from "@pulumi/pulumi/proto/provider_pb";

import { kindOf } from "../../../../sandbox/kinds";
import { parentInPath, type Field, type Kind, type Shape } from "../../../../sandbox/kinds/kind";
import { asSecret, isObject, type Properties } from "../../../../sandbox/plugins/values";
import { sharedFacts } from "../../../shared-facts";
import { COMPARTMENT, RunningPlugin, startSandbox, type PluginConnection, type RunningSandbox } from "../../harness";
import { changedAt } from "./other-values";
import { CONTAINER_CONFIGURATION, inputsIn, makeSample, samples, type Sample } from "./resources";

type Fact = { readonly type: unknown; readonly replaceOnChange?: boolean };
type Facts = {
  readonly resources: Readonly<Record<string, { readonly inputs: Readonly<Record<string, Fact>> } | undefined>>;
  readonly types: Readonly<Record<string, { readonly properties: Readonly<Record<string, Fact>> } | undefined>>;
};

const facts = sharedFacts("provider/oci-4.20.0.json") as Facts | undefined;

/** What changing a field comes to. */
type Step = "update" | "replace" | "no change";

const sampleOf = (wanted: string): Sample => samples.find(({ token }) => token === wanted) as Sample;

const configuration: Sample = {
  token: CONTAINER_CONFIGURATION,
  inputs: { compartmentId: COMPARTMENT, isRepositoryCreatedOnFirstPush: false },
  change: { isRepositoryCreatedOnFirstPush: true },
};

describe("every field of a resource, changed (needs ../shared)", function () {
  this.timeout(60_000);
  let sandbox: RunningSandbox;
  let plugin: RunningPlugin;
  let connection: PluginConnection;

  before(async () => {
    sandbox = await startSandbox();
    plugin = await RunningPlugin.start(sandbox.endpoint);
    connection = await plugin.configured();
  });

  afterEach(() => sandbox.store.clear());

  after(async () => {
    plugin.stop();
    await sandbox.stop();
  });

  const make = (sample: Parameters<typeof makeSample>[1]): ReturnType<typeof makeSample> =>
    makeSample(connection, sample);

  for (const sample of facts ? [...samples, configuration] : []) {
    const kind = kindOf(sample.token) as Kind;

    it(`of ${kind.token}: an update or a replacement as the official plugin has it`, async () => {
      const paths = pathsIn(facts?.resources[kind.token]?.inputs ?? {}, sample.inputs).filter(
        ({ path }) => !hasOneValue(kind, path),
      );
      const steps: Record<string, Step> = {};
      let current = await make(sample);
      let others = 0;
      // an object that a field may name beside the one it names
      const another = async (tokens: readonly string[]): Promise<string> => {
        const found = renamed(sampleOf(tokens.at(-1) ?? ""), `another-${++others}`);
        const shared = found.parent && (current.inputs[found.parent.input] as string | undefined);
        if (shared === undefined) return (await make(found)).id;
        return (await connection.create(found.token, inputsIn(found, shared))).id;
      };

      for (const { path, step } of paths) {
        const news =
          path === kind.rest.parent && step === "update"
            ? { ...current.inputs, [path]: await another([kind.rest.parentKind ?? ""]) }
            : await changedAt({ properties: kind.inputs }, current.inputs, path.split("."), another);
        const { inputs, failures } = await connection.check(kind.token, news, current.inputs);
        assert.deepEqual(failures, [], path);
        const diff = await connection.diff(kind.token, current.inputs, inputs, current.outputs);
        steps[path] = stepOf(diff, path);
        // another sort of stage needs fields that replace it
        if (diff.getReplacesList().length > 0) continue;

        const outputs = await connection.update(kind.token, current.id, current.outputs, inputs, current.inputs);
        const read = await connection.read(kind.token, current.id, outputs, news);
        assert.deepEqual(told(kind, read.inputs), told(kind, news), path);
        current = { id: current.id, inputs: news, outputs };
      }

      assert.deepEqual(steps, Object.fromEntries(paths.map(({ path, step }) => [path, step])));
    });

    it(`of ${kind.token}: none, after an import`, async () => {
      const { id, inputs } = await make(sample);

      const imported = await connection.read(kind.token, importId(kind, id, inputs));
      const { inputs: given } = await connection.check(kind.token, inputs, imported.inputs);
      const diff = await connection.diff(kind.token, imported.inputs, given, imported.outputs);

      const untold = Object.keys(inputs).filter((key) => kind.inputs[key]?.local || kind.inputs[key]?.writeOnly);
      assert.equal(imported.id, id);
      assert.deepEqual(diff.getDiffsList().sort(), untold.sort());
    });
  }

  // without a test of its own, nothing would say that the suite was skipped
  if (!facts) it("every type of the sandbox");
});

/** A field that can be changed by itself. */
interface Path {
  /** Dotted where it is in an object. */
  readonly path: string;
  readonly step: Step;
}

/** @param given what of them the resource has: adding a whole object may replace it where a change inside does not. */
function pathsIn(inputs: Readonly<Record<string, Fact>>, given: unknown, prefix = ""): Path[] {
  return Object.entries(inputs).flatMap(([name, { type, replaceOnChange }]) => {
    const inner = typeof type === "string" ? facts?.types[type] : undefined;
    const old = isObject(given) ? given[name] : undefined;
    if (inner) {
      const paths = pathsIn(inner.properties, old, `${prefix}${name}.`);
      return replaceOnChange && old === undefined
        ? paths.map(({ path }) => ({ path, step: "replace" as const }))
        : paths;
    }
    return [{ path: prefix + name, step: replaceOnChange ? ("replace" as const) : ("update" as const) }];
  });
}

/** Whether a field takes one value alone, so that it can't be changed. */
function hasOneValue(kind: Kind, path: string): boolean {
  let shape: Shape = { properties: kind.inputs };
  let field: Field | undefined;
  for (const name of path.split(".")) {
    field = typeof shape === "object" && "properties" in shape ? shape.properties[name] : undefined;
    if (field) shape = field.type;
  }
  return field?.oneOf?.length === 1;
}

/** A sample whose parents have another name, so that it can stand beside the first. */
function renamed(sample: Sample, name: string): Sample {
  return JSON.parse(JSON.stringify(sample).replace(/"(name|displayName)":"(app|parent)"/g, `"$1":"${name}"`)) as Sample;
}

/** What a diff says of one field. */
function stepOf(diff: proto.DiffResponse, path: string): Step {
  const { ADD_REPLACE, DELETE_REPLACE, UPDATE_REPLACE } = proto.PropertyDiff.Kind;
  const details = diff.getDetaileddiffMap();
  const own = [...details.keys()].find((key) => key === path || path.startsWith(`${key}.`));
  const found = own === undefined ? undefined : details.get(own);
  if (!found) return "no change";
  return ([ADD_REPLACE, DELETE_REPLACE, UPDATE_REPLACE] as number[]).includes(found.getKind()) ? "replace" : "update";
}

/** Inputs as they can be compared: without what the service never tells, secrets in clear, times as numbers. */
function told(kind: Kind, inputs: Properties): Properties {
  const isTold = ([key]: [string, unknown]): boolean => !kind.inputs[key]?.writeOnly && key !== "__defaults";
  const text = JSON.stringify(Object.fromEntries(Object.entries(inputs).filter(isTold)));
  return JSON.parse(text, (key, value: unknown) => {
    if (/^time[A-Z]/.test(key)) return Date.parse(String(value));
    return typeof value === "object" && value !== null && SECRET_MARK in value ? (value as Properties)["value"] : value;
  }) as Properties;
}

const [SECRET_MARK = ""] = Object.keys(asSecret("")).filter((key) => key !== "value");

/** What an import takes: the id, with the parent's where the path has it. */
function importId({ rest, sdk }: Kind, id: string, inputs: Properties): string {
  const parent = parentInPath(rest);
  if (!parent) return id;
  const own = rest.key ? String(inputs[rest.key]) : id;
  return `${sdk.noun}/${String(inputs[parent])}/${sdk.noun}/${own}`;
}
