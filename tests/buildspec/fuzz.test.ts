import { strict as assert } from "node:assert";

import { inputOf } from "./fuzz/inputs";
import { judge } from "./fuzz/judge";

/** Inputs of the short run; `npm run fuzz:buildspec` takes a million. */
const INPUTS = 3000;
const SEED = 1;

describe("the linter and its reports", function () {
  this.timeout(60_000);

  it(`take ${INPUTS} broken files, and put every finding into the file`, () => {
    const codes = new Set<string>();
    for (let index = 0; index < INPUTS; index++) for (const code of judge(inputOf(SEED, index).bytes)) codes.add(code);

    // inputs that all end at the parser would show nothing
    for (const code of ["variable-lost", "sudo-unavailable", "unknown-key", "yaml-syntax", "file-not-text"])
      assert.ok(codes.has(code), code);
  });

  it("are given the same input for the same seed and index", () => {
    assert.deepEqual(inputOf(7, 23), inputOf(7, 23));
    assert.notDeepEqual(inputOf(7, 23), inputOf(8, 23));
  });
});
