import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { main } from "../../buildspec/cli";
import { FIXTURES, specOfSteps } from "./fixtures";

/** Runs the linter in this process, with a program of this text as ShellCheck; without one when it is undefined. */
function lintWith(
  program: string | undefined,
  text: string,
  ...options: readonly string[]
): { code: number; out: string; err: string } {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "buildspec-"));
  const { PATH } = process.env;
  try {
    const bin = path.join(folder, "bin");
    fs.mkdirSync(bin);
    if (program !== undefined)
      fs.writeFileSync(path.join(bin, "shellcheck"), `#!${process.execPath}\n${program}`, { mode: 0o755 });
    const file = path.join(folder, "spec");
    fs.writeFileSync(file, text);
    process.env["PATH"] = bin;
    let out = "";
    let err = "";
    const streams = { out: (part: string) => void (out += part), err: (part: string) => void (err += part) };
    const code = main(["lint", file, ...options], streams);
    return { code, out: out.replaceAll(file, "spec"), err };
  } finally {
    process.env["PATH"] = PATH;
    fs.rmSync(folder, { recursive: true });
  }
}

/** A ShellCheck that finds each `[ -e *.jar ]`, as 0.11.0 says it, and shows the first line of each script on demand. */
const PROGRAM = `
const fs = require("node:fs");
const names = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const comments = names.flatMap((file) => fs.readFileSync(file, "utf8").split("\\n").flatMap((text, index) => {
  const at = text.indexOf("*.jar");
  if (at < 0) return [];
  return [{ file, line: index + 1, endLine: index + 1, column: at + 1, endColumn: at + 6, level: "error", code: 2144,
    message: "-e doesn't work with globs. Use a for loop.", fix: null }];
}));
process.stdout.write(JSON.stringify({ comments }));
process.exit(comments.length > 0 ? 1 : 0);
`;

/** A ShellCheck that reports the line that says the shell, and its options. */
const ECHO = `
const fs = require("node:fs");
const words = process.argv.slice(2);
const comments = words.filter((word) => !word.startsWith("--")).map((file) => ({ file, line: 2, endLine: 2, column: 1,
  endColumn: 2, level: "error", code: 1, message: fs.readFileSync(file, "utf8").split("\\n")[0] + " " + words[0] }));
process.stdout.write(JSON.stringify({ comments }));
`;

describe("lint, with ShellCheck", () => {
  const text = specOfSteps("make", "cd target\n[ -e *.jar ]");

  it("has its findings at their places in the file", () => {
    assert.deepEqual(lintWith(PROGRAM, text), {
      code: 0,
      out:
        "spec:11:12: warning: SC2144: -e doesn't work with globs. Use a for loop [shellcheck]\n" +
        "        [ -e *.jar ]\n" +
        "             ^^^^^\n" +
        "1 file: 0 errors, 1 warning, 0 notes\n",
      err: "",
    });
  });

  it("tells it the shell of each step, and to read no settings of the user's", () => {
    const two = specOfSteps("make", "make").replace("    command", "    shell: /bin/sh\n    command");

    assert.deepEqual(lintWith(ECHO, two).out.match(/SC1: .* \[/g), [
      "SC1: # shellcheck shell=sh --norc [",
      "SC1: # shellcheck shell=bash --norc [",
    ]);
  });

  it("says nothing where it isn't installed", () => {
    assert.equal(lintWith(undefined, text).out, "1 file: 0 errors, 0 warnings, 0 notes\n");
  });

  for (const option of ["--no-shellcheck", "--ignore=shellcheck"]) {
    it(`leaves it out by ${option}`, () => {
      assert.equal(lintWith(PROGRAM, text, option).out, "1 file: 0 errors, 0 warnings, 0 notes\n");
    });
  }

  it("says that it failed, and gives the other findings", () => {
    const { out, err } = lintWith('process.stderr.write("no memory\\n"); process.exit(2)', specOfSteps("sudo make"));

    assert.match(out, /\[sudo-unavailable\]/);
    assert.equal(err, "oci-buildspec: ShellCheck failed (no memory); its findings are left out\n");
  });

  it("says that it answered what nobody can read", () => {
    assert.match(lintWith('process.stdout.write("hm")', text).err, /^oci-buildspec: ShellCheck failed \(.*JSON/);
  });

  it("does not ask it about a file that can't be read", () => {
    assert.equal(lintWith("process.exit(2)", "").err, "");
  });

  it("takes every fixture without error through it where this machine has it", function () {
    const folders = (process.env["PATH"] ?? "").split(path.delimiter);
    if (!folders.some((folder) => fs.existsSync(path.join(folder, "shellcheck")))) return this.skip();
    let out = "";
    const streams = { out: (part: string) => void (out += part), err: (part: string) => void (out += part) };

    assert.equal(main(["lint", path.join(FIXTURES, "ok", "everything.spec")], streams), 0);
    assert.doesNotMatch(out, /ShellCheck failed/);
  });
});
