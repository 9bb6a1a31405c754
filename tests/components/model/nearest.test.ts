import { strict as assert } from "node:assert";

import fc from "fast-check";

import { nearest } from "../../../components/model/nearest";

const KEYS = ["environment", "team", "projectName", "services"];

describe("nearest", () => {
  const words = [
    { what: "the word itself", word: "team", meant: "team" },
    { what: "one letter too many", word: "teams", meant: "team" },
    { what: "one letter missing", word: "enviroment", meant: "environment" },
    { what: "two letters swapped", word: "serivces", meant: "services" },
    { what: "another case", word: "TEAM", meant: "team" },
    { what: "another spelling of the parts", word: "project-name", meant: "projectName" },
    { what: "a third of a long word wrong", word: "envirxxxent", meant: "environment" },
    { what: "an abbreviation that is not near", word: "env", meant: undefined },
    { what: "more than a third of a long word wrong", word: "envixxxxent", meant: undefined },
    { what: "three letters of a short word wrong", word: "txxx", meant: undefined },
    { what: "another word", word: "compartment", meant: undefined },
    { what: "nothing", word: "", meant: undefined },
  ];
  for (const { what, word, meant } of words) {
    it(`answers ${meant ? `'${meant}'` : "nothing"} for ${what}: '${word}'`, () => {
      assert.equal(nearest(word, KEYS), meant);
    });
  }

  it("answers the nearest of several that are near", () => {
    assert.equal(nearest("imag", ["images", "image"]), "image");
  });

  it("answers the first of several that are equally near", () => {
    assert.equal(nearest("teax", ["team", "tear"]), "team");
  });

  it("answers nothing when there are no candidates", () => {
    assert.equal(nearest("team", []), undefined);
  });

  it("answers any candidate for itself", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { minLength: 1, selector: (each) => each.toLowerCase() }), (keys) => {
        for (const key of keys) assert.equal(nearest(key, keys), key);
      }),
    );
  });
});
