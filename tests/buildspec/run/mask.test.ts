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
  const value = "s3cret/+?tok\u{e9}n~~~>>>";
  const hidden = hiddenTexts([value]);
  const base64 = (text: string): string => Buffer.from(text).toString("base64");

  it("are the forms of a value in base64, whatever stands beside it", () => {
    for (const before of ["", "a", "ab", "user:"])
      for (const after of ["", "\n", "bc"]) {
        const shown = mask(base64(before + value + after), hidden);

        assert.ok(shown.includes(STARS), shown);
        // what is left shares its bits with what stands beside the value
        const own = base64(value).length - 4;
        assert.ok(shown.replace(STARS, "").length <= base64(before + value + after).length - own, shown);
      }
  });

  it("are all of its base64, with what fills it up", () => {
    for (const own of ["s3cretvalue", "s3cretvalue9", "s3cretvalue99"])
      assert.equal(mask(base64(own), hiddenTexts([own])), STARS);
  });

  it("are its form in base64 for addresses, and with percent signs", () => {
    assert.ok(mask(Buffer.from(value).toString("base64url"), hidden).replace(STARS, "").length < 2);
    assert.equal(mask(`https://a/${encodeURIComponent(value)}`, hidden), `https://a/${STARS}`);
  });

  it("are no forms of a short value, which stand in other texts by chance", () => {
    assert.deepEqual(hiddenTexts(["a", "s3cret"]), ["a", "s3cret"]);
  });

  it("are each value and each of its lines", () => {
    const lines = "first\r\n  second\n}\n";

    assert.deepEqual(hiddenTexts(["one", lines, ""]).slice(0, 4), ["one", lines, "first", "second"]);
  });
});
