import { strict as assert } from "node:assert";

import { z } from "zod";

import { problemsOf } from "../../../components/model/problems";

const openly = (): boolean => false;

function reportOn(schema: z.ZodObject, given: Record<string, unknown>, isSecret = openly as (key: string) => boolean) {
  return problemsOf(schema, given, "shop", isSecret).map(({ key, message }) => `${key}: ${message}`);
}

describe("problemsOf", () => {
  const schema = z.strictObject({
    size: z.number("a number").max(9, "at most 9"),
    door: z.strictObject({ color: z.string("a colour") }, "{ color: ... }").optional(),
    rooms: z.array(z.strictObject({ name: z.string("a name") }, "{ name: ... }"), "a list").default([]),
  });

  it("is empty when nothing is wrong", () => {
    assert.deepEqual(reportOn(schema, { size: 3, door: { color: "red" }, rooms: [{ name: "hall" }] }), []);
  });

  const values = [
    { what: "a missing value", given: {}, text: "missing; expected a number; add 'size' to the stack file" },
    { what: "an empty text", given: { size: "" }, text: "got ''; expected a number; change the value" },
    { what: "an empty list", given: { size: [] }, text: "missing; expected a number; add 'size' to the stack file" },
    { what: "a text", given: { size: "big" }, text: "got 'big'; expected a number; change the value" },
    { what: "a boolean", given: { size: false }, text: "got false; expected a number; change the value" },
    { what: "a null", given: { size: null }, text: "missing; expected a number; add 'size' to the stack file" },
    { what: "an object", given: { size: { cm: 3 } }, text: 'got {"cm":3}; expected a number; change the value' },
    { what: "a list", given: { size: [3] }, text: "got [3]; expected a number; change the value" },
    { what: "a value out of range", given: { size: 10 }, text: "got 10; expected at most 9; change the value" },
  ];
  for (const { what, given, text } of values) {
    it(`tells what is wrong with ${what}`, () => {
      assert.deepEqual(reportOn(schema, given), [`shop:size: ${text}`]);
    });
  }

  const nested = [
    {
      what: "an optional object",
      given: { size: 3, door: { color: 7 } },
      line: "shop:door.color: got 7; expected a colour; change the value",
    },
    {
      what: "a list item",
      given: { size: 3, rooms: [{ name: "hall" }, { name: 7 }] },
      line: "shop:rooms[1].name: got 7; expected a name; change the value",
    },
    {
      what: "a list item that is no object",
      given: { size: 3, rooms: ["hall"] },
      line: "shop:rooms[0]: got 'hall'; expected { name: ... }; change the value",
    },
    {
      what: "a list item without its key",
      given: { size: 3, rooms: [{}] },
      line: "shop:rooms[0].name: missing; expected a name; add 'name' to the stack file",
    },
  ];
  for (const { what, given, line } of nested) {
    it(`names the key within ${what}`, () => {
      assert.deepEqual(reportOn(schema, given), [line]);
    });
  }

  const unknownKeys = [
    {
      what: "at the top, with the one that was meant",
      given: { size: 3, dor: {} },
      line: "shop:dor: not a setting; settings here: 'size', 'door', 'rooms'; did you mean 'door'?",
    },
    {
      what: "at the top, with nothing near",
      given: { size: 3, chimney: 1 },
      line: "shop:chimney: not a setting; settings here: 'size', 'door', 'rooms'; remove it",
    },
    {
      what: "within an optional object",
      given: { size: 3, door: { color: "red", colour: "red" } },
      line: "shop:door.colour: not a setting; settings here: 'color'; did you mean 'color'?",
    },
    {
      what: "within an item of a list that has a default",
      given: { size: 3, rooms: [{ name: "hall" }, { name: "attic", nme: 1 }] },
      line: "shop:rooms[1].nme: not a setting; settings here: 'name'; did you mean 'name'?",
    },
  ];
  for (const { what, given, line } of unknownKeys) {
    it(`refuses an unknown key ${what}`, () => {
      assert.deepEqual(reportOn(schema, given), [line]);
    });
  }

  it("tells of each of several unknown keys", () => {
    assert.deepEqual(reportOn(schema, { size: 3, dor: {}, chimney: 1 }), [
      "shop:dor: not a setting; settings here: 'size', 'door', 'rooms'; did you mean 'door'?",
      "shop:chimney: not a setting; settings here: 'size', 'door', 'rooms'; remove it",
    ]);
  });

  it("keeps the order of the schema, with unknown keys last", () => {
    const given = { chimney: 1, rooms: 2, door: 3, size: "big" };

    assert.deepEqual(reportOn(schema, given), [
      "shop:size: got 'big'; expected a number; change the value",
      "shop:door: got 3; expected { color: ... }; change the value",
      "shop:rooms: got 2; expected a list; change the value",
      "shop:chimney: not a setting; settings here: 'size', 'door', 'rooms'; remove it",
    ]);
  });

  const secrets = [
    {
      what: "a text",
      given: { size: "hunter2" },
      line: "shop:size: got a secret; expected a number; change the value",
    },
    { what: "a number", given: { size: 4711 }, line: "shop:size: got a secret; expected at most 9; change the value" },
    {
      what: "an object",
      given: { size: { pin: "hunter2" } },
      line: "shop:size: got a secret; expected a number; change the value",
    },
    {
      what: "a value within an object",
      given: { size: 3, door: { color: 4711 } },
      line: "shop:door.color: got a secret; expected a colour; change the value",
    },
    {
      what: "a value within a list item",
      given: { size: 3, rooms: [{ name: 4711 }] },
      line: "shop:rooms[0].name: got a secret; expected a name; change the value",
    },
    {
      what: "an unknown key's value",
      given: { size: 3, chimney: "hunter2" },
      line: "shop:chimney: not a setting; settings here: 'size', 'door', 'rooms'; remove it",
    },
  ];
  for (const { what, given, line } of secrets) {
    it(`never shows ${what} that is secret`, () => {
      assert.deepEqual(
        reportOn(schema, given, () => true),
        [line],
      );
    });
  }

  it("hides what is secret and shows what is not", () => {
    const given = { size: "big", door: { color: 4711 } };

    assert.deepEqual(
      reportOn(schema, given, (key) => key === "door"),
      [
        "shop:size: got 'big'; expected a number; change the value",
        "shop:door.color: got a secret; expected a colour; change the value",
      ],
    );
  });

  it("says that a secret is missing when it is", () => {
    assert.deepEqual(
      reportOn(schema, { size: null }, () => true),
      ["shop:size: missing; expected a number; add 'size' to the stack file"],
    );
  });
});
