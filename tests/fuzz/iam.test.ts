import { strict as assert } from "node:assert";

import { parseStatement } from "../../policies/iam/parser";
import { fileAt, inputAt, longTexts } from "./iam-inputs";
import { holdsForFile, holdsForText } from "./iam-properties";

const SEED = 20_251_125;
const TEXTS = 5000;
const FILES = 400;

describe("mutated statements", function () {
  this.timeout(60_000);

  it("are read or refused, and survive printing (npm run fuzz:iam reads a million)", () => {
    for (let place = 0; place < TEXTS; place++) holdsForText(inputAt(SEED, place));
  });

  it("are read or refused in files of every kind", () => {
    for (let place = 0; place < FILES; place++) {
      const { name, content } = fileAt(SEED, place);
      holdsForFile(name, content);
    }
  });

  it("are the same for the same seed and place, and others for others", () => {
    const texts = Array.from({ length: 200 }, (_, place) => inputAt(SEED, place));

    assert.equal(inputAt(SEED, 7), texts[7]);
    assert.ok(new Set(texts).size > 180);
    assert.notDeepEqual(
      texts,
      Array.from({ length: 200 }, (_, place) => inputAt(SEED + 1, place)),
    );
  });

  it("are accepted and refused, both often", () => {
    const accepted = Array.from({ length: 500 }, (_, place) => parseStatement(inputAt(SEED, place)).statement);

    const count = accepted.filter((statement) => statement !== undefined).length;
    assert.ok(count > 25 && count < 475, `${count} of 500 accepted`);
  });

  it("are as long as they are asked to be", () => {
    for (const [what, { length }] of Object.entries(longTexts(1000))) assert.ok(length >= 1000 && length < 1200, what);
  });
});
