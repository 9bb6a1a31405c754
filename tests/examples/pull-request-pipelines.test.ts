import { strict as assert } from "node:assert";
import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";

import fastify from "fastify";
import { parse } from "yaml";

import { lint } from "../../buildspec/lint";
import { PROJECT } from "../../commands/workspace";
import { checkStatement } from "../../policies/iam/check";
import { parseStatement } from "../../policies/iam/parser";
import { freshFolder } from "../engine/lab";

const EXAMPLE = path.join(PROJECT, "examples", "pull-request");
const read = (name: string): string => fs.readFileSync(path.join(EXAMPLE, name), "utf8");

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

interface Job {
  readonly if?: string;
  readonly permissions: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly "timeout-minutes": number;
  readonly steps: readonly Step[];
}

const text = read(".github/workflows/preview.yml");
const workflow = parse(text) as {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: object;
  readonly jobs: Readonly<Record<string, Job>>;
};
const jobs = Object.entries(workflow.jobs);
const isOwn = "github.event.pull_request.head.repo.full_name == github.repository";

function job(name: string): Job {
  const found = workflow.jobs[name];
  assert.ok(found, `no job '${name}'`);
  return found;
}

function script(of: string, containing: string): string {
  const found = job(of).steps.find(({ run }) => run?.includes(containing))?.run;
  assert.ok(found, `job '${of}' runs no '${containing}'`);
  return found;
}

describe("the workflow for pull requests", () => {
  it("pins every action by commit, with the version beside it", () => {
    const used = [...text.matchAll(/uses: (.*)/g)].map(([, action]) => action);
    assert.ok(used.length >= jobs.length);
    for (const action of used) assert.match(action ?? "", /^[\w-]+(\/[\w-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it("gives no job more than it needs, and nothing by default", () => {
    assert.deepEqual(workflow.permissions, {});
    assert.deepEqual(Object.fromEntries(jobs.map(([name, { permissions }]) => [name, permissions])), {
      sandbox: { contents: "read" },
      tenancy: { contents: "read" },
      comment: { contents: "read", "pull-requests": "write", "security-events": "write" },
    });
  });

  it("starts by the event that gives forks no secret", () => {
    assert.deepEqual(Object.keys(workflow.on), ["pull_request"]);
  });

  it("keeps secrets to the job that previews the tenancy, which no fork starts", () => {
    const holders = jobs.filter(([, each]) => JSON.stringify(each).includes("secrets.")).map(([name]) => name);
    assert.deepEqual(holders, ["tenancy"]);
    assert.equal(job("tenancy").if, isOwn);
    assert.equal(job("tenancy").environment, "preview");
    assert.equal(job("sandbox").if, undefined);
  });

  it("lets the job that may write run the base branch's scripts alone", () => {
    const { if: condition = "", steps } = job("comment");
    assert.ok(condition.includes(isOwn));
    const checkouts = steps.filter(({ uses }) => uses?.startsWith("actions/checkout@"));
    assert.deepEqual(
      checkouts.map((step) => step.with?.["ref"]),
      ["${{ github.event.pull_request.base.sha }}"],
    );
  });

  it("leaves no credential in a checkout, and no job without an end", () => {
    for (const [, { steps, "timeout-minutes": minutes }] of jobs) {
      assert.ok(minutes <= 30);
      for (const step of steps.filter(({ uses }) => uses?.startsWith("actions/checkout@")))
        assert.equal(step.with?.["persist-credentials"], false);
    }
  });

  it("puts no value of a pull request into the text of a script", () => {
    for (const [, { steps }] of jobs) for (const { run } of steps) assert.doesNotMatch(run ?? "", /\$\{\{/);
  });
});

describe("the scripts of the pipelines for pull requests", function () {
  this.timeout(120_000);

  const folder = freshFolder("pull-request");
  const shell = async (run: string, environment: Readonly<Record<string, string>>) => {
    const env = { ...process.env, ...environment };
    try {
      const { stdout } = await promisify(execFile)("bash", ["-eo", "pipefail", "-c", run], { cwd: folder, env });
      return { code: 0, output: stdout };
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { code, output: `${stdout}${stderr}` };
    }
  };

  before(() => {
    // what a checkout has, without its sandbox
    fs.mkdirSync(folder, { recursive: true });
    for (const name of fs.readdirSync(PROJECT).filter((each) => !each.startsWith(".")))
      fs.symlinkSync(path.join(PROJECT, name), path.join(folder, name));
  });

  it("judge a stack, and leave a report in each format", async () => {
    const written = script("sandbox", "policy -- report");
    const apart = `report "$STACK" --folder "$SANDBOX"`;
    const { code, output } = await shell(written.replace('report "$STACK"', apart), {
      STACK: "staging",
      SANDBOX: path.join(folder, ".sandbox"),
    });
    assert.equal(code, 0, output);
    assert.match(output, /stack 'staging': 0 mandatory findings/);
    assert.deepEqual(fs.readdirSync(path.join(folder, "report")).sort(), [
      "staging.md",
      "staging.sarif",
      "staging.xml",
    ]);
  });

  it("show it in the summary", async () => {
    const summary = path.join(folder, "summary.md");
    const run = script("sandbox", "GITHUB_STEP_SUMMARY");
    assert.equal((await shell(run, { STACK: "staging", GITHUB_STEP_SUMMARY: summary })).code, 0);
    assert.match(fs.readFileSync(summary, "utf8"), /^\*\*Policies\*\*: stack 'staging'/);
  });

  it("say each report in the pull request", async () => {
    fs.writeFileSync(path.join(folder, "report", "tenancy-prod.md"), "all well\n");
    const said: string[] = [];
    const server = fastify();
    server.get("/repos/acme/shop/issues/7/comments", () => []);
    server.post("/repos/acme/shop/issues/7/comments", ({ body }, reply) => {
      said.push((body as { body: string }).body);
      return reply.code(201).send({});
    });
    try {
      const { code, output } = await shell(script("comment", "comment.ts"), {
        GITHUB_API_URL: await server.listen({ host: "127.0.0.1", port: 0 }),
        GITHUB_REPOSITORY: "acme/shop",
        GITHUB_TOKEN: "token",
        PULL_REQUEST: "7",
      });
      assert.equal(code, 0, output);
      assert.deepEqual(
        said.map((each) => each.split("\n")[0]),
        ["<!-- oci-delivery: staging -->", "<!-- oci-delivery: tenancy-prod -->"],
      );
    } finally {
      await server.close();
    }
  });
});

describe("the build specification for pull requests", () => {
  it("has nothing that the service refuses", () => {
    assert.deepEqual(
      lint(fs.readFileSync(path.join(EXAMPLE, "build_spec.yaml")), { parameters: ["REPOSITORY_ID"] }).diagnostics,
      [],
    );
  });

  it("runs the same commands as the workflow", () => {
    const spec = read("build_spec.yaml");
    assert.match(spec, /npm run -s policy -- report "\$stack" --output/);
    assert.match(spec, /node -r \.\/toolchain\/register\.js examples\/pull-request\/comment\.ts oci /);
  });
});

describe("the statements of the example for pull requests", () => {
  const statements = [...read("README.md").matchAll(/^Allow .*$/gm)].map(([statement]) => statement);

  it("are there", () => assert.equal(statements.length, 3));

  for (const statement of statements)
    it(`are without an objection: ${statement.slice(0, 70)} ...`, () => {
      const { statement: tree, errors } = parseStatement(statement);
      assert.deepEqual(errors, []);
      assert.ok(tree);
      assert.deepEqual(
        checkStatement(tree).filter(({ level }) => level !== "note"),
        [],
      );
    });
});
