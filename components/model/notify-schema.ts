import { z } from "zod";

import { BESIDE_OTHERS, name, ocid, refuseTwins, text } from "./fields";
import { ENDPOINT_KINDS, isCredential, kindsOf } from "./subscription";
import { withheld } from "./withheld";

/** @see https://docs.oracle.com/en-us/iaas/Content/Notification/Tasks/create-subscription-slack.htm an excerpt, read 2026-11-25 */
const endpoints = {
  email: z.email("an e-mail address, e.g. 'oncall@example.com'").optional().describe("E-mail address"),
  slack: text(
    /^https:\/\/hooks\.slack\.com\/services\/[^\s?]+$/,
    "the address of a Slack webhook, 'https://hooks.slack.com/services/<token>'",
  )
    .optional()
    .describe("Address of a Slack webhook, `https://hooks.slack.com/services/<token>`; a credential"),
  // no page of Oracle was found for the form; the host of the EU region is unconfirmed
  pagerduty: text(
    /^https:\/\/events\.(?:eu\.)?pagerduty\.com\/integration\/[^\s/?]+\/enqueue$/,
    "the address of a PagerDuty integration, 'https://events.pagerduty.com/integration/<key>/enqueue'",
  )
    .optional()
    .describe(
      "Address of a PagerDuty integration, `https://events.pagerduty.com/integration/<key>/enqueue`; a credential",
    ),
  https: text(
    /^https:\/\/[^\s/?]+[^\s?]*$/,
    "an https address without query parameters, e.g. 'https://ops.example.com/builds'",
  )
    .optional()
    .describe("Any other https address, without query parameters; a credential"),
  function: ocid("fnfunc").optional().describe("OCID of a function"),
  sms: text(/^\+[1-9]\d{6,14}$/, "a phone number in quotes, with '+' and the country's code, e.g. '+4915100000000'")
    .optional()
    .describe("Phone number in quotes, e.g. `'+4915100000000'`"),
} as const;

const quoted = ENDPOINT_KINDS.map((kind) => `'${kind}'`).join(", ");

const recipient = z
  .strictObject(
    {
      ...endpoints,
      name: name
        .optional()
        .describe("Name of the subscription; needed where the address is a credential. Default: the address"),
    },
    "e.g. { email: oncall@example.com }",
  )
  .superRefine((item, { issues }) => {
    const kinds = kindsOf(item);
    const [kind, ...more] = kinds;
    // a misspelt kind is told of already
    if (kind === undefined && issues.length > 0) return;
    if (kind === undefined || more.length > 0) {
      const input = kind === undefined ? item : kinds.join(" and ");
      issues.push({ code: "custom", input, message: `exactly one of ${quoted}` });
    } else if (isCredential(kind) && item.name === undefined) {
      const message = `a name for the resource, e.g. 'oncall', since the address of '${kind}' is a credential`;
      issues.push({ code: "custom", path: ["name"], input: undefined, message });
    }
  });

/** Text or JSON that holds an address, or the key of one that is a credential. */
const CREDENTIAL = new RegExp(`/|"(?:${ENDPOINT_KINDS.filter(isCredential).join("|")})"`);

/** Who hears of builds and deployments. An address that is a credential shows in no problem, wherever it was put. */
export const notifySchema = [...ENDPOINT_KINDS, "name"]
  .reduce(
    (list, key) => list.superRefine(refuseTwins("notify", key === "name" ? "name" : "address", [key]), BESIDE_OTHERS),
    z
      .array(recipient, "a list, e.g. [{ email: oncall@example.com }]")
      .min(1, "at least one, e.g. [{ email: oncall@example.com }]"),
  )
  .describe("Who hears of builds and deployments; each but a function confirms the first message")
  .register(withheld, {
    mayBeCredential: (path, value) =>
      ENDPOINT_KINDS.some((kind) => isCredential(kind) && path.includes(kind)) ||
      CREDENTIAL.test(JSON.stringify(value) ?? ""),
  });
