import { strict as assert } from "node:assert";

import fc from "fast-check";
import { rrulestr } from "rrule";

import { parseDuration } from "../../../components/model/duration";
import { isRecurrenceRule, recurrenceRule, ruleOfCron } from "../../../components/model/schedule";

const MIDNIGHT = "20270101T000000Z";

/** The first times that a rule fires at, from a Friday's midnight on, as another reader of RFC 5545 works them out. */
function firstTimes(rule: string, count = 3): string[] {
  const times = rrulestr(`DTSTART:${MIDNIGHT}\nRRULE:${rule};COUNT=${count}`).all();
  return times.map((each) => each.toISOString().slice(0, -".000Z".length));
}

function secondsBetween(times: readonly string[]): number[] {
  const seconds = times.map((each) => Date.parse(`${each}Z`) / 1_000);
  return seconds.slice(1).map((each, index) => each - (seconds[index] ?? NaN));
}

describe("recurrenceRule", () => {
  const rules = [
    { what: "a minute", seconds: 60, rule: "FREQ=MINUTELY" },
    { what: "half an hour", seconds: 1_800, rule: "FREQ=MINUTELY;INTERVAL=30" },
    { what: "an hour", seconds: 3_600, rule: "FREQ=HOURLY" },
    { what: "an hour and a half", seconds: 5_400, rule: "FREQ=MINUTELY;INTERVAL=90" },
    { what: "six hours", seconds: 21_600, rule: "FREQ=HOURLY;INTERVAL=6" },
    { what: "a day", seconds: 86_400, rule: "FREQ=DAILY" },
    { what: "a day and a half", seconds: 129_600, rule: "FREQ=HOURLY;INTERVAL=36" },
    { what: "a week", seconds: 604_800, rule: "FREQ=DAILY;INTERVAL=7" },
  ];
  for (const { what, seconds, rule } of rules) {
    it(`gives ${what} the largest unit that holds it: ${rule}`, () => {
      assert.equal(recurrenceRule(seconds), rule);
    });
  }

  const none = [
    { what: "no time", seconds: 0 },
    { what: "a negative time", seconds: -3_600 },
    { what: "less than a minute", seconds: 30 },
    { what: "a minute and a half", seconds: 90 },
    { what: "a fraction", seconds: 60.5 },
    { what: "no number", seconds: NaN },
    { what: "no end", seconds: Infinity },
    { what: "a number too large to be written out", seconds: 86_400 * 2 ** 80 },
  ];
  for (const { what, seconds } of none) {
    it(`gives no rule for ${what}: ${seconds}`, () => {
      assert.equal(recurrenceRule(seconds), undefined);
    });
  }

  const everyDuration = fc.oneof(
    fc.integer({ min: 1, max: 3_000 }).map((count) => `${count}m`),
    fc.integer({ min: 1, max: 500 }).map((count) => `${count}h`),
    fc.integer({ min: 1, max: 400 }).map((count) => `${count}d`),
  );

  it("fires once in so many seconds, as another reader of RFC 5545 sees it", () => {
    fc.assert(
      fc.property(everyDuration, (every) => {
        const seconds = parseDuration(every) ?? NaN;

        const times = firstTimes(recurrenceRule(seconds) ?? "");

        assert.deepEqual(secondsBetween(times), [seconds, seconds]);
      }),
    );
  });

  it("has the form of a recurrence rule", () => {
    fc.assert(
      fc.property(everyDuration, (every) => {
        assert.equal(isRecurrenceRule(recurrenceRule(parseDuration(every) ?? NaN) ?? ""), true);
      }),
    );
  });
});

describe("isRecurrenceRule", () => {
  const texts = [
    { what: "a frequency alone", text: "FREQ=HOURLY", is: true },
    { what: "an interval", text: "FREQ=HOURLY;INTERVAL=6", is: true },
    { what: "several parts", text: "FREQ=WEEKLY;BYDAY=MO,WE;BYHOUR=4", is: true },
    { what: "nothing", text: "", is: false },
    { what: "no frequency", text: "INTERVAL=6", is: false },
    { what: "a frequency that is none", text: "FREQ=FORTNIGHTLY", is: false },
    { what: "small letters", text: "freq=hourly", is: false },
    { what: "a part without a value", text: "FREQ=HOURLY;INTERVAL", is: false },
    { what: "a semicolon at the end", text: "FREQ=HOURLY;", is: false },
    { what: "the name of the property", text: "RRULE:FREQ=HOURLY", is: false },
    { what: "a duration", text: "6h", is: false },
    { what: "a cron expression", text: "0 */6 * * *", is: false },
  ];
  for (const { what, text, is } of texts) {
    it(`${is ? "knows" : "does not take"} ${what}: '${text}'`, () => {
      assert.equal(isRecurrenceRule(text), is);
    });
  }
});

describe("ruleOfCron", () => {
  const crons = [
    {
      what: "every minute",
      cron: "* * * * *",
      rule: "FREQ=MINUTELY",
      times: ["2027-01-01T00:00:00", "2027-01-01T00:01:00"],
    },
    {
      what: "every quarter of an hour",
      cron: "*/15 * * * *",
      rule: "FREQ=MINUTELY;INTERVAL=15",
      times: ["2027-01-01T00:00:00", "2027-01-01T00:15:00"],
    },
    {
      what: "every hour",
      cron: "0 * * * *",
      rule: "FREQ=HOURLY",
      times: ["2027-01-01T00:00:00", "2027-01-01T01:00:00"],
    },
    {
      what: "a minute of every hour",
      cron: "20 * * * *",
      rule: "FREQ=HOURLY;BYMINUTE=20",
      times: ["2027-01-01T00:20:00", "2027-01-01T01:20:00"],
    },
    {
      what: "every six hours",
      cron: "0 */6 * * *",
      rule: "FREQ=HOURLY;INTERVAL=6",
      times: ["2027-01-01T00:00:00", "2027-01-01T06:00:00"],
    },
    {
      what: "a minute of every sixth hour",
      cron: "20 */6 * * *",
      rule: "FREQ=HOURLY;INTERVAL=6;BYMINUTE=20",
      times: ["2027-01-01T00:20:00", "2027-01-01T06:20:00"],
    },
    {
      what: "a time of every day",
      cron: "30 4 * * *",
      rule: "FREQ=DAILY;BYHOUR=4;BYMINUTE=30;BYSECOND=0",
      times: ["2027-01-01T04:30:00", "2027-01-02T04:30:00"],
    },
    {
      what: "a time of a weekday",
      cron: "30 4 * * 1",
      rule: "FREQ=WEEKLY;BYDAY=MO;BYHOUR=4;BYMINUTE=30;BYSECOND=0",
      times: ["2027-01-04T04:30:00", "2027-01-11T04:30:00"],
    },
    {
      what: "Sunday as the seventh day",
      cron: "0 0 * * 7",
      rule: "FREQ=WEEKLY;BYDAY=SU;BYHOUR=0;BYMINUTE=0;BYSECOND=0",
      times: ["2027-01-03T00:00:00", "2027-01-10T00:00:00"],
    },
    {
      what: "spaces around",
      cron: "  0  *  * * * ",
      rule: "FREQ=HOURLY",
      times: ["2027-01-01T00:00:00", "2027-01-01T01:00:00"],
    },
  ];
  for (const { what, cron, rule, times } of crons) {
    it(`reads ${what}: '${cron.trim()}'`, () => {
      assert.equal(ruleOfCron(cron), rule);
    });

    it(`fires when cron does for ${what}: '${cron.trim()}'`, () => {
      assert.deepEqual(firstTimes(ruleOfCron(cron) ?? "", 2), times);
    });
  }

  const others = [
    { what: "nothing", cron: "" },
    { what: "a duration", cron: "6h" },
    { what: "an RFC 5545 rule", cron: "FREQ=HOURLY;INTERVAL=6" },
    { what: "six fields", cron: "0 0 */6 * * *" },
    { what: "a day of the month", cron: "0 4 1 * *" },
    { what: "a month", cron: "0 4 * 1 *" },
    { what: "several weekdays", cron: "0 4 * * 1-5" },
    { what: "several hours", cron: "0 4,16 * * *" },
    { what: "every minute of an hour", cron: "* 4 * * *" },
    { what: "steps of minutes and hours", cron: "*/15 */6 * * *" },
    { what: "every hour of a weekday", cron: "0 * * * 1" },
    { what: "a minute that is none", cron: "75 4 * * *" },
    { what: "an hour that is none", cron: "0 24 * * *" },
    { what: "an hour of a weekday that is none", cron: "0 24 * * 1" },
    { what: "a weekday that is none", cron: "0 4 * * 8" },
    { what: "a step longer than an hour", cron: "*/90 * * * *" },
    { what: "a step longer than a day", cron: "0 */30 * * *" },
    { what: "a step of nothing", cron: "*/0 * * * *" },
  ];
  for (const { what, cron } of others) {
    it(`gives no rule for ${what}: '${cron}'`, () => {
      assert.equal(ruleOfCron(cron), undefined);
    });
  }

  const field = fc.oneof(
    fc.constant("*"),
    fc.nat({ max: 99 }).map(String),
    fc.nat({ max: 99 }).map((step) => `*/${step}`),
  );

  it("gives no rule that another reader of RFC 5545 refuses, or that never fires", () => {
    fc.assert(
      fc.property(field, field, field, (minute, hour, weekday) => {
        const rule = ruleOfCron(`${minute} ${hour} * * ${weekday}`);
        if (rule === undefined) return;

        assert.equal(isRecurrenceRule(rule), true);
        assert.equal(firstTimes(rule, 2).length, 2);
      }),
    );
  });
});
