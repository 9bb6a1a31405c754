import { strict as assert } from "node:assert";

import * as fc from "fast-check";

import { EnvFileError, readEnvFile } from "../../../buildspec/run/env-file";

/** The variables of a text. */
const read = (text: string): Record<string, string> => Object.fromEntries(readEnvFile(text, "values.env"));

describe("readEnvFile", () => {
  const cases: readonly { what: string; text: string; value: string }[] = [
    { what: "a plain value", text: "A=one two", value: "one two" },
    { what: "a value with '=' and '#' in it", text: "A=b=c#d", value: "b=c#d" },
    { what: "a comment after a value", text: "A=one # two", value: "one" },
    { what: "no value", text: "A=", value: "" },
    { what: "only a comment for a value", text: "A= # none", value: "" },
    { what: "blanks around", text: "  export A = one \t", value: "one" },
    { what: "a quote inside", text: `A=it's "so"`, value: `it's "so"` },
    { what: "single quotes", text: `A='$x "\\n" # one' # two`, value: `$x "\\n" # one` },
    { what: "double quotes with escapes", text: 'A="a\\n\\"b\\" \\$c \\\\"', value: 'a\n"b" $c \\' },
    { what: "several lines in quotes", text: `A="one\r\n# two\nthree"\n`, value: "one\n# two\nthree" },
    { what: "the same name twice", text: "A=one\n\n# comment\nA=two", value: "two" },
    { what: "a byte order mark", text: "\uFEFFA=one", value: "one" },
  ];
  for (const { what, text, value } of cases) {
    it(`reads ${what}`, () => assert.deepEqual(read(text), { A: value }));
  }

  it("reads whatever single quotes hold", () => {
    const text = fc.string({ unit: "binary" }).filter((each) => !/['\r]/.test(each));
    fc.assert(fc.property(text, (value) => assert.deepEqual(read(`A='${value}'\nB=1`), { A: value, B: "1" })));
  });

  const wrong: readonly { what: string; text: string; says: RegExp }[] = [
    {
      what: "a line has no name",
      text: "A=1\n-----BEGIN hush\nline=hush",
      says: /^env file 'values\.env': line 2 is no/,
    },
    { what: "a quote doesn't end", text: 'A=1\nB="hush\nC=2\n', says: /line 2 has a quote that doesn't end/ },
    { what: "something follows a quote", text: "A='hush'hush", says: /line 1 has a quote that doesn't end/ },
    {
      what: "a folder of the run is set",
      text: "OCI_WORKSPACE_DIR=/hush",
      says: /sets 'OCI_WORKSPACE_DIR', which the/,
    },
  ];
  for (const { what, text, says } of wrong) {
    it(`fails when ${what}, and shows no value`, () => {
      assert.throws(
        () => read(text),
        (error: Error) => error instanceof EnvFileError && says.test(error.message) && !error.message.includes("hush"),
      );
    });
  }
});
