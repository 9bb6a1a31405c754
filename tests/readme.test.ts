import { strict as assert } from "node:assert";
import { spawn } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import * as path from "node:path";

import { parse } from "yaml";

import { freshFolder, Lab } from "./engine/lab";
import { settingsReference } from "./settings-reference";

const ROOT = path.join(__dirname, "..");
const README = fs.readFileSync(path.join(ROOT, "README.md"), "utf8");

interface Block {
  readonly language: string;
  readonly heading: string;
  readonly content: string;
}

/** Every fenced block of the README, with the heading that it stands under. */
const blocks: Block[] = [...README.matchAll(/^```(\w*)\n([^]*?)^```$/gm)].map((match) => ({
  language: match[1] as string,
  content: match[2] as string,
  heading: [...README.slice(0, match.index).matchAll(/^#+ (.+)$/gm)].at(-1)?.[1] as string,
}));

/** Resources that the examples make, stack and components included, by the heading that each stands under. */
const RESOURCES: Readonly<Record<string, number>> = {
  "A component by itself": 6,
  "A deploy pipeline by itself": 9,
};

describe("the README", function () {
  this.timeout(120_000);

  it("has no block that these tests can't execute or hold against the tree", () => {
    assert.deepEqual([...new Set(blocks.map(({ language }) => language))].sort(), [
      "console",
      "text",
      "typescript",
      "yaml",
    ]);
  });

  describe("commands", () => {
    const folder = freshFolder("readme");
    const lines = blocks
      .filter(({ language }) => language === "console")
      .flatMap(({ content }) => content.trim().split("\n"));
    after(() => npm("npm run sandbox:down -- --reset", folder));

    it("begin with 'npm ci' where they must stand alone", () => {
      assert.deepEqual(
        lines.filter((line) => line.includes("npm ci")),
        ["npm ci && npm run sandbox", "npm ci && npm test"],
      );
    });

    it("have CI run the test command as it stands here", () => {
      assert.match(fs.readFileSync(path.join(ROOT, ".ci", "run"), "utf8"), /^npm ci && npm test$/m);
    });

    // this test is what `npm test` runs, after `npm ci`
    for (const line of lines.map((each) => each.replace("npm ci && ", "")).filter((each) => each !== "npm test")) {
      it(`run: ${line}`, async () => {
        const { code, output } = await npm(line, folder);

        assert.equal(code, 0, output);
      });
    }
  });

  describe("examples", () => {
    let lab: Lab;
    before(async () => {
      lab = await Lab.open("readme-examples");
      await lab.prepare("prod");
      await lab.prepare("dev");
    });
    after(() => lab.close());

    for (const { content, heading } of blocks.filter(({ language }) => language === "yaml")) {
      it(`preview as a stack file: ${heading}`, async () => {
        const { config } = parse(content) as { config: Record<string, unknown> };
        lab.configure("dev", config);

        const { code, output } = await lab.run("preview", "dev");

        assert.equal(code, 0, output);
      });
    }

    for (const { content, heading } of blocks.filter(({ language }) => language === "typescript")) {
      it(`preview as a program: ${heading}`, async () => {
        const program = freshFolder("readme-program");
        fs.writeFileSync(path.join(program, "index.ts"), content.replaceAll('"./', '"../../../'));
        const options = "{ typescript: true, tsconfig: ../../../tsconfig.json }";
        fs.writeFileSync(
          path.join(program, "Pulumi.yaml"),
          `name: readme-program\nmain: index.ts\nruntime: { name: nodejs, options: ${options} }\n`,
        );

        const { code, output, changes } = await lab.previewProgram(program);

        assert.equal(code, 0, output);
        assert.deepEqual(changes, { create: RESOURCES[heading] });
      });
    }
  });

  it("shows every type of resource that the components make in its picture", () => {
    const picture = blocks.find(({ language }) => language === "text")?.content ?? "";
    const folder = path.join(ROOT, "components");
    const sources = fs.readdirSync(folder).filter((name) => name.endsWith(".ts"));
    const made = sources.flatMap((name) =>
      [
        ...fs
          .readFileSync(path.join(folder, name), "utf8")
          .matchAll(/new (?!pulumi)[a-z]+\.([A-Z]\w+)\(\s*[`"]\$\{name\}/g),
      ].map(([, type]) => type as string),
    );

    assert.ok(made.length > 10);
    assert.deepEqual(
      [...new Set(made)].filter((type) => !new RegExp(`\\b${type}\\b`).test(picture)),
      [],
    );
  });

  it("has a map of folders and files that are there", () => {
    const map = blocks.find(({ heading }) => heading === "Map")?.content ?? "";
    let parent = "";
    const paths = map.split("\n").flatMap((line) => {
      const [, indent, first] = /^( *)((?:\S+ )*?\S+) {2}/.exec(line) ?? [];
      if (first === undefined || indent === undefined) return [];
      if (indent === "") parent = first;
      return first.split(" ").map((each) => (indent === "" ? each : path.join(parent, each)));
    });

    assert.ok(paths.length > 15);
    assert.deepEqual(
      paths.filter((each) => !fs.existsSync(path.join(ROOT, each))),
      [],
    );
  });

  it("has every output of the program, as the program describes it", () => {
    const [, outputs = ""] = fs.readFileSync(path.join(ROOT, "index.ts"), "utf8").split("\n  return {\n");
    const exported = [...outputs.matchAll(/^ {4}(?:\.{3}.*\{ )?(\w+):/gm)].map(([, name]) => name);
    const described = [...outputs.matchAll(/^ {4}\/\*\* (.+) \*\/\n {4}(?:\.{3}.*\{ )?(\w+):/gm)];
    const section = /^\*\*Out\.\*\*[^]*?(?=^## )/m.exec(README)?.[0] ?? "";

    assert.ok(exported.length > 5);

    assert.deepEqual(
      described.map(([, , name]) => name),
      exported,
    );
    assert.deepEqual(
      section.split("\n").filter((line) => line.startsWith("| `")),
      described.map(([, meaning, name]) => `| \`${name}\` | ${meaning} |`),
    );
  });

  it("has the reference of settings that the model gives", () => {
    const rows = README.split("\n").filter((line) => /^\| `[a-zA-Z.[\]]+` \| (required )?\|/.test(line));

    assert.deepEqual(rows, settingsReference());
  });
});

/** Runs a line of the README; one that has to do with the sandbox, with a sandbox of the test's own. */
async function npm(line: string, folder: string): Promise<{ code: number; output: string }> {
  const isOfSandbox = /sandbox|preview/.test(line);
  const own = isOfSandbox ? `${line.includes(" -- ") ? "" : " --"} --folder ${folder}` : "";
  const child = spawn(`${line}${own}`, { cwd: ROOT, shell: true, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  const [code] = (await once(child, "close")) as [number | null];
  return { code: code ?? 1, output };
}
