import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as path from "node:path";

import { parse } from "yaml";

import { deployerGrants } from "../components/model/deployer";
import type { Job } from "../components/model/grants";
import { iamOf } from "../components/model/iam";
import { planOf } from "../components/model/plan";
import { settingsSchema } from "../components/model/settings-schema";
import { printStatement } from "../components/model/statement";
import { checkStatement } from "../policies/iam/check";
import { parseStatement } from "../policies/iam/parser";
import { PLATFORM } from "./engine/lab";

const STACKS = ["dev", "staging", "prod"];
const JOBS: readonly Job[] = ["mirror", "build", "deliver-image", "deliver-artifact", "approve"];

/** What changes the subjects of statements. */
const SUBJECTS = [
  { what: "classic groups", access: {} },
  {
    what: "an identity domain's",
    access: {
      domain: { name: "Corp IT", endpoint: "https://idcs-0123.identity.example.com" },
      approvers: "Corp IT/Release Managers",
    },
  },
  { what: "groups of services", access: { isolation: "service" } },
];

/** Statements of a shipped stack, of pipelines and of the person who runs `up`. */
function statementsOf(stack: string, access: object): string[] {
  const file = path.join(__dirname, "..", `Pulumi.${stack}.yaml`);
  const { config } = parse(fs.readFileSync(file, "utf8")) as { config: Record<string, unknown> };
  const own = Object.entries(config).map(([key, value]) => [key.replace("oci-delivery:", ""), value] as const);
  const { "oci:region": region, "oci:ignoreDefinedTags": ignored, ...settings } = Object.fromEntries(own);
  assert.ok(region && ignored);
  const plan = planOf(settingsSchema.parse({ platform: PLATFORM, ...settings, access }), region as string);
  const { grants } = iamOf(plan.names, plan.needs);
  return [...grants.map(printStatement), ...deployerGrants(plan, "Deployers").map(({ statement }) => statement)];
}

describe("the judge and the judged", () => {
  const cases = STACKS.flatMap((stack) => SUBJECTS.map(({ what, access }) => ({ stack, what, access })));
  for (const { stack, what, access } of cases) {
    for (const suggested of [[], JOBS]) {
      const which = suggested.length > 0 ? "with Oracle's suggestions" : "as narrow as they are";
      it(`agree on every statement of ${stack} for ${what}, ${which}`, () => {
        const statements = statementsOf(stack, { ...access, suggested });

        const refused = statements.flatMap((text) => {
          const { statement, errors } = parseStatement(text);
          const found = statement ? checkStatement(statement) : [];
          const wrong = [...errors, ...found].map(({ code, message }) => `${text}: ${message} [${code}]`);
          return wrong;
        });
        assert.ok(statements.length > 5);
        assert.deepEqual(refused, []);
      });
    }
  }
});
