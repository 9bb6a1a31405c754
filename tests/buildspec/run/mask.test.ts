import { strict as assert } from "node:assert";

import * as fc from "fast-check";

import { hiddenTexts, mask, Masker, STARS } from "../../../buildspec/run/mask";

/** Texts of few letters, so that secrets overlap, repeat and begin alike. */
const few = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom("a", "b", "c", "\n"), { minLength, maxLength }).map((chars) => chars.join(""));

const secrets = fc.array(few(1, 6), { maxLength: 4 });

describe("mask", () => {
  it("hides a secret wherever it stands", () => {
    assert.equal(mask("a=s3cret b=s3cret", ["s3cret"]), `a=${STARS} b=${STARS}`);
  });

  it("leaves a text without secrets as it is", () => assert.equal(mask("s3cre t", ["s3cret"]), "s3cre t"));

  it("hides all of two secrets that overlap", () => {
    assert.equal(mask("xabcdey", ["abc", "cde"]), `x${STARS}y`);
  });

  it("hides a secret that is the start of another", () => {
    assert.equal(mask("abx abc", ["ab", "abc"]), `${STARS}x ${STARS}`);
  });

  it("leaves no character of a secret, by the definition", () => {
    fc.assert(
      fc.property(few(0, 40), secrets, (text, hidden) => {
        const isSecret = [...text].map(() => false);
        for (const secret of hidden) {
          for (let at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + 1)) {
            isSecret.fill(true, at, at + secret.length);
          }
        }
        const expected = [...text].map((char, at) => (!isSecret[at] ? char : isSecret[at - 1] ? "" : STARS)).join("");

        assert.equal(mask(text, hidden), expected);
      }),
    );
  });
});

describe("Masker", () => {
  it("gives the same wherever the pieces end", () => {
    fc.assert(
      fc.property(fc.array(few(0, 8), { maxLength: 8 }), secrets, (pieces, hidden) => {
        const masker = new Masker(hidden);

        const shown = pieces.map((piece) => masker.write(piece)).join("") + masker.end();

        assert.equal(shown, mask(pieces.join(""), hidden));
      }),
    );
  });

  it("holds back no more than what may be a secret", () => {
    const masker = new Masker(["s3cret"]);

    assert.deepEqual([masker.write("done s3"), masker.write("c"), masker.write("ond\n")], ["done ", "", "s3cond\n"]);
  });
});

describe("hiddenTexts", () => {
  it("are each value and each of its lines", () => {
    assert.deepEqual(hiddenTexts(["one", "first\r\n  second\n}\n", ""]), [
      "one",
      "first\r\n  second\n}\n",
      "first",
      "second",
    ]);
  });
});
