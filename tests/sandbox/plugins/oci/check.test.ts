import { strict as assert } from "node:assert";

import { kindOf } from "../../../../sandbox/kinds";
import { containerRepository } from "../../../../sandbox/kinds/container-repository";
import { log } from "../../../../sandbox/kinds/log";
import { policy } from "../../../../sandbox/kinds/policy";
import { project } from "../../../../sandbox/kinds/project";
import { topic } from "../../../../sandbox/kinds/topic";
import { check } from "../../../../sandbox/plugins/oci/check";
import { UNKNOWN, type Properties } from "../../../../sandbox/plugins/values";
import { without } from "../../harness";

const SEED = Buffer.alloc(32, 1);
const OTHER_SEED = Buffer.alloc(32, 2);

const source = { category: "all", resource: "ocid1.devopsproject.oc1..a", service: "devops", sourceType: "OCISERVICE" };

const given = {
  containerRepository: { compartmentId: "c", displayName: "app" },
  log: { displayName: "log", logGroupId: "g", logType: "SERVICE", configuration: { source } },
  policy: { compartmentId: "c", description: "d", name: "p", statements: ["allow any-user to read repos in tenancy"] },
  project: { compartmentId: "c", name: "app", notificationConfig: { topicId: "t" } },
  topic: { compartmentId: "c" },
} as const;

describe("check", () => {
  it("accepts inputs that are complete", () => {
    const { failures } = check(log, "log", {}, given.log, SEED);

    assert.deepEqual(failures, []);
  });

  it("fails when a required input is missing", () => {
    const { failures } = check(topic, "app", {}, { name: "n" }, SEED);

    assert.deepEqual(failures, [
      { property: "compartmentId", reason: "'compartmentId' is required and was not given" },
    ]);
  });

  it("fails when a required input is null", () => {
    const { failures } = check(topic, "app", {}, { compartmentId: null }, SEED);

    assert.deepEqual(
      failures.map(({ property }) => property),
      ["compartmentId"],
    );
  });

  it("fails when a nested required input is missing", () => {
    const configuration = { source: without(source, "resource") };

    const { failures } = check(log, "log", {}, { ...given.log, configuration }, SEED);

    assert.deepEqual(failures, [
      {
        property: "configuration.source.resource",
        reason: "'configuration.source.resource' is required and was not given",
      },
    ]);
  });

  it("fails when an input is misspelt", () => {
    const { failures } = check(topic, "app", {}, { ...given.topic, descripton: "d" }, SEED);

    assert.deepEqual(failures, [
      {
        property: "descripton",
        reason:
          `'descripton' is not an input of ${topic.token} ` +
          "(inputs: compartmentId, definedTags, description, freeformTags, name)",
      },
    ]);
  });

  it("fails when a nested input is misspelt", () => {
    const { failures } = check(
      project,
      "app",
      {},
      { ...given.project, notificationConfig: { topicId: "t", topic: "t" } },
      SEED,
    );

    assert.deepEqual(failures, [
      {
        property: "notificationConfig.topic",
        reason: `'notificationConfig.topic' is not an input of ${project.token} (inputs: topicId)`,
      },
    ]);
  });

  it("fails when an input has the name of a method that every object has", () => {
    const { failures } = check(topic, "app", {}, { ...given.topic, toString: "x" }, SEED);

    assert.deepEqual(
      failures.map(({ property }) => property),
      ["toString"],
    );
  });

  it("collects every failure", () => {
    const { failures } = check(policy, "p", {}, { statement: "x" }, SEED);

    assert.deepEqual(
      failures.map(({ property }) => property),
      ["compartmentId", "description", "statements", "statement"],
    );
  });

  const wrongTypes: { what: string; token: string; inputs: Properties; reason: string }[] = [
    {
      what: "a list where a string belongs",
      token: topic.token,
      inputs: { ...given.topic, description: ["d"] },
      reason: `'description' must be a string, got ["d"]`,
    },
    {
      what: "an object where a string belongs",
      token: topic.token,
      inputs: { ...given.topic, description: { a: 1 } },
      reason: `'description' must be a string, got {"a":1}`,
    },
    {
      what: "a string where a list belongs",
      token: policy.token,
      inputs: { ...given.policy, statements: "allow" },
      reason: `'statements' must be a list, got "allow"`,
    },
    {
      what: "an object in a list of strings",
      token: policy.token,
      inputs: { ...given.policy, statements: ["allow", {}] },
      reason: "'statements[1]' must be a string, got {}",
    },
    {
      what: "a string where an object belongs",
      token: project.token,
      inputs: { ...given.project, notificationConfig: "t" },
      reason: `'notificationConfig' must be an object, got "t"`,
    },
    {
      what: "a list where an object belongs",
      token: project.token,
      inputs: { ...given.project, notificationConfig: [{ topicId: "t" }] },
      reason: `'notificationConfig' must be an object, got [{"topicId":"t"}]`,
    },
    {
      what: "a list where a map belongs",
      token: topic.token,
      inputs: { ...given.topic, freeformTags: ["a"] },
      reason: `'freeformTags' must be an object, got ["a"]`,
    },
    {
      what: "a word where a boolean belongs",
      token: containerRepository.token,
      inputs: { ...given.containerRepository, isImmutable: "yes" },
      reason: `'isImmutable' must be a boolean, got "yes"`,
    },
    {
      what: "a word where an integer belongs",
      token: log.token,
      inputs: { ...given.log, retentionDuration: "month" },
      reason: `'retentionDuration' must be a integer, got "month"`,
    },
  ];
  for (const { what, token, inputs, reason } of wrongTypes) {
    it(`fails when there is ${what}`, () => {
      const kind = kindOf(token);
      assert.ok(kind);

      const { failures } = check(kind, "app", {}, inputs, SEED);

      assert.deepEqual(
        failures.map((failure) => failure.reason),
        [reason],
      );
    });
  }

  const scalars: { what: string; inputs: Properties }[] = [
    { what: "a boolean as a string", inputs: { ...given.log, isEnabled: "true" } },
    { what: "an integer as a string", inputs: { ...given.log, retentionDuration: "30" } },
    { what: "a string as a number", inputs: { ...given.log, displayName: 1 } },
  ];
  for (const { what, inputs } of scalars) {
    it(`accepts ${what}, as the bridge converts it`, () => {
      assert.deepEqual(check(log, "log", {}, inputs, SEED).failures, []);
    });
  }

  const unknowns: { what: string; token: string; inputs: Properties }[] = [
    { what: "a required string", token: topic.token, inputs: { compartmentId: UNKNOWN } },
    { what: "a whole list", token: policy.token, inputs: { ...given.policy, statements: UNKNOWN } },
    { what: "an item of a list", token: policy.token, inputs: { ...given.policy, statements: [UNKNOWN] } },
    { what: "a whole object", token: project.token, inputs: { ...given.project, notificationConfig: UNKNOWN } },
    {
      what: "a nested input",
      token: project.token,
      inputs: { ...given.project, notificationConfig: { topicId: UNKNOWN } },
    },
    { what: "a boolean", token: log.token, inputs: { ...given.log, isEnabled: UNKNOWN } },
    { what: "an integer", token: log.token, inputs: { ...given.log, retentionDuration: UNKNOWN } },
  ];
  for (const { what, token, inputs } of unknowns) {
    it(`takes ${what} that is unknown as given`, () => {
      const kind = kindOf(token);
      assert.ok(kind);

      assert.deepEqual(check(kind, "app", {}, inputs, SEED).failures, []);
    });
  }

  describe("names that are not given", () => {
    const nameOf = (name: string, olds: Properties, news: Properties, seed: Uint8Array): unknown =>
      check(topic, name, olds, news, seed).inputs["name"];

    it("are made up from the resource's name and seven hex digits", () => {
      assert.match(String(nameOf("app", {}, given.topic, SEED)), /^app-[0-9a-f]{7}$/);
    });

    it("are the same in preview and update, which have one seed", () => {
      assert.equal(nameOf("app", {}, given.topic, SEED), nameOf("app", {}, given.topic, SEED));
    });

    it("are others with another seed", () => {
      assert.notEqual(nameOf("app", {}, given.topic, SEED), nameOf("app", {}, given.topic, OTHER_SEED));
    });

    it("are kept on later runs, whatever the seed", () => {
      const { inputs: olds } = check(topic, "app", {}, given.topic, SEED);

      assert.equal(nameOf("app", olds, given.topic, OTHER_SEED), olds["name"]);
    });

    it("are made up anew when the old one was given", () => {
      const { inputs: olds } = check(topic, "app", {}, { ...given.topic, name: "given" }, SEED);

      assert.match(String(nameOf("app", olds, given.topic, SEED)), /^app-/);
    });

    it("are listed in __defaults", () => {
      assert.deepEqual(check(topic, "app", {}, given.topic, SEED).inputs["__defaults"], ["name"]);
    });

    it("are not made up when the name is unknown", () => {
      assert.equal(nameOf("app", {}, { ...given.topic, name: UNKNOWN }, SEED), UNKNOWN);
    });

    it("are not made up for a kind whose name is required", () => {
      const { inputs } = check(containerRepository, "app", {}, given.containerRepository, SEED);

      assert.deepEqual(inputs, { ...given.containerRepository, __defaults: [] });
    });
  });

  it("keeps a given name, and does not list it in __defaults", () => {
    const { inputs } = check(topic, "app", {}, { ...given.topic, name: "given" }, SEED);

    assert.deepEqual(inputs, { compartmentId: "c", name: "given", __defaults: [] });
  });

  it("forgets that a name was made up once it is given", () => {
    const { inputs: olds } = check(topic, "app", {}, given.topic, SEED);

    const { inputs } = check(topic, "app", olds, { ...given.topic, name: olds["name"] }, SEED);

    assert.deepEqual(inputs["__defaults"], []);
  });
});
