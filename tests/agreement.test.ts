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

const STACKS = ["dev", "staging", "prod"];
const JOBS: readonly Job[] = ["mirror", "build", "deliver-image", "deliver-artifact", "approve"];

/** Statements of a shipped stack, of pipelines and of the person who runs `up`. */
function statementsOf(stack: string, suggested: readonly Job[]): string[] {
  const file = path.join(__dirname, "..", `Pulumi.${stack}.yaml`);
  const { config } = parse(fs.readFileSync(file, "utf8")) as { config: Record<string, unknown> };
  const own = Object.entries(config).map(([key, value]) => [key.replace("oci-delivery:", ""), value] as const);
  const { "oci:region": region, "oci:ignoreDefinedTags": ignored, ...settings } = Object.fromEntries(own);
  assert.ok(region && ignored);
  const plan = planOf(
    settingsSchema.parse({ ...settings, access: { suggested, approvers: "Corp/Release Managers" } }),
    region as string,
  );
  const { grants } = iamOf(plan.names, plan.needs);
  return [...grants.map(printStatement), ...deployerGrants(plan, "Deployers").map(({ statement }) => statement)];
}

describe("the judge and the judged", () => {
  for (const stack of STACKS) {
    for (const suggested of [[], JOBS]) {
      const which = suggested.length > 0 ? "with Oracle's suggestions" : "as narrow as they are";
      it(`agree on every statement of ${stack}, ${which}`, () => {
        const statements = statementsOf(stack, suggested);

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
