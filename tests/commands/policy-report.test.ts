import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as path from "node:path";

import { FORMATS } from "../../commands/policy-report/formats";
import { judgementIn } from "../../commands/policy-report/judgement";
import { freshFolder } from "../engine/lab";
import { runCommand } from "./command";

const PREFIX = "urn:pulumi:prod::shop::oci-delivery:index:Project$";
const PACK = { policyPackName: "oci-delivery", policyPackVersion: "0.1.0" };
const PLACE = { file: "Pulumi.prod.yaml" };

const begun = { resourcePreEvent: { metadata: { urn: "urn:pulumi:prod::shop::pulumi:pulumi:Stack::shop-prod" } } };
const looked = { policyAnalyzeSummaryEvent: { ...PACK, passed: ["rule-a", "rule-b"] } };
const judged = { policyAnalyzeStackSummaryEvent: { ...PACK, passed: ["rule-c"], failed: ["rule-d"] } };
const ended = (result: string): object => ({ summaryEvent: { result } });
const finding = (policyName: string, enforcementLevel: string, resource: string, message: string): object => ({
  policyEvent: {
    ...PACK,
    policyName,
    enforcementLevel,
    severity: "high",
    resourceUrn: `${PREFIX}oci:DevOps/project:Project::${resource}`,
    message: `What holds.\n\u001b[31m${message}\u001b[0m\n`,
  },
});
const failure = (message: string): object => ({
  diagnosticEvent: { message: `\u001b[31m${message}\n`, severity: "error" },
});
const logOf = (...events: object[]): string => events.map((event) => `${JSON.stringify(event)}\n`).join("");

const FOUND = logOf(
  begun,
  looked,
  finding("rule-d", "advisory", "beta", "b | <b> & more"),
  finding("rule-b", "mandatory", "alpha", "a is 1, expected 2"),
  judged,
  failure("preview failed"),
  ended("failed"),
);
const EXCEPTED = logOf(
  begun,
  looked,
  finding(
    "oci-delivery-finding-no-exception",
    "advisory",
    "gamma",
    'rule-e, excepted until 2027-01-31 by "shop" because "made <elsewhere>": c is 1',
  ),
  judged,
  ended("succeeded"),
);
const CLEAN = logOf(begun, looked, { policyAnalyzeStackSummaryEvent: PACK }, ended("succeeded"));

describe("the judgement of a preview", () => {
  it("has what the rules object to, mandatory findings first, and who found nothing", () => {
    const { stack, findings, passed } = judgementIn(FOUND);
    assert.equal(stack, "prod");
    assert.deepEqual(findings, [
      {
        rule: "rule-b",
        level: "mandatory",
        severity: "high",
        urn: `${PREFIX}oci:DevOps/project:Project::alpha`,
        type: "oci:DevOps/project:Project",
        resource: "alpha",
        message: "a is 1, expected 2",
      },
      { ...findings[1], rule: "rule-d", level: "advisory", resource: "beta", message: "b | <b> & more" },
    ]);
    assert.deepEqual(passed, ["rule-a", "rule-c"]);
  });

  it("is one of no finding where there is none", () => {
    assert.deepEqual(judgementIn(CLEAN), { stack: "prod", findings: [], passed: ["rule-a", "rule-b"] });
  });

  it("has what is excepted under the rule that found it, with the exception", () => {
    const { findings } = judgementIn(EXCEPTED);
    assert.deepEqual(
      findings.map(({ rule, message, exception }) => ({ rule, message, exception })),
      [
        {
          rule: "rule-e",
          message: "c is 1",
          exception: { owner: "shop", reason: "made <elsewhere>", expires: "2027-01-31" },
        },
      ],
    );
  });

  it("shows what is excepted in every format", () => {
    const judgement = judgementIn(EXCEPTED);
    const until = "excepted until 2027-01-31 by shop because made";
    const sarif = JSON.parse(FORMATS.sarif(judgement, PLACE)) as {
      runs: { results: { suppressions: { justification: string }[]; locations: { logicalLocations: object[] }[] }[] }[];
    };

    assert.ok(FORMATS.text(judgement, PLACE).startsWith(`gamma: ${until} <elsewhere>: c is 1 [rule-e]\n`));
    assert.match(FORMATS.text(judgement, PLACE), /: 0 mandatory findings, 0 advisory findings, 1 excepted; 3 rules/);
    assert.equal(sarif.runs[0]?.results[0]?.suppressions[0]?.justification, `${until} <elsewhere>`);
    assert.deepEqual(sarif.runs[0]?.results[0]?.locations[0]?.logicalLocations, [
      { fullyQualifiedName: `${PREFIX}oci:DevOps/project:Project::gamma`, kind: "resource" },
    ]);
    assert.match(
      FORMATS.junit(judgement, PLACE),
      /name="rule-e">\n +<skipped message="gamma: excepted until 2027-01-31 by shop because made &lt;elsewhere&gt;: c is 1"\/>/,
    );
    assert.match(FORMATS.markdown(judgement, PLACE), /\| excepted until 2027\\-01\\-31 by shop because made &lt;/);
  });

  it("leaves out what other packs say", () => {
    const other = { policyEvent: { policyPackName: "other", policyName: "x", message: "y", resourceUrn: "" } };
    assert.deepEqual(judgementIn(logOf(begun, looked, other, judged, ended("succeeded"))).findings, []);
  });

  const unjudged: readonly (readonly [string, string, RegExp])[] = [
    [
      "the program failed",
      logOf(begun, failure("no such key"), failure("preview failed"), ended("failed")),
      /^the preview failed:\nno such key$/,
    ],
    ["the preview was cut off", logOf(begun, looked), /^the preview did not come to its end$/],
    ["nothing was written", "", /^the preview did not come to its end$/],
    [
      "no pack was there",
      logOf(begun, ended("succeeded")),
      /^the policy pack 'oci-delivery' was not asked; preview with '--policy-pack policies'$/,
    ],
    [
      "it is another file",
      "{}\nconfig:\n",
      /^line 2 of the event log is not JSON; give what 'pulumi preview --event-log <file>' writes$/,
    ],
  ];
  for (const [name, log, message] of unjudged)
    it(`is refused where ${name}`, () => {
      assert.throws(() => judgementIn(log), { name: "Error", message });
    });
});

describe("the formats of a judgement", () => {
  const found = judgementIn(FOUND);

  it("text: a line for each finding, and what it comes to", () => {
    assert.equal(
      FORMATS.text(found, PLACE),
      "alpha: mandatory: a is 1, expected 2 [rule-b]\n" +
        "beta: advisory: b | <b> & more [rule-d]\n" +
        "stack 'prod': 1 mandatory finding, 1 advisory finding; 2 rules found nothing\n",
    );
  });

  it("json: the judgement as it is", () => {
    assert.deepEqual(JSON.parse(FORMATS.json(found, PLACE)), found);
  });

  it("sarif: a result for each finding, at the stack file", () => {
    const { runs } = JSON.parse(FORMATS.sarif(found, PLACE)) as {
      runs: [{ results: { ruleId: string; level: string; message: object; locations: unknown }[] }];
    };
    assert.deepEqual(
      runs[0].results.map(({ ruleId, level, message }) => [ruleId, level, message]),
      [
        ["rule-b", "error", { text: "alpha: a is 1, expected 2" }],
        ["rule-d", "warning", { text: "beta: b | <b> & more" }],
      ],
    );
    assert.match(JSON.stringify(runs[0].results[0]?.locations), /"uri":"Pulumi\.prod\.yaml"/);
  });

  it("junit: a case for each rule, which fails by mandatory findings alone", () => {
    const xml = FORMATS.junit(found, PLACE);
    assert.match(xml, /<testsuite name="policies: prod" tests="4" failures="1" errors="0">/);
    assert.match(xml, /name="rule-b">\n +<failure message="alpha: a is 1, expected 2"\/>/);
    assert.match(xml, /name="rule-d">\n +<system-out>beta: b \| &lt;b&gt; &amp; more<\/system-out>/);
  });

  it("markdown: one line where there is nothing, and a table that no text breaks", () => {
    assert.doesNotMatch(FORMATS.markdown(judgementIn(CLEAN), PLACE), /\n./);
    assert.match(
      FORMATS.markdown(found, PLACE),
      /^\| advises \| high \| beta \| b \\\| &lt;b&gt; &amp; more \| `rule-d` \|$/m,
    );
  });
});

describe("npm run policy -- report", function () {
  this.timeout(120_000);
  const folder = freshFolder("policy-report");
  const log = path.join(folder, "given.jsonl");
  before(() => {
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(log, FOUND);
  });

  it("previews a stack, and ends with 0 where no rule stops it", async () => {
    const { code, stdout, stderr } = await runCommand("policy", folder, "report", "prod", "--format", "json");
    assert.equal(code, 0, stderr);
    const { stack, findings, passed } = JSON.parse(stdout) as ReturnType<typeof judgementIn>;
    assert.deepEqual({ stack, findings }, { stack: "prod", findings: [] });
    assert.ok(passed.includes("oci-devops-deploy-pipeline-require-approval"), stdout);
    assert.match(stderr, /^previewing stack 'prod' with the policy pack: \d+\.\d s$/m);
  });

  it("reads an event log, writes files by their names, and ends with 1 where a rule stops the change", async () => {
    const files = ["report.md", "report.sarif", "report.xml"].map((name) => path.join(folder, name));
    const { code, stdout } = await runCommand(
      "policy",
      folder,
      "report",
      "--events",
      log,
      "--output",
      files.join(),
      "prod",
    );
    assert.equal(code, 1);
    assert.match(stdout, /^alpha: mandatory: /);
    const begins = files.map((file) => fs.readFileSync(file, "utf8").slice(0, 12).trim());
    assert.deepEqual(begins, ["**Policies**", '{\n  "version', "<?xml versio"]);
  });

  const wrong: readonly (readonly [string, readonly string[], number, RegExp])[] = [
    [
      "a format that is none",
      ["report", "--format", "pdf"],
      2,
      /Allowed choices are text, json, sarif, junit, markdown/,
    ],
    ["no subcommand", [], 2, /unknown option/],
    [
      "a file of no format",
      ["report", "--output", "report.pdf"],
      2,
      /--output 'report\.pdf': no such format; end its name/,
    ],
    ["a log that is not there", ["report", "--events", "gone.jsonl"], 3, /event log 'gone\.jsonl' can't be read/],
    ["a stack that is not there", ["report", "gone"], 3, /stack 'gone': there is no 'Pulumi\.gone\.yaml'/],
  ];
  for (const [name, args, code, message] of wrong)
    it(`fails for ${name}, with ${code}`, async () => {
      const ended = await runCommand("policy", folder, ...args);
      assert.equal(ended.code, code, ended.stderr);
      assert.match(ended.stderr, message);
    });
});
