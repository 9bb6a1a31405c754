import { strict as assert } from "node:assert";
import { mock } from "node:test";

import { seconds, step } from "../../toolchain/progress";

/** What a stream was told, one entry per write. */
function recorder(isTTY: boolean): { stream: NodeJS.WriteStream; written: string[] } {
  const written: string[] = [];
  const stream = { isTTY, write: (text: string) => written.push(text) > 0 };
  return { stream: stream as unknown as NodeJS.WriteStream, written };
}

const CLEAR = "\r\u001b[2K";

describe("seconds", () => {
  const durations = [
    { what: "nothing", milliseconds: 0, text: "0.0 s" },
    { what: "less than a second", milliseconds: 449, text: "0.4 s" },
    { what: "a few seconds", milliseconds: 3_250, text: "3.3 s" },
    { what: "ten seconds", milliseconds: 10_000, text: "10 s" },
    { what: "less than a minute", milliseconds: 59_400, text: "59 s" },
    { what: "almost a minute", milliseconds: 59_600, text: "1 min 0 s" },
    { what: "minutes", milliseconds: 188_000, text: "3 min 8 s" },
    { what: "more than an hour", milliseconds: 3_725_000, text: "62 min 5 s" },
  ];
  for (const { what, milliseconds, text } of durations) {
    it(`writes ${what} as '${text}'`, () => {
      assert.equal(seconds(milliseconds), text);
    });
  }
});

describe("step", () => {
  let ci: string | undefined;

  beforeEach(() => {
    ci = process.env["CI"];
    delete process.env["CI"];
    mock.timers.enable({ apis: ["setInterval", "Date"] });
  });
  afterEach(() => {
    mock.timers.reset();
    if (ci !== undefined) process.env["CI"] = ci;
    else delete process.env["CI"];
  });

  it("says at once what begins", () => {
    const { stream, written } = recorder(false);

    step("building", stream).done();

    assert.equal(written[0], "building ...\n");
  });

  it("says at the end how long it took", () => {
    const { stream, written } = recorder(false);
    const building = step("building", stream);

    mock.timers.tick(12_000);
    building.done();

    assert.equal(written.at(-1), "building: 12 s, done\n");
  });

  it("ends with the last word it is given", () => {
    const { stream, written } = recorder(false);

    step("building", stream).done("failed");

    assert.equal(written.at(-1), "building: 0.0 s, failed\n");
  });

  it("writes a line with the current detail every 20 seconds", () => {
    const { stream, written } = recorder(false);
    const building = step("building", stream);

    building.detail("411 packages");
    building.detail("412 packages");
    mock.timers.tick(20_000);
    mock.timers.tick(20_000);
    building.done();

    assert.deepEqual(written.slice(1, -1), [
      "building, 412 packages: 20 s so far\n",
      "building, 412 packages: 40 s so far\n",
    ]);
  });

  it("says nothing more after its end", () => {
    const { stream, written } = recorder(false);
    step("building", stream).done();
    const before = written.length;

    mock.timers.tick(60_000);

    assert.equal(written.length, before);
  });

  it("rewrites one line each second on a terminal", () => {
    const { stream, written } = recorder(true);
    const building = step("building", stream);

    mock.timers.tick(1_000);
    mock.timers.tick(1_000);
    building.done();

    assert.deepEqual(written, [
      `${CLEAR}building: 1.0 s`,
      `${CLEAR}building: 2.0 s`,
      `${CLEAR}building: 2.0 s, done\n`,
    ]);
  });

  it("writes whole lines in CI, terminal or not", () => {
    process.env["CI"] = "true";
    const { stream, written } = recorder(true);

    step("building", stream).done();

    assert.deepEqual(written, ["building ...\n", "building: 0.0 s, done\n"]);
  });
});
