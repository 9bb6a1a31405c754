import { strict as assert } from "node:assert";

import { subscriptionOf, type Recipient, type Subscription } from "../../../components/model/subscription";

const SLACK = "https://hooks.slack.com/services/T0/B0/example";
const PAGERDUTY = "https://events.pagerduty.com/integration/example/enqueue";
const HTTPS = "https://ops.example.com/builds";
const FUNCTION = "ocid1.fnfunc.oc1.eu-frankfurt-1.example";
const EMAIL = "oncall@example.com";
const PHONE = "+4915100000000";

describe("subscriptionOf", () => {
  const recipients: readonly { what: string; recipient: Recipient; subscription: Subscription }[] = [
    {
      what: "an e-mail address, called by itself",
      recipient: { email: EMAIL },
      subscription: { name: EMAIL, protocol: "EMAIL", endpoint: EMAIL, isSecret: false },
    },
    {
      what: "an e-mail address with a name",
      recipient: { email: EMAIL, name: "oncall" },
      subscription: { name: "oncall", protocol: "EMAIL", endpoint: EMAIL, isSecret: false },
    },
    {
      what: "a Slack webhook",
      recipient: { slack: SLACK, name: "channel" },
      subscription: { name: "channel", protocol: "SLACK", endpoint: SLACK, isSecret: true },
    },
    {
      what: "a PagerDuty integration",
      recipient: { pagerduty: PAGERDUTY, name: "pager" },
      subscription: { name: "pager", protocol: "PAGERDUTY", endpoint: PAGERDUTY, isSecret: true },
    },
    {
      what: "an https address",
      recipient: { https: HTTPS, name: "board" },
      subscription: { name: "board", protocol: "CUSTOM_HTTPS", endpoint: HTTPS, isSecret: true },
    },
    {
      what: "a function, called by its OCID",
      recipient: { function: FUNCTION },
      subscription: { name: FUNCTION, protocol: "ORACLE_FUNCTIONS", endpoint: FUNCTION, isSecret: false },
    },
    {
      what: "a phone number, called by itself",
      recipient: { sms: PHONE },
      subscription: { name: PHONE, protocol: "SMS", endpoint: PHONE, isSecret: false },
    },
  ];
  for (const { what, recipient, subscription } of recipients) {
    it(`subscribes ${what}`, () => {
      assert.deepEqual(subscriptionOf(recipient), subscription);
    });
  }

  it("fails when there is no endpoint", () => {
    assert.throws(() => subscriptionOf({ name: "oncall" }), {
      message: "a recipient has no endpoint; give it one of email, slack, pagerduty, https, function, sms",
    });
  });

  for (const kind of ["slack", "pagerduty", "https"]) {
    it(`fails when '${kind}' has no name, without its address`, () => {
      assert.throws(() => subscriptionOf({ [kind]: SLACK }), {
        message: `a recipient with '${kind}' has no name, and its endpoint must not stand in one; give it a 'name'`,
      });
    });
  }
});
