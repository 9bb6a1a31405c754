import { strict as assert } from "node:assert";

import { dynamicGroup } from "../../../../sandbox/kinds/dynamic-group";
import type { Kind } from "../../../../sandbox/kinds/kind";
import { log } from "../../../../sandbox/kinds/log";
import { policy } from "../../../../sandbox/kinds/policy";
import { topic } from "../../../../sandbox/kinds/topic";
import { diff } from "../../../../sandbox/plugins/oci/diff";
import type { Difference } from "../../../../sandbox/plugins/plugin";
import { UNKNOWN, type Properties } from "../../../../sandbox/plugins/values";

const source = { category: "all", resource: "r", service: "devops", sourceType: "OCISERVICE", parameters: { a: "1" } };

const given = {
  log: {
    displayName: "log",
    logGroupId: "g",
    logType: "SERVICE",
    isEnabled: true,
    configuration: { compartmentId: "c", source },
    __defaults: [],
  },
  policy: { compartmentId: "c", description: "d", name: "p", statements: ["a", "b"], __defaults: [] },
  topic: { compartmentId: "c", name: "t", description: "d", freeformTags: { team: "a" }, __defaults: [] },
  dynamicGroup: { compartmentId: "c", description: "d", matchingRule: "ANY {}", name: "g", __defaults: [] },
};

const sourceWith = (changes: Properties): Properties => ({
  ...given.log,
  configuration: { ...given.log.configuration, source: { ...source, ...changes } },
});

describe("diff", () => {
  const same: { what: string; kind: Kind; olds: Properties; news: Properties }[] = [
    { what: "the same inputs", kind: log, olds: given.log, news: structuredClone(given.log) },
    {
      what: "another order of keys",
      kind: topic,
      olds: { ...given.topic, freeformTags: { a: "1", b: "2" } },
      news: { ...given.topic, freeformTags: { b: "2", a: "1" } },
    },
    {
      what: "a computed input that is left out",
      kind: topic,
      olds: given.topic,
      news: { ...given.topic, description: undefined },
    },
    {
      what: "a computed object that is left out, though a change of it replaces",
      kind: log,
      olds: given.log,
      news: { ...given.log, configuration: undefined },
    },
    {
      what: "an input that was null and is left out",
      kind: log,
      olds: { ...given.log, displayName: null },
      news: { ...given.log, displayName: undefined },
    },
    {
      what: "an input that is null and was left out",
      kind: topic,
      olds: { ...given.topic, description: undefined },
      news: { ...given.topic, description: null },
    },
  ];
  for (const { what, kind, olds, news } of same) {
    it(`sees no change in ${what}`, () => {
      assert.deepEqual(diff(kind, olds, news), { differences: [], replaces: [], deleteBeforeReplace: false });
    });
  }

  const changes: { what: string; kind: Kind; olds: Properties; news: Properties; expected: Difference }[] = [
    {
      what: "another value",
      kind: topic,
      olds: given.topic,
      news: { ...given.topic, description: "e" },
      expected: { path: "description", kind: "update", replace: false },
    },
    {
      what: "another item in a list",
      kind: policy,
      olds: given.policy,
      news: { ...given.policy, statements: ["a", "c"] },
      expected: { path: "statements", kind: "update", replace: false },
    },
    {
      what: "an item more at a list's end",
      kind: policy,
      olds: given.policy,
      news: { ...given.policy, statements: ["a", "b", "c"] },
      expected: { path: "statements", kind: "update", replace: false },
    },
    {
      what: "an item less at a list's end",
      kind: policy,
      olds: given.policy,
      news: { ...given.policy, statements: ["a"] },
      expected: { path: "statements", kind: "update", replace: false },
    },
    {
      what: "another order of a list",
      kind: policy,
      olds: given.policy,
      news: { ...given.policy, statements: ["b", "a"] },
      expected: { path: "statements", kind: "update", replace: false },
    },
    {
      what: "a tag more",
      kind: topic,
      olds: given.topic,
      news: { ...given.topic, freeformTags: { team: "a", owner: "b" } },
      expected: { path: "freeformTags", kind: "update", replace: false },
    },
    {
      what: "an input more",
      kind: topic,
      olds: { ...given.topic, description: undefined },
      news: given.topic,
      expected: { path: "description", kind: "add", replace: false },
    },
    {
      what: "an input that is no longer given and that no service fills in",
      kind: policy,
      olds: given.policy,
      news: { ...given.policy, description: undefined },
      expected: { path: "description", kind: "delete", replace: false },
    },
    {
      what: "an unknown value",
      kind: topic,
      olds: given.topic,
      news: { ...given.topic, compartmentId: UNKNOWN },
      expected: { path: "compartmentId", kind: "update", replace: false },
    },
    {
      what: "an unknown value in a list",
      kind: policy,
      olds: given.policy,
      news: { ...given.policy, statements: ["a", UNKNOWN] },
      expected: { path: "statements", kind: "update", replace: false },
    },
    {
      what: "an unknown value of an identifier",
      kind: policy,
      olds: given.policy,
      news: { ...given.policy, compartmentId: UNKNOWN },
      expected: { path: "compartmentId", kind: "update", replace: true },
    },
    {
      what: "an unknown object of identifiers",
      kind: log,
      olds: given.log,
      news: { ...given.log, configuration: UNKNOWN },
      expected: { path: "configuration", kind: "update", replace: true },
    },
    {
      what: "a nested identifier",
      kind: log,
      olds: given.log,
      news: sourceWith({ resource: "s" }),
      expected: { path: "configuration.source.resource", kind: "update", replace: true },
    },
    {
      what: "a nested identifier that is unknown",
      kind: log,
      olds: given.log,
      news: sourceWith({ resource: UNKNOWN }),
      expected: { path: "configuration.source.resource", kind: "update", replace: true },
    },
    {
      what: "a nested value that can be changed in place",
      kind: log,
      olds: given.log,
      news: sourceWith({ parameters: { a: "2" } }),
      expected: { path: "configuration.source.parameters", kind: "update", replace: false },
    },
  ];
  for (const { what, kind, olds, news, expected } of changes) {
    it(`sees ${what} as ${expected.replace ? "a replacement" : "a change"}`, () => {
      assert.deepEqual(diff(kind, olds, news).differences, [expected]);
    });
  }

  it("names the top-level input that makes a nested change a replacement", () => {
    assert.deepEqual(diff(log, given.log, sourceWith({ resource: "s" })).replaces, ["configuration"]);
  });

  it("names an input once, however many of its parts replace", () => {
    const news = sourceWith({ resource: "s", category: "none" });

    assert.deepEqual(diff(log, given.log, news).replaces, ["configuration"]);
  });

  it("names no input to replace where a nested value is changed in place", () => {
    assert.deepEqual(diff(log, given.log, sourceWith({ parameters: {} })).replaces, []);
  });

  const replacements: { what: string; olds: Properties; news: Properties; expected: boolean }[] = [
    {
      what: "a given name stays",
      olds: given.dynamicGroup,
      news: { ...given.dynamicGroup, compartmentId: "d" },
      expected: true,
    },
    {
      what: "a given name changes",
      olds: given.dynamicGroup,
      news: { ...given.dynamicGroup, name: "h" },
      expected: false,
    },
    {
      what: "the name was made up, and is made up anew for the new one",
      olds: { ...given.dynamicGroup, __defaults: ["name"] },
      news: { ...given.dynamicGroup, compartmentId: "d", __defaults: ["name"] },
      expected: false,
    },
    {
      what: "the made-up name is now given",
      olds: { ...given.dynamicGroup, __defaults: ["name"] },
      news: { ...given.dynamicGroup, compartmentId: "d", __defaults: [] },
      expected: true,
    },
    {
      what: "a given name stays and nothing replaces",
      olds: given.dynamicGroup,
      news: { ...given.dynamicGroup, description: "e" },
      expected: false,
    },
  ];
  for (const { what, olds, news, expected } of replacements) {
    it(`${expected ? "deletes" : "does not delete"} the old one first when ${what}`, () => {
      assert.equal(diff(dynamicGroup, olds, news).deleteBeforeReplace, expected);
    });
  }

  it("does not delete the old one first for a kind that has no made-up names", () => {
    assert.equal(diff(log, given.log, sourceWith({ resource: "s" })).deleteBeforeReplace, false);
  });
});
