import { strict as assert } from "node:assert";

import * as pulumi from "@pulumi/pulumi";

import { inventoryOf, type Registration } from "./inventory";

import type { TriggerSource, TriggerWhen } from "../../components/model/trigger-filter";
import { Trigger, type TriggerArgs } from "../../components/trigger";

const PROJECT = "ocid1.devopsproject.oc1..shop";
const PIPELINE = "ocid1.devopsbuildpipeline.oc1..orders";
const REPOSITORY = "ocid1.devopsrepository.oc1..orders";
const CONNECTION = "ocid1.devopsconnection.oc1..github";

const args: TriggerArgs = {
  projectId: PROJECT,
  displayName: "orders-api-push",
  buildPipelineId: PIPELINE,
  source: { kind: "DEVOPS_CODE_REPOSITORY", repositoryId: REPOSITORY },
  when: { branch: "main" },
};

/** @param filter of the action, beside the source. */
function trigger(
  source: Readonly<Record<string, string>>,
  filter: Readonly<Record<string, unknown>> = { events: ["PUSH"], include: { headRef: "main" } },
): Registration {
  const { triggerSource } = source;
  return {
    type: "oci:DevOps/trigger:Trigger",
    name: "push",
    inputs: {
      projectId: PROJECT,
      displayName: "orders-api-push",
      ...source,
      actions: [{ type: "TRIGGER_BUILD_PIPELINE", buildPipelineId: PIPELINE, filter: { triggerSource, ...filter } }],
    },
    replaceOnChanges: ["triggerSource"],
  };
}

const ofRepository = { triggerSource: "DEVOPS_CODE_REPOSITORY", repositoryId: REPOSITORY };

/** What a trigger refuses to be made with, and all that is registered then. */
async function refusal(change: Partial<TriggerArgs>): Promise<{ message: string; inventory: readonly Registration[] }> {
  const { made, inventory } = await inventoryOf(() => {
    try {
      return new Trigger("push", { ...args, ...change });
    } catch (error) {
      return error;
    }
  });
  assert.ok(pulumi.ResourceError.isInstance(made), String(made));
  return { message: made.message, inventory };
}

describe("Trigger", () => {
  it("starts the pipeline when the branch of the repository is pushed to", async () => {
    const { inventory } = await inventoryOf(() => new Trigger("push", args));

    assert.deepEqual(inventory, [trigger(ofRepository)]);
  });

  it("makes the same in a preview", async () => {
    const { inventory } = await inventoryOf(() => new Trigger("push", args), { preview: true });

    assert.deepEqual(inventory, [trigger(ofRepository)]);
  });

  it("hears of the events and the files that it is asked for", async () => {
    const when: TriggerWhen = {
      branch: "release",
      events: ["PUSH", "PULL_REQUEST_CREATED"],
      files: ["src/**"],
      ignore: ["docs/**", "*.md"],
    };

    const { inventory } = await inventoryOf(() => new Trigger("push", { ...args, when }));

    assert.deepEqual(inventory, [
      trigger(ofRepository, {
        events: ["PUSH", "PULL_REQUEST_CREATED"],
        include: { headRef: "release", fileFilter: { filePaths: ["src/**"] } },
        exclude: { fileFilter: { filePaths: ["docs/**", "*.md"] } },
      }),
    ]);
  });

  const throughConnections = ["BITBUCKET_CLOUD", "GITHUB", "GITLAB", "VBS"] as const;
  const sources: TriggerSource<string>[] = [
    ...throughConnections.map((kind) => ({ kind, connectionId: CONNECTION })),
    { kind: "BITBUCKET_SERVER" },
    { kind: "GITLAB_SERVER" },
  ];

  for (const source of sources) {
    const { kind, ...connection } = source;
    it(`listens to '${kind}' ${"connectionId" in source ? "through its connection" : "without a connection"}`, async () => {
      const { inventory } = await inventoryOf(() => new Trigger("push", { ...args, source }));

      assert.deepEqual(inventory, [trigger({ triggerSource: kind, ...connection })]);
    });
  }

  const refusals: { what: string; change: Partial<TriggerArgs>; message: string }[] = [
    {
      what: "the source has no such event",
      change: { when: { branch: "main", events: ["PULL_REQUEST_MERGED"] } },
      message:
        "'DEVOPS_CODE_REPOSITORY' has no event 'PULL_REQUEST_MERGED', expected one of " +
        "PUSH, PULL_REQUEST_CREATED, PULL_REQUEST_UPDATED; change it",
    },
    {
      what: "no event is given",
      change: { when: { branch: "main", events: [] } },
      message: "no event is given, expected one of PUSH, PULL_REQUEST_CREATED, PULL_REQUEST_UPDATED; add one",
    },
    {
      what: "a Bitbucket server should tell files apart",
      change: { source: { kind: "BITBUCKET_SERVER" }, when: { branch: "main", files: ["src/**"] } },
      message: "'BITBUCKET_SERVER' can't tell which files have changed; remove the file patterns",
    },
    {
      what: "files are given without a push",
      change: { when: { branch: "main", events: ["PULL_REQUEST_CREATED"], ignore: ["docs/**"] } },
      message: "file patterns count for 'PUSH' alone, got PULL_REQUEST_CREATED; add 'PUSH' or remove the patterns",
    },
    {
      what: "several things are wrong, all of which it tells",
      change: { source: { kind: "BITBUCKET_SERVER" }, when: { branch: "main", events: ["PUSHED"], files: ["src/**"] } },
      message:
        "'BITBUCKET_SERVER' has no event 'PUSHED', expected one of " +
        "PUSH, PULL_REQUEST_OPENED, PULL_REQUEST_MODIFIED, PULL_REQUEST_MERGED; change it\n" +
        "  'BITBUCKET_SERVER' can't tell which files have changed; remove the file patterns\n" +
        "  file patterns count for 'PUSH' alone, got PUSHED; add 'PUSH' or remove the patterns",
    },
  ];

  for (const { what, change, message } of refusals) {
    it(`fails when ${what}`, async () => {
      assert.deepEqual(await refusal(change), { message: `Trigger 'push': ${message}`, inventory: [] });
    });
  }
});
