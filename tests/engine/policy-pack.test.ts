import { strict as assert } from "node:assert";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { POLICY_PACK } from "../../commands/stack";
import { Lab } from "./lab";

/** What the engine shows of findings: `[level] rule (resource)` and the line that says what is wrong. */
function findingsIn(output: string): string[] {
  const shown = /- \[(\w+)\] +\[severity: \w+\] +(oci-\S+) +\(\S+: (\S+)\)\n.*\n +(.*)/g;
  return [...output.matchAll(shown)].map(
    ([, level, rule, resource, message]) => `${level} ${rule} (${resource}): ${message}`,
  );
}

/** Faults of the walkthrough's pipeline that a rule sees before anything is created. */
const WALKTHROUGH = [
  "mandatory oci-artifacts-generic-repository-require-immutability (k8s-manifests-repo): repository 'orders-api-manifests': 'isImmutable' is false, expected true; set 'isImmutable' to true, which replaces the repository",
  "advisory oci-devops-build-stage-require-private-access (managed-build): build pipeline 'orders-api-build': stage 'managed-build' has no private access, expected a private subnet in production; set 'privateAccessConfig'",
  "mandatory oci-devops-build-stage-no-retired-image (managed-build): stage 'managed-build': runner image 'OL7_X86_64_STANDARD_10' is being retired, expected 'OL8_X86_64_STANDARD_10'; set 'image'",
  "mandatory oci-devops-build-stage-no-shadowed-parameter (trigger-deploy): build pipeline 'orders-api-build': stage 'trigger-deployment' passes parameter 'NAMESPACE' 'axexample' to deploy pipeline 'orders-api-deploy', where it is 'orders', expected another name or the same value; rename one of them, or set 'isPassAllParametersEnabled' to false",
  "mandatory oci-devops-delivery-no-latest (orders-api-deploy): pipeline 'orders-api-deploy': default of parameter 'IMAGE_TAG' is 'latest', expected a version that stays what it is; name a digest, or a tag that the build makes",
  "advisory oci-devops-deploy-environment-require-private-access (oke-prod): environment 'oke-production' is deployed to by a public endpoint, expected a private one in production; set 'networkChannel'",
  "mandatory oci-devops-deploy-pipeline-no-undeclared-placeholder (orders-api-deploy): deploy pipeline 'orders-api-deploy': artifact 'orders-api-k8s-manifests' uses '${BUILDRUN_HASH}', which is no parameter of it (declared: 'NAMESPACE', 'IMAGE_TAG'); declare it in 'deployPipelineParameters'",
  "mandatory oci-devops-deploy-pipeline-require-approval (traffic-shift): pipeline 'orders-api-deploy': stage 'shift-traffic-to-green' changes what users get, and nobody approves what 'oke-blue-green-deploy' brought up, expected an approval between the two; put a MANUAL_APPROVAL stage there",
  "mandatory oci-devops-deploy-stage-require-approvers (approval-gate): pipeline 'orders-api-deploy': approval 'production-approval' takes 1 approval, expected at least 2 in production; set 'approvalPolicy.numberOfApprovalsRequired'",
  "mandatory oci-devops-project-require-log (orders-api-project): project 'orders-api' has no service log, expected one that is enabled: no pipeline runs without; add a Log of service 'devops' with 'isEnabled: true'",
];

describe("the policy pack, through the real engine", function () {
  this.timeout(120_000);
  let lab: Lab;

  before(async () => {
    lab = await Lab.open("policy-pack");
    await lab.prepare("prod");
  });
  after(() => lab.close());

  it("finds every fault of the walkthrough that a rule can see, at a first preview, and nothing else", async () => {
    const { code, output } = await lab.previewProgram(path.join(__dirname, "programs", "walkthrough"));

    assert.notEqual(code, 0);
    assert.deepEqual(findingsIn(output).sort(), [...WALKTHROUGH].sort(), output);
    assert.deepEqual(await lab.objects(), []);
  });

  it("finds the same as a package that was installed elsewhere", async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "published-pack-"));
    try {
      const npm = (args: readonly string[], cwd: string): void =>
        void execFileSync("npm", [...args, "--no-audit", "--no-fund"], { cwd, stdio: "pipe" });
      npm(["pack", "--pack-destination", folder], POLICY_PACK);
      const [tarball = ""] = fs.readdirSync(folder);
      fs.writeFileSync(path.join(folder, "package.json"), "{}");
      npm(["install", "--prefer-offline", `./${tarball}`], folder);

      const pack = path.join(folder, "node_modules", "oci-delivery-policies");
      const typescript = fs.readdirSync(pack, { recursive: true }).filter((file) => String(file).endsWith(".ts"));
      assert.deepEqual(typescript, []);
      const { output } = await lab.previewProgram(path.join(__dirname, "programs", "walkthrough"), pack);
      assert.deepEqual(findingsIn(output).sort(), [...WALKTHROUGH].sort(), output);
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });

  for (const stack of ["prod", "staging", "dev"])
    it(`has no objection to the ${stack} stack, at a first preview and after an update`, async () => {
      await lab.prepare(stack);

      const preview = await lab.run("preview", stack);
      const update = await lab.run("up", stack);

      for (const { code, output } of [preview, update]) {
        assert.equal(code, 0, output);
        assert.match(output, /✅ oci-delivery@v/);
        assert.doesNotMatch(output, /\[(?:mandatory|advisory)\]|can't run policy/);
      }
    });
});
