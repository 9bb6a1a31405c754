import { strict as assert } from "node:assert";

import fc from "fast-check";

import { problemsOf } from "../../../components/model/problems";
import { settingsSchema } from "../../../components/model/settings-schema";
import { shortestSettings } from "../stack-file";

const SLACK = "https://hooks.slack.com/services/T0/B0/example";
const PAGERDUTY = "https://events.pagerduty.com/integration/example/enqueue";
const FUNCTION = "ocid1.fnfunc.oc1.eu-frankfurt-1.example";
const KINDS = "exactly one of 'email', 'slack', 'pagerduty', 'https', 'function', 'sms'";

/** Problems without what all of their keys begin with. */
const problems = (notify: unknown): string[] =>
  problemsOf(settingsSchema, { ...shortestSettings, notify }, "oci-delivery", () => false).map(
    ({ key, message }) => `${key.replace("oci-delivery:", "")}: ${message}`,
  );

describe("notifySchema", () => {
  it("takes every kind of endpoint, as it stands", () => {
    const notify = [
      { email: "oncall@example.com" },
      { email: "team@example.com", name: "team" },
      { slack: SLACK, name: "channel" },
      { pagerduty: PAGERDUTY, name: "pager" },
      { pagerduty: "https://events.eu.pagerduty.com/integration/example/enqueue", name: "pager-eu" },
      { https: "https://ops.example.com/builds", name: "board" },
      { function: FUNCTION },
      { sms: "+4915100000000" },
    ];

    assert.deepEqual(settingsSchema.parse({ ...shortestSettings, notify }).notify, notify);
  });

  const refused: readonly { what: string; notify: unknown; expected: readonly string[] }[] = [
    {
      what: "two kinds at once",
      notify: [{ email: "oncall@example.com", slack: SLACK }],
      expected: [`notify[0]: got 'email and slack'; expected ${KINDS}; change the value`],
    },
    {
      what: "no kind",
      notify: [{ name: "channel" }],
      expected: [`notify[0]: got {"name":"channel"}; expected ${KINDS}; change the value`],
    },
    {
      what: "a misspelt kind, which is told once",
      notify: [{ emial: "oncall@example.com" }],
      expected: [
        "notify[0].emial: not a setting; settings here: 'email', 'slack', 'pagerduty', 'https', 'function', 'sms', 'name'; did you mean 'email'?",
      ],
    },
    ...(["slack", "pagerduty", "https"] as const).map((kind) => ({
      what: `'${kind}' without a name`,
      notify: [{ [kind]: kind === "pagerduty" ? PAGERDUTY : SLACK }],
      expected: [
        `notify[0].name: missing; expected a name for the resource, e.g. 'oncall', since the address of '${kind}' is a credential; add 'name' to the stack file`,
      ],
    })),
    {
      what: "a malformed Slack address, which it does not show",
      notify: [{ slack: "hooks-T0-B0-example", name: "channel" }],
      expected: [
        "notify[0].slack: got a secret; expected the address of a Slack webhook, 'https://hooks.slack.com/services/<token>'; change the value",
      ],
    },
    {
      what: "the key of a PagerDuty integration alone, which it does not show",
      notify: [{ pagerduty: "example", name: "pager" }],
      expected: [
        "notify[0].pagerduty: got a secret; expected the address of a PagerDuty integration, 'https://events.pagerduty.com/integration/<key>/enqueue'; change the value",
      ],
    },
    {
      what: "an https address with query parameters, which it does not show",
      notify: [{ https: "https://ops.example.com/builds?key=example", name: "board" }],
      expected: [
        "notify[0].https: got a secret; expected an https address without query parameters, e.g. 'https://ops.example.com/builds'; change the value",
      ],
    },
    {
      what: "a function of another kind",
      notify: [{ function: "ocid1.fnapp.oc1.eu-frankfurt-1.example" }],
      expected: [
        "notify[0].function: got 'ocid1.fnapp.oc1.eu-frankfurt-1.example'; expected an OCID that begins with 'ocid1.fnfunc.'; change the value",
      ],
    },
    {
      what: "a phone number that YAML read as a number",
      notify: [{ sms: 4915100000000 }],
      expected: [
        "notify[0].sms: got 4915100000000; expected a phone number in quotes, with '+' and the country's code, e.g. '+4915100000000'; change the value",
      ],
    },
    {
      what: "the address of a webhook in the place of an e-mail address, which it does not show",
      notify: [{ email: SLACK }],
      expected: [
        "notify[0].email: got a secret; expected an e-mail address, e.g. 'oncall@example.com'; change the value",
      ],
    },
    {
      what: "a Slack address for the second time, which it does not show",
      notify: [
        { slack: SLACK, name: "channel" },
        { slack: SLACK, name: "other" },
      ],
      expected: [
        "notify[1].slack: got a secret; expected address of its own; notify[0] has this one; change the value",
      ],
    },
    {
      what: "a name for the second time",
      notify: [
        { slack: SLACK, name: "oncall" },
        { pagerduty: PAGERDUTY, name: "oncall" },
      ],
      expected: ["notify[1].name: got 'oncall'; expected name of its own; notify[0] has this one; change the value"],
    },
    {
      what: "an object in the place of a list, which it does not show",
      notify: { slack: "example" },
      expected: ["notify: got a secret; expected a list, e.g. [{ email: oncall@example.com }]; change the value"],
    },
  ];
  for (const { what, notify, expected } of refused) {
    it(`fails when there is ${what}`, () => {
      assert.deepEqual(problems(notify), expected);
    });
  }

  it("never shows the address of a webhook, wherever it was put", () => {
    const token = fc.string({ minLength: 12, maxLength: 24, unit: fc.constantFrom(..."ABCXYZ0123456789") });
    const places: readonly ((address: string) => unknown)[] = [
      (address) => address,
      (address) => `[{"slack": "${address}"`,
      (address) => [address],
      (address) => [[address]],
      (address) => ({ slack: address }),
      (address) => [{ url: address }],
      (address) => [{ name: address, slack: SLACK }],
      (address) => [{ slack: { url: address }, name: "channel" }],
      (address) => [{ slack: `${address}?x`, name: "channel" }],
      ...["email", "pagerduty", "https", "function", "sms"].map((kind) => (address: string) => [{ [kind]: address }]),
    ];

    fc.assert(
      fc.property(token, fc.constantFrom(...places), (secret, placed) => {
        const report = problems(placed(`https://hooks.slack.com/services/T0/B0/${secret}`)).join();

        assert.ok(report !== "" && !report.includes(secret), report);
      }),
    );
  });
});
