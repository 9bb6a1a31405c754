import { strict as assert } from "node:assert";

import fc from "fast-check";

import { looksLikeCron, parseDuration } from "../../../components/model/duration";

describe("parseDuration", () => {
  const durations = [
    { what: "seconds", text: "45s", seconds: 45 },
    { what: "minutes", text: "30m", seconds: 1_800 },
    { what: "hours", text: "6h", seconds: 21_600 },
    { what: "days", text: "90d", seconds: 7_776_000 },
    { what: "nothing at all of a unit", text: "0d", seconds: 0 },
    { what: "a leading zero", text: "07d", seconds: 604_800 },
    { what: "a space before the unit", text: "6 h", seconds: 21_600 },
    { what: "spaces around", text: "  6h\n", seconds: 21_600 },
  ];
  for (const { what, text, seconds } of durations) {
    it(`reads ${what}: '${text.trim()}'`, () => {
      assert.equal(parseDuration(text), seconds);
    });
  }

  const others = [
    { what: "nothing", text: "" },
    { what: "a number without a unit", text: "30" },
    { what: "a unit without a number", text: "d" },
    { what: "a unit that is not one", text: "2w" },
    { what: "a unit in capitals", text: "30D" },
    { what: "a unit in full", text: "30 days" },
    { what: "a negative number", text: "-1d" },
    { what: "a fraction", text: "1.5h" },
    { what: "two durations", text: "1h 30m" },
    { what: "an ISO 8601 duration", text: "P30D" },
    { what: "a cron expression", text: "0 0 * * *" },
  ];
  for (const { what, text } of others) {
    it(`takes no duration from ${what}: '${text}'`, () => {
      assert.equal(parseDuration(text), undefined);
    });
  }

  const units = [
    { what: "seconds", unit: "s", length: 1 },
    { what: "minutes", unit: "m", length: 60 },
    { what: "hours", unit: "h", length: 3_600 },
    { what: "days", unit: "d", length: 86_400 },
  ];
  for (const { what, unit, length } of units) {
    it(`gives any number of ${what} back`, () => {
      fc.assert(
        fc.property(fc.nat(), (count) => {
          assert.equal((parseDuration(`${count}${unit}`) ?? NaN) / length, count);
        }),
      );
    });
  }
});

describe("looksLikeCron", () => {
  const crons = [
    { what: "five fields", text: "0 0 * * *" },
    { what: "steps", text: "*/15 */6 * * *" },
    { what: "lists and ranges", text: "0,30 8-18 * * 1-5" },
    { what: "names of months and days", text: "0 9 1 jan,JUL MON-FRI" },
    { what: "six fields with a question mark", text: "0 0 12 ? * 2" },
    { what: "seven fields", text: "0 0 12 ? * 2 2027" },
    { what: "the last day, the nearest weekday, the third Friday", text: "0 0 L 15W 6#3" },
    { what: "spaces around and tabs between", text: "  0\t0 * *  * " },
  ];
  for (const { what, text } of crons) {
    it(`knows ${what}: '${text.trim().replace(/\s+/g, " ")}'`, () => {
      assert.equal(looksLikeCron(text), true);
    });
  }

  const others = [
    { what: "nothing", text: "" },
    { what: "a duration", text: "30d" },
    { what: "four fields", text: "0 0 * *" },
    { what: "eight fields", text: "0 0 0 * * * * *" },
    { what: "a sentence", text: "every day at five please" },
    { what: "an RFC 5545 rule", text: "FREQ=HOURLY;INTERVAL=6" },
    { what: "one field that is none", text: "0 0 * * $" },
  ];
  for (const { what, text } of others) {
    it(`does not take ${what} for cron: '${text}'`, () => {
      assert.equal(looksLikeCron(text), false);
    });
  }

  it("takes no duration for cron", () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom("s", "m", "h", "d"), (count, unit) => {
        assert.equal(looksLikeCron(`${count}${unit}`), false);
      }),
    );
  });
});
