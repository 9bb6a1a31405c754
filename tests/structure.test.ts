import { strict as assert } from "node:assert";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";

import { preProcessFile } from "typescript";

const ROOT = path.join(__dirname, "..");
const LONGEST_FILE = 420;

/** Files that git tracks or would track. */
const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  cwd: ROOT,
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => file !== "" && fs.existsSync(path.join(ROOT, file)));
const sources = files.filter((file) => /\.(ts|js|mjs)$/.test(file));

/**
 * Which part may import which: the direction of every arrow. A part is the longest of these prefixes of a file's path.
 * `@pulumi` stands for the SDK and its providers.
 */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  "index.ts": ["components", "components/model"],
  "components/model": ["buildspec"],
  components: ["components/model", "@pulumi"],
  "policies/start.js": ["policies/index.ts", "policies/dist/index.js"],
  "policies/prepack.js": [],
  "policies/postpack.js": [],
  "policies/index.ts": [
    "policies/pack.ts",
    "policies/profiles.ts",
    "policies/exceptions",
    "policies/read-once.ts",
    "@pulumi",
  ],
  "policies/read-once.ts": ["@pulumi"],
  "policies/profiles.ts": ["policies/define-rule.ts", "policies/graph", "@pulumi"],
  "policies/exceptions": [],
  "policies/pack.ts": ["policies/rules", "policies/define-rule.ts"],
  "policies/rules": [
    "policies/define-rule.ts",
    "policies/exceptions",
    "policies/graph",
    "policies/reading",
    "policies/iam",
    "@pulumi",
  ],
  "policies/define-rule.ts": ["policies/exceptions", "policies/graph", "@pulumi"],
  "policies/reading": ["policies/define-rule.ts", "policies/graph", "policies/iam", "@pulumi"],
  "policies/graph": ["@pulumi"],
  "policies/iam": [],
  "policies/iam/cli": ["policies/iam", "findings"],
  "bench/iam-parse.ts": ["policies/iam"],
  "bench/iam-diff.ts": ["policies/iam"],
  "bench/buildspec-lint.ts": ["buildspec", "bench", "commands"],
  "sandbox/kinds": [],
  "sandbox/api": ["sandbox/kinds", "policies/iam"],
  "sandbox/cluster": ["sandbox/api"],
  "sandbox/api-server": [],
  "sandbox/page": ["sandbox/kinds", "sandbox/api", "sandbox/cluster"],
  "sandbox/plugins": ["sandbox/kinds", "sandbox/api", "sandbox/api-server", "sandbox/cluster", "@pulumi"],
  sandbox: ["sandbox/kinds", "sandbox/api", "sandbox/api-server", "sandbox/cluster", "sandbox/page", "sandbox/plugins"],
  "toolchain/strip-types.js": [],
  toolchain: ["@pulumi"],
  findings: ["toolchain/strip-types.js"],
  buildspec: ["findings"],
  commands: [
    "components/model",
    "findings",
    "policies/exceptions",
    "sandbox",
    "sandbox/api",
    "sandbox/kinds",
    "sandbox/plugins",
    "toolchain",
  ],
  examples: ["components", "@pulumi"],
  bench: ["commands", "components", "components/model", "toolchain", "@pulumi"],
};

function partOf(file: string): string | undefined {
  const fitting = Object.keys(PARTS).filter((part) => file === part || file.startsWith(`${part}/`));
  return fitting.sort((a, b) => b.length - a.length)[0];
}

/** What a source file imports: parts of this project, or `@pulumi`. Other packages don't count. */
function importsOf(file: string): string[] {
  const content = fs.readFileSync(path.join(ROOT, file), "utf8");
  return preProcessFile(content, true, true).importedFiles.flatMap(({ fileName }) => {
    if (fileName.startsWith("@pulumi/")) return ["@pulumi"];
    if (!fileName.startsWith(".")) return [];
    const target = path.posix.join(path.posix.dirname(file), fileName);
    const found = [target, `${target}.ts`, `${target}/index.ts`].find((each) => sources.includes(each)) ?? target;
    return [partOf(found) ?? found];
  });
}

describe("the structure", () => {
  const product = sources.filter((file) => !file.startsWith("tests/") && partOf(file) !== undefined);

  it("has a part for every source file", () => {
    const strays = sources.filter(
      (file) => partOf(file) === undefined && !/^(tests\/|eslint\.config\.mjs$)/.test(file),
    );

    assert.deepEqual(strays, []);
  });

  it("has no import against the direction of the arrows", () => {
    const arrows = product.flatMap((file) => {
      const part = partOf(file) as string;
      return importsOf(file)
        .filter((target) => target !== part && !PARTS[part]?.includes(target))
        .map((target) => `${file} -> ${target}`);
    });

    assert.deepEqual(arrows, []);
  });

  it("reads Pulumi's configuration in one place alone", () => {
    const readers = product.filter((file) => /pulumi\.Config\b|allConfig\(/.test(withoutComments(file)));

    // an example is a program of its own
    assert.deepEqual(readers.sort(), ["components/settings.ts", "examples/platform/index.ts"]);
  });

  it("reads no environment variable in a component", () => {
    const readers = product.filter(
      (file) => file.startsWith("components/") && withoutComments(file).includes("process.env"),
    );

    assert.deepEqual(readers, []);
  });

  it(`has no source file of more than ${LONGEST_FILE} lines`, () => {
    const long = sources.filter(
      (file) => fs.readFileSync(path.join(ROOT, file), "utf8").split("\n").length > LONGEST_FILE,
    );

    assert.deepEqual(long, []);
  });

  it("names no download address in the lock file", () => {
    const lock = fs.readFileSync(path.join(ROOT, "package-lock.json"), "utf8");

    assert.doesNotMatch(lock, /"resolved": "(https?|git|file):/);
  });

  it("has an integrity for every package in the lock file", () => {
    const { packages } = JSON.parse(fs.readFileSync(path.join(ROOT, "package-lock.json"), "utf8")) as {
      packages: Record<string, { integrity?: string; link?: boolean; inBundle?: boolean }>;
    };
    const without = Object.entries(packages).filter(
      ([name, { integrity, link, inBundle }]) => name.includes("node_modules/") && !integrity && !link && !inBundle,
    );

    assert.deepEqual(
      without.map(([name]) => name),
      [],
    );
  });
});

function withoutComments(file: string): string {
  return fs.readFileSync(path.join(ROOT, file), "utf8").replace(/\/\*[^]*?\*\/|\/\/.*$/gm, "");
}
