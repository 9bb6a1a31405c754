import { strict as assert } from "node:assert";

import { StepLog } from "../../../buildspec/run/log";

describe("StepLog", () => {
  it("gives whole lines with the prefix, and keeps the last 40", () => {
    const shown: string[] = [];
    const log = new StepLog("> ", ["hush"], (text) => void shown.push(text));

    log.write("one\ntwo hu");
    log.write("sh\nthree");
    log.end();
    log.write(Array.from({ length: 50 }, (_, index) => `${index}\n`).join(""));

    assert.deepEqual(shown.slice(0, 3), ["> one\n", "> two ***\n", "> three\n"]);
    assert.deepEqual([log.tail.length, log.tail[0], log.tail.at(-1)], [40, "10", "49"]);
  });
});
