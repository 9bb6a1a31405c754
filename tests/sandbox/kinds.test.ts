import { strict as assert } from "node:assert";

import { kindOf, kinds } from "../../sandbox/kinds";
import type { Kind, Shape } from "../../sandbox/kinds/kind";
import { sharedFacts } from "../shared-facts";

type Fact = { type: unknown; required?: boolean; replaceOnChange?: boolean; secret?: boolean };
type Facts = {
  resources: Record<
    string,
    { inputs: Record<string, Fact>; computedOutputs: string[]; computedWhenNotGiven: string[] } | undefined
  >;
  types: Record<string, { properties: Record<string, Fact> } | undefined>;
};

const facts = sharedFacts("provider/oci-4.20.0.json") as Facts | undefined;

describe("sandbox kinds", () => {
  describe("as the official plugin has them (needs ../shared)", () => {
    before(function () {
      if (!facts) this.skip();
    });

    for (const kind of kinds) {
      it(`${kind.token} takes the inputs of the official plugin`, () => {
        const official = officialOf(kind).inputs;

        const expected = mapValues(official, (fact) => ({ ...flags(fact), type: officialType(fact.type) }));
        const actual = mapValues(kind.inputs, (input) => ({ ...flags(input), type: rowType(input.type) }));

        assert.deepEqual(actual, expected);
      });

      it(`${kind.token} computes the outputs of the official plugin`, () => {
        const actual = Object.keys(kind.computed).sort();

        assert.deepEqual(actual, [...officialOf(kind).computedOutputs].sort());
      });

      it(`${kind.token} fills in the inputs that the service fills in`, () => {
        const actual = Object.keys(kind.inputs).filter((name) => kind.inputs[name]?.computed);

        assert.deepEqual(actual.sort(), [...officialOf(kind).computedWhenNotGiven].sort());
      });
    }
  });

  it("have one row per type token", () => {
    assert.deepEqual(twice(kinds.map(({ token }) => token)), []);
  });

  it("have one collection of the REST API each", () => {
    assert.deepEqual(twice(kinds.map(({ rest }) => `${rest.base}/${rest.collection}`)), []);
  });

  it("have OCIDs that tell the kinds apart", () => {
    assert.deepEqual(twice(kinds.map(({ entity }) => entity)), []);
  });

  for (const kind of kinds) {
    it(`${kind.token} has its operations in ${kind.sdk.package}`, () => {
      const service = require(kind.sdk.package) as Record<string, { prototype: Record<string, unknown> } | undefined>;
      const client = service[kind.sdk.client]?.prototype ?? {};

      const missing = operationsOf(kind).filter((operation) => typeof client[operation] !== "function");

      assert.deepEqual(missing, []);
    });

    it(`${kind.token} has no id in its collection but its parent's`, () => {
      const placeholders = [...kind.rest.collection.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);

      assert.deepEqual(
        placeholders.filter((name) => name !== kind.rest.parent),
        [],
      );
    });

    it(`${kind.token} stands in a kind of the sandbox, in a user, or in nothing`, () => {
      const { parent, parentKind } = kind.rest;

      assert.equal(kindOf(parentKind ?? "") !== undefined, parent !== undefined && parent !== "userId");
    });

    it(`${kind.token} is unique by an attribute that a program gives`, () => {
      const { unique } = kind.rest;
      const given = Object.entries(kind.inputs).map(([name, input]) => input.attribute ?? name);

      assert.ok(unique === undefined || given.includes(unique.attribute));
    });
  }
});

function officialOf(kind: Kind): NonNullable<Facts["resources"][string]> {
  const official = facts?.resources[kind.token];
  assert.ok(official, `the official plugin has no '${kind.token}'`);
  return official;
}

function flags(fact: Pick<Fact, "required" | "replaceOnChange" | "secret">): object {
  return {
    required: fact.required === true,
    replaceOnChange: fact.replaceOnChange === true,
    secret: fact.secret === true,
  };
}

/** A type of the facts with its names of object types followed, so that it reads like a row's. */
function officialType(type: unknown): unknown {
  if (Array.isArray(type)) return type.map(officialType);
  const object = typeof type === "string" ? facts?.types[type] : undefined;
  if (!object) return type;
  return {
    properties: mapValues(object.properties, (inner) => ({ ...flags(inner), type: officialType(inner.type) })),
  };
}

function rowType(shape: Shape): unknown {
  if (isList(shape)) return [rowType(shape[0])];
  if (typeof shape === "string" || "map" in shape) return shape;
  return { properties: mapValues(shape.properties, (inner) => ({ ...flags(inner), type: rowType(inner.type) })) };
}

function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}

function operationsOf({
  inputs,
  sdk: { noun, updateVerb = "update", workRequest = "WorkRequest" },
  rest,
}: Kind): string[] {
  if (rest.single) return [`get${noun}`, `update${noun}`];
  const actions = new Set(Object.values(inputs).flatMap(({ action }) => action ?? []));
  return [
    ...["create", updateVerb].map((verb) => verb + noun),
    rest.listedOnly ? `list${noun}s` : `get${noun}`,
    rest.deletion === "scheduled" ? `schedule${noun}Deletion` : `delete${noun}`,
    ...(actions.has("moveCompartment") ? ["moveCompartment"] : []),
    ...(actions.has("changeCompartment") ? [`change${noun}Compartment`] : []),
    ...(actions.has("updateEndpointConfig") ? ["updateClusterEndpointConfig"] : []),
    ...(actions.has("changeLogGroup") ? [`change${noun}LogGroup`] : []),
    ...(rest.workRequest ? [`get${workRequest}`] : []),
  ];
}

function mapValues<V>(record: Readonly<Record<string, V>>, map: (value: V) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

function twice(names: readonly string[]): string[] {
  return names.filter((name, i) => names.indexOf(name) !== i);
}
