import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as path from "node:path";

import { rules } from "../../policies/pack";

const ROOT = path.join(__dirname, "..", "..");
const names = rules.map(({ metadata }) => metadata.name).sort();

/** Names of the files of a folder that end in `suffix`, without it. */
function filesOf(folder: string, suffix: string): string[] {
  const found = fs.readdirSync(path.join(ROOT, folder)).filter((file) => file.endsWith(suffix));
  return found.map((file) => file.slice(0, -suffix.length)).sort();
}

describe("the policy pack", () => {
  it("has at least one rule, and none twice", () => {
    assert.ok(names.length > 0);
    assert.deepEqual(names, [...new Set(names)]);
  });

  it("holds every rule file", () => assert.deepEqual(filesOf("policies/rules", ".ts"), names));

  it("has a page for every rule", () => assert.deepEqual(filesOf("policies/docs", ".md"), names));

  it("has a test for every rule", () => assert.deepEqual(filesOf("tests/policies/rules", ".test.ts"), names));

  it("stands in the README's table, rule by rule, with severity and description", () => {
    const readme = fs.readFileSync(path.join(ROOT, "README.md"), "utf8");
    const rows = [...readme.matchAll(/^\| \[`(oci-[a-z-]+)`\]\(policies\/docs\/\1\.md\) +\| (\w+) +\| (.+?) +\|$/gm)];

    assert.deepEqual(
      rows.map(([, name, severity, description]) => ({ name, severity, description })),
      rules.map(({ metadata: { name, severity, description } }) => ({ name, severity, description })),
    );
  });

  it("says on the page of the exceptions which rules take none", () => {
    const page = fs.readFileSync(path.join(ROOT, "docs", "exceptions.md"), "utf8");
    const rows = [...page.matchAll(/^\| `(oci-[a-z-]+)` +\| (.+?) +\|$/gm)].map(([, name, why]) => [name, why]);

    assert.deepEqual(
      rows,
      rules.flatMap(({ metadata: { name, unexceptable } }) =>
        unexceptable === undefined ? [] : [[name, unexceptable]],
      ),
    );
  });

  for (const { metadata, policy } of rules) {
    describe(metadata.name, () => {
      const page = fs.readFileSync(path.join(ROOT, "policies", "docs", `${metadata.name}.md`), "utf8");

      it("is named after service, resource and assertion", () => {
        assert.match(metadata.name, /^oci-[a-z]+(-[a-z]+)+-(no|require)(-[a-z]+)+$/);
      });

      it("hands its metadata to CrossGuard, with the page as its address", () => {
        const { name, description, severity, enforcementLevel, remediationSteps, tags, framework, settings } = metadata;
        const url = `policies/docs/${name}.md`;
        const handed = Object.entries(policy).filter(([key]) => !/^(validate|remediate)/.test(key));
        assert.deepEqual(Object.fromEntries(handed), {
          name,
          description,
          severity,
          enforcementLevel,
          remediationSteps,
          tags,
          url,
          ...(framework ? { framework } : {}),
          ...(settings ? { configSchema: { properties: settings } } : {}),
        });
      });

      it("has a page that says why, what is wrong, what is right, and when not to use it", () => {
        assert.ok(page.startsWith(`# ${metadata.name}\n\n${metadata.description}\n`));
        const { severity, enforcementLevel, unexceptable } = metadata;
        const exceptions = unexceptable === undefined ? "" : ` No exceptions: ${unexceptable}.`;
        assert.ok(page.includes(`\n\nSeverity: ${severity}. Enforcement: ${enforcementLevel}.${exceptions}\n\n`));
        const headings = [...page.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
        assert.deepEqual(headings, ["Why", "Incorrect", "Correct", "When not to use it"]);
      });
    });
  }
});
