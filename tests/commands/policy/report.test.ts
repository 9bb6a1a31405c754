import { strict as assert } from "node:assert";

import { FORMATS } from "../../../commands/policy/formats";
import { readJudgement, type Violation } from "../../../commands/policy/judgement";
import { noticeOf } from "../../../policies/exceptions/notice";
import { rules } from "../../../policies/pack";

const TOPIC = "urn:pulumi:dev::shop::oci:Ons/notificationTopic:NotificationTopic::topic";
const exception = { owner: "shop", reason: "made <elsewhere>", expires: "2027-01-31" };
const RULE = "oci-ons-topic-require-subscription";
const VIOLATIONS: readonly Violation[] = [
  { rule: RULE, level: "mandatory", severity: "medium", urn: TOPIC, message: "topic 'a|b': wrong" },
  { rule: "oci-vault-secret-require-expiry", level: "advisory", severity: "low", urn: `${TOPIC}-2`, message: "old" },
  { rule: RULE, level: "advisory", severity: "low", urn: `${TOPIC}-3`, message: "excused", exception },
];
const SUBJECT = { stack: "dev", file: "Pulumi.dev.yaml" };

const event = (
  policyName: string,
  message: string,
  resourceUrn: string,
  enforcementLevel: string,
  severity: string,
) => ({
  policyEvent: {
    resourceUrn,
    message: `What holds.\n${message}\n`,
    policyName,
    policyPackName: "oci-delivery",
    enforcementLevel,
    severity,
  },
});
const notice = noticeOf({
  exception: { ...exception, rule: RULE, resource: "topic-3" },
  urn: `${TOPIC}-3`,
  message: "excused",
});
const JUDGED = { policyAnalyzeStackSummaryEvent: { policyPackName: "oci-delivery" } };
const EVENTS = [
  { preludeEvent: {} },
  event(RULE, "topic 'a|b': wrong", TOPIC, "mandatory", "medium"),
  event("oci-vault-secret-require-expiry", "old", `${TOPIC}-2`, "advisory", "low"),
  event("oci-delivery-finding-no-exception", notice, `${TOPIC}-3`, "advisory", "low"),
  JUDGED,
  { summaryEvent: { result: "failed" } },
];
const logOf = (events: readonly unknown[]): string => events.map((each) => `${JSON.stringify(each)}\n`).join("");

interface SarifRun {
  readonly tool: { readonly driver: { readonly rules: readonly unknown[] } };
  readonly results: readonly {
    readonly ruleId: string;
    readonly level: string;
    readonly message: { readonly text: string };
    readonly locations: readonly {
      readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } };
      readonly logicalLocations: readonly { readonly fullyQualifiedName: string }[];
    }[];
    readonly suppressions?: readonly { readonly justification: string }[];
  }[];
}

describe("readJudgement", () => {
  it("reads what was found, and what is excepted under its own rule", () => {
    assert.deepEqual(readJudgement(logOf(EVENTS), "log"), VIOLATIONS);
  });

  it("reads nothing of other packs", () => {
    const other = {
      policyEvent: { ...event(RULE, "x", TOPIC, "mandatory", "low").policyEvent, policyPackName: "other" },
    };

    assert.deepEqual(readJudgement(logOf([other, JUDGED]), "log"), []);
  });

  it("fails for a preview that the pack has not judged to its end, with its errors", () => {
    const error = { diagnosticEvent: { severity: "error", message: "no such key\n" } };

    assert.throws(() => readJudgement(logOf([{ preludeEvent: {} }, error]), "log"), {
      message:
        "'log': policy pack 'oci-delivery' did not judge the whole stack, expected a preview that ran to its end " +
        "(no such key); mend that first",
    });
    assert.throws(() => readJudgement("", "log"), /did not judge the whole stack/);
  });

  it("fails for a preview that failed without a mandatory finding", () => {
    assert.throws(() => readJudgement(logOf([JUDGED, { summaryEvent: { result: "failed" } }]), "log"), {
      message: "'log': the preview failed for another reason, expected a preview that ran to its end; mend that first",
    });
  });

  it("fails for what is no event log", () => {
    for (const text of ["x", "7", '{"a":'])
      assert.throws(() => readJudgement(`${logOf([JUDGED])}${text}`, "log"), {
        message:
          "log:2: is no event, expected a JSON object on each line; let 'PULUMI_DEBUG_COMMANDS=true pulumi preview --event-log <file>' write it",
      });
  });
});

describe("the report of the policy pack", () => {
  const written = (format: string, violations = VIOLATIONS): string => FORMATS[format]?.(SUBJECT, violations) ?? "";

  it("is a line for each finding, as text", () => {
    assert.equal(
      written("text"),
      "mandatory: topic: topic 'a|b': wrong [oci-ons-topic-require-subscription]\n" +
        "advisory: topic-2: old [oci-vault-secret-require-expiry]\n" +
        "excepted until 2027-01-31 by shop because made <elsewhere>: topic-3: excused [oci-ons-topic-require-subscription]\n" +
        "stack 'dev': 1 mandatory, 1 advisory, 1 excepted\n",
    );
    assert.equal(written("text", []), "stack 'dev': 0 mandatory, 0 advisory, 0 excepted\n");
  });

  it("is all that is known, as JSON", () => {
    assert.deepEqual(JSON.parse(written("json")), { ...SUBJECT, findings: VIOLATIONS });
  });

  it("names each rule and resource, and suppresses what is excepted, as SARIF", () => {
    const { runs } = JSON.parse(written("sarif")) as { runs: SarifRun[] };
    const [run] = runs;

    assert.equal(run?.tool.driver.rules.length, rules.length);
    assert.deepEqual(
      run?.results.map(({ ruleId, level, message, locations, suppressions }) => [
        ruleId,
        level,
        message.text,
        locations[0]?.physicalLocation.artifactLocation.uri,
        locations[0]?.logicalLocations[0]?.fullyQualifiedName,
        suppressions?.[0]?.justification,
      ]),
      [
        [RULE, "error", "topic: topic 'a|b': wrong", "Pulumi.dev.yaml", TOPIC, undefined],
        ["oci-vault-secret-require-expiry", "warning", "topic-2: old", "Pulumi.dev.yaml", `${TOPIC}-2`, undefined],
        [
          RULE,
          "note",
          "topic-3: excused",
          "Pulumi.dev.yaml",
          `${TOPIC}-3`,
          "excepted until 2027-01-31 by shop because made <elsewhere>",
        ],
      ],
    );
  });

  it("fails for mandatory findings, skips what is excepted, and passes every other rule, as JUnit", () => {
    const xml = written("junit");

    assert.match(
      xml,
      new RegExp(`<testsuite name="dev" tests="${rules.length + 1}" failures="1" errors="0" skipped="1"`),
    );
    assert.match(
      xml,
      /name="oci-ons-topic-require-subscription: topic" time="0.000">\n +<failure message="topic 'a\|b': wrong"\/>/,
    );
    assert.match(
      xml,
      /: topic-3" time="0.000">\n +<skipped message="excepted until 2027-01-31 by shop because made &lt;elsewhere&gt;: excused"\/>/,
    );
    assert.match(xml, /: topic-2" time="0.000">\n +<system-out>old<\/system-out>/);
  });

  it("is two tables, of what is found and what is excepted, as Markdown", () => {
    assert.deepEqual(written("markdown").split("\n"), [
      "**Policy pack**: stack 'dev': 1 mandatory, 1 advisory, 1 excepted",
      "",
      "| level | resource | finding | rule |",
      "|---|---|---|---|",
      "| mandatory | topic | topic 'a\\|b': wrong | `oci-ons-topic-require-subscription` |",
      "| advisory | topic\\-2 | old | `oci-vault-secret-require-expiry` |",
      "",
      "| excepted until | by | because | resource | finding | rule |",
      "|---|---|---|---|---|---|",
      "| 2027-01-31 | shop | made &lt;elsewhere&gt; | topic\\-3 | excused | `oci-ons-topic-require-subscription` |",
      "",
    ]);
    assert.equal(written("markdown", []), "**Policy pack**: stack 'dev': 0 mandatory, 0 advisory, 0 excepted\n");
  });
});
