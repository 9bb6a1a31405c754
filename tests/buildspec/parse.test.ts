import { strict as assert } from "node:assert";

import * as fc from "fast-check";

import { lint } from "../../buildspec/lint";
import { LARGEST_FILE, parse } from "../../buildspec/parse";
import { codesOf, lintText, specOfSteps } from "./fixtures";

/** Findings of bytes as `line:column code`. */
function placesOf(bytes: Uint8Array): readonly string[] {
  const { source, diagnostics } = lint(bytes);
  return diagnostics.map(({ start, code }) => {
    const { line, column } = source.positionOf(start);
    return `${line}:${column} ${code}`;
  });
}

describe("parse", () => {
  const bad: readonly { what: string; bytes: Uint8Array; found: readonly string[] }[] = [
    { what: "an empty file", bytes: Buffer.from(""), found: ["1:1 file-empty"] },
    { what: "a file of a mark alone", bytes: Buffer.from("\uFEFF\n"), found: ["1:1 file-empty"] },
    { what: "a binary file", bytes: Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0]), found: ["1:1 file-not-text"] },
    { what: "UTF-16", bytes: Buffer.from("\uFEFFversion: 0.1\n", "utf16le"), found: ["1:1 file-not-text"] },
    { what: "Latin-1", bytes: Buffer.from("name: caf\u00e9\n", "latin1"), found: ["1:1 file-not-text"] },
    { what: "10 MB", bytes: Buffer.alloc(10_000_000, "a: b\n"), found: ["1:1 file-too-large"] },
    { what: "a comment alone", bytes: Buffer.from("# nothing\n"), found: ["1:1 file-empty"] },
    { what: "a document without a value", bytes: Buffer.from("---\n"), found: ["1:1 file-empty"] },
    { what: "words", bytes: Buffer.from("make: it: so\n"), found: ["1:7 yaml-syntax"] },
    {
      what: "two lines of CR LF that are none of YAML",
      bytes: Buffer.from("a: b\r\n]\r\n"),
      found: ["2:1 yaml-syntax"],
    },
    { what: "a list", bytes: Buffer.from("- a\n- b\n"), found: ["1:1 wrong-type"] },
    { what: "a text", bytes: Buffer.from("hello\n"), found: ["1:1 wrong-type"] },
    { what: "a quote that is not closed", bytes: Buffer.from('a: "b\n'), found: ["2:1 yaml-syntax"] },
    { what: "an unknown alias", bytes: Buffer.from("a: *b\n"), found: ["1:4 yaml-syntax"] },
    {
      what: "an unknown alias, repeated by others,",
      bytes: Buffer.from("a: &a [*x]\nb: &b [*a, *a]\nc: [*b, *b]\n"),
      found: ["1:8 yaml-syntax"],
    },
    { what: "an alias to what holds it", bytes: Buffer.from("a: &a\n  b: *a\n"), found: ["1:1 yaml-too-complex"] },
    { what: "brackets without end", bytes: Buffer.from("[".repeat(100_000)), found: ["1:1 yaml-too-complex"] },
    { what: "braces without end", bytes: Buffer.from("{a: ".repeat(50_000)), found: ["1:8001 yaml-too-complex"] },
    { what: "dashes without end", bytes: Buffer.from("- ".repeat(50_000)), found: ["1:1 yaml-too-complex"] },
    { what: "a tab as indent", bytes: Buffer.from("a:\n\tb: c\n"), found: ["2:1 yaml-syntax"] },
  ];
  for (const { what, bytes, found } of bad) {
    it(`says where ${what} is wrong, and nothing else`, () => assert.deepEqual(placesOf(bytes), found));
  }

  it("is done with a bomb of aliases in no time", () => {
    const lines = ["a: &a0 [x, x]"];
    for (let i = 1; i < 200; i++) lines.push(`a${i}: &a${i} [*a${i - 1}, *a${i - 1}]`);
    const started = process.cpuUsage();

    assert.deepEqual(codesOf(lines.join("\n")), ["yaml-too-complex"]);
    assert.ok(process.cpuUsage(started).user < 2_000_000);
  });

  it("reads lines that end in CR LF as others", () => {
    const unix = specOfSteps("sudo make", "make");

    assert.deepEqual(placesOf(Buffer.from(unix.replaceAll("\n", "\r\n"))), placesOf(Buffer.from(unix)));
    assert.deepEqual(placesOf(Buffer.from(unix)), ["7:7 sudo-unavailable"]);
  });

  it("keeps a number as it is written", () => {
    const { tree } = parse(Buffer.from("version: 2.0\n"));

    assert.equal(tree?.kind === "map" && tree.entries[0]?.value.kind === "text" && tree.entries[0].value.text, "2.0");
  });

  it("reads what anchors and merges say", () => {
    const text = [
      "version: 0.1",
      "component: build",
      "steps:",
      "  - &first {type: Command, command: make}",
      "  - {<<: *first, name: again}",
    ].join("\n");

    assert.deepEqual(codesOf(text), []);
  });

  it("has a limit that real files are far from", () => assert.ok(LARGEST_FILE > 10 * 30_000));
});

describe("lint", () => {
  const words = [
    ..."version component steps env variables exportedVariables vaultVariables outputArtifacts inputArtifacts".split(
      " ",
    ),
    ..."type name command onFailure location BINARY URL Command VulnerabilityAudit configuration build 0.1".split(" "),
    ..."- : | > ? & * << ' \" { } [ ] , # ! % @ ` $ ${ $( (( )) <<E \\ \t".split(" "),
    ...["\n", "\n  ", "\n    ", ": ", "- ", " ", "\r\n", "\u0000", "\uFEFF", "\u2028", "__proto__", "constructor"],
  ];
  const soup = fc.array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 4 })), { maxLength: 60 });

  it("does not throw, whatever the bytes", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => lint(bytes).diagnostics.length > 0));
  });

  it("does not throw, whatever the words, and has every finding in the file", () => {
    fc.assert(
      fc.property(soup, (parts) => {
        const { source, diagnostics } = lint(Buffer.from(parts.join("")));
        for (const { start, end } of diagnostics) assert.ok(start >= 0 && start <= end && start <= source.text.length);
      }),
      { numRuns: 2000 },
    );
  });

  it("does not throw, whatever the script", () => {
    fc.assert(
      fc.property(soup, (parts) => lintText(specOfSteps("a=1", parts.join(""), 'echo "$a"')).length >= 0),
      { numRuns: 2000 },
    );
  });
});
