import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as path from "node:path";

import type { Exported, Operation, Recorded } from "../../../commands/recovery/deployment";
import type { Finder, Found } from "../../../commands/recovery/finder";
import { recoverStack, type Interrupted, type RecoverOptions } from "../../../commands/recovery/recover-stack";
import { freshFolder } from "../../engine/lab";

const TOPIC = "oci:Ons/notificationTopic:NotificationTopic";
const URN = `urn:pulumi:prod::oci-delivery::${TOPIC}::topic`;
const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

const topic: Recorded = { urn: URN, type: TOPIC, custom: true, inputs: { name: "shop" } };
const creating: Operation = { type: "creating", resource: topic };
const found: Found = { id: "ocid1.onstopic.oc1..made", outputs: { name: "shop", state: "ACTIVE" } };

const finds =
  (...all: Found[]): Finder["find"] =>
  () =>
    Promise.resolve(all);

describe("recoverStack", () => {
  let backups: string;
  let calls: string[];
  let imported: Exported | undefined;
  let lines: string[];

  beforeEach(() => {
    backups = freshFolder("recover-stack");
    [calls, imported, lines] = [[], undefined, []];
  });

  /** A stack whose engine exports `state`, and fails at the commands that are named. */
  const stack = (
    { operations = [creating], resources = [] as Recorded[] },
    find: Finder["find"],
    failing: readonly string[] = [],
  ): Interrupted => ({
    name: "prod",
    engine: (args) => {
      calls.push(args.join(" "));
      const command = args[0] === "stack" ? String(args[1]) : String(args[0]);
      if (failing.includes(command)) return Promise.resolve({ code: 1, stdout: "", stderr: `${command} was refused` });
      if (command === "import") {
        imported = JSON.parse(fs.readFileSync(String(args[args.indexOf("--file") + 1]), "utf8")) as Exported;
      }
      const state: unknown = { version: 3, deployment: { resources, pending_operations: operations } };
      return Promise.resolve({ code: 0, stdout: command === "export" ? JSON.stringify(state) : "", stderr: "" });
    },
    place: ["--stack", "prod"],
    refresh: [],
    finder: { needless: () => undefined, find },
    others: new Set(["ocid1.onstopic.oc1..of-another-stack"]),
    backups,
  });
  const recover = (interrupted: Interrupted, options: Partial<RecoverOptions> = {}): ReturnType<typeof recoverStack> =>
    recoverStack(interrupted, { say: (line) => void lines.push(line), ...options });

  it("imports what was made, keeps the state as it was, and refreshes what it imported", async () => {
    const { operations, backup } = await recover(stack({}, finds(found)));

    assert.deepEqual(operations, [{ urn: URN, operation: "creating", outcome: "imported", id: found.id }]);
    assert.deepEqual(imported?.deployment.resources, [{ ...topic, id: found.id, outputs: found.outputs }]);
    const kept = JSON.parse(fs.readFileSync(String(backup), "utf8")) as Exported;
    assert.deepEqual(kept.deployment.pending_operations, [creating]);
    assert.equal(calls.at(-1), `refresh --yes --skip-preview --target ${URN} --stack prod`);
    assert.deepEqual(lines, [
      `stack 'prod': 'topic' (${TOPIC}) was made as ocid1.onstopic.oc1..made: imported`,
      `stack 'prod': its state as it was is kept in '${backup}'`,
    ]);
  });

  it("keeps the copy of the state to its owner, and nothing beside it", async () => {
    const { backup = "" } = await recover(stack({}, finds(found)));

    assert.equal(fs.statSync(backup).mode & 0o077, 0);
    assert.deepEqual(fs.readdirSync(backups), [path.basename(backup)]);
  });

  it("drops what was not made, and refreshes nothing", async () => {
    const { operations } = await recover(stack({}, finds()));

    assert.deepEqual(operations, [{ urn: URN, operation: "creating", outcome: "dropped", why: "was not made" }]);
    assert.deepEqual(imported?.deployment, { resources: [], pending_operations: [] });
    assert.ok(!calls.some((call) => call.startsWith("refresh")));
  });

  it("refreshes what was being updated", async () => {
    const recorded = { ...topic, id: "ocid1.onstopic.oc1..known" };
    const updating: Operation = { type: "updating", resource: recorded };

    await recover(stack({ operations: [updating], resources: [recorded] }, () => assert.fail("looked up")));

    assert.deepEqual(imported?.deployment.resources, [recorded]);
    assert.match(calls.at(-1) ?? "", /^refresh .*--target/);
    assert.equal(lines[0], `stack 'prod': 'topic' (${TOPIC}) was updating when it was stopped: refreshed`);
  });

  it("leaves alone what another resource or stack has recorded", async () => {
    const recorded = { ...topic, urn: `${URN}-2`, id: "ocid1.onstopic.oc1..known" };
    const taken = [recorded.id, "ocid1.onstopic.oc1..of-another-stack"].map((id) => ({ ...found, id }));

    const { operations } = await recover(stack({ resources: [recorded] }, finds(...taken)));

    assert.equal(operations[0]?.why, "is recorded already");
  });

  it("gives one object to one create alone", async () => {
    const second: Operation = { type: "creating", resource: { ...topic, urn: `${URN}-2` } };

    const { operations } = await recover(stack({ operations: [creating, second] }, finds(found)));

    assert.deepEqual(
      operations.map(({ outcome }) => outcome),
      ["imported", "dropped"],
    );
  });

  it("changes nothing in a dry run, and says what it would do", async () => {
    const { operations, backup } = await recover(stack({}, finds(found)), { dryRun: true });

    assert.deepEqual([operations[0]?.outcome, backup], ["imported", undefined]);
    assert.deepEqual(calls, ["stack export --stack prod"]);
    assert.deepEqual(fs.readdirSync(backups), []);
  });

  it("does nothing where nothing was under way", async () => {
    assert.deepEqual(await recover(stack({ operations: [] }, finds(found))), { stack: "prod", operations: [] });
    assert.deepEqual(calls, ["stack export --stack prod"]);
  });

  it("looks up by plain values, and writes encrypted ones", async () => {
    const hidden: Operation = {
      ...creating,
      resource: { ...topic, inputs: { name: { ...SECRET, plaintext: '"shop"' } } },
    };
    const sought: unknown[] = [];

    await recover(
      stack({ operations: [hidden] }, ({ inputs }) => {
        sought.push(inputs);
        return Promise.resolve([found]);
      }),
    );

    assert.deepEqual(sought, [{ name: "shop" }]);
    assert.deepEqual(imported?.deployment.resources?.[0]?.outputs?.["name"], hidden.resource.inputs?.["name"]);
  });

  const unclear: { what: string; find: Finder["find"]; resources?: Recorded[]; says: RegExp }[] = [
    {
      what: "several objects fit",
      find: finds(found, { ...found, id: "ocid1.onstopic.oc1..twin" }),
      says: /'topic' \(oci:Ons.*\): it may be any of 'ocid1\.onstopic\.oc1\.\.made', 'ocid1\.onstopic\.oc1\.\.twin'/,
    },
    {
      what: "the API refuses to look",
      find: () => Promise.reject(new Error("Authorization failed or requested resource not found")),
      says: /Authorization failed or requested resource not found/,
    },
    {
      what: "the object is still being made",
      find: finds({ ...found, outputs: { state: "CREATING" } }),
      says: /'ocid1\.onstopic\.oc1\.\.made' is still CREATING; run this again when it is there/,
    },
    {
      what: "another up has made it once more",
      find: finds(found),
      resources: [{ ...topic, id: "ocid1.onstopic.oc1..again" }],
      says: /it was made twice: 'ocid1\.onstopic\.oc1\.\.again' is recorded, 'ocid1\.onstopic\.oc1\.\.made' is not/,
    },
  ];
  for (const { what, find, resources = [], says } of unclear) {
    it(`fails when ${what}, and changes nothing`, async () => {
      await assert.rejects(recover(stack({ resources }, find)), (error: Error) => {
        assert.match(error.message, /^stack 'prod': what came of 1 create\(s\) can't be told, nothing was changed\n/);
        assert.match(error.message, says);
        return true;
      });
      assert.equal(imported, undefined);
      assert.deepEqual(fs.readdirSync(backups), []);
    });
  }

  it("drops what can't be told where it is asked to", async () => {
    const { operations } = await recover(
      stack({}, () => Promise.reject(new Error("no name"))),
      { unclear: "drop" },
    );

    assert.deepEqual(operations, [{ urn: URN, operation: "creating", outcome: "dropped", why: "no name" }]);
  });

  it("fails when the engine refuses the new state, says that the old one stands, and keeps the copy alone", async () => {
    await assert.rejects(
      recover(stack({}, finds(found), ["import"])),
      /^Error: stack 'prod': its state is as it was, the engine refused the new one:\nimport was refused$/,
    );
    assert.equal(fs.readdirSync(backups).length, 1);
  });

  it("says when the refresh failed, which leaves a whole state", async () => {
    const { operations } = await recover(stack({}, finds(found), ["refresh"]));

    assert.equal(operations[0]?.outcome, "imported");
    assert.match(lines.at(-1) ?? "", /could not be refreshed; run 'pulumi refresh' before the next 'up'/);
  });
});
