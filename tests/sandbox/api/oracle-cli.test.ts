import { strict as assert } from "node:assert";
import { execFile, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { promisify } from "node:util";

import { kinds } from "../../../sandbox/kinds";
import { COMPARTMENT, FINGERPRINT, PRIVATE_KEY, startSandbox, TENANCY, USER, WORKLOAD_REGION } from "../harness";
import type { RunningSandbox } from "../harness";
import { lifeCycleOf, oracleClients } from "./oracle-clients";

const IN_COMPARTMENT = ["--compartment-id", COMPARTMENT, "--all"];

/** The command of Oracle's CLI that lists the objects of a kind. `Record<Pulumi type token, words>` */
const LISTS: Readonly<Record<string, string>> = {
  "oci:Identity/dynamicGroup:DynamicGroup": "iam dynamic-group list",
  "oci:Identity/domainsDynamicResourceGroup:DomainsDynamicResourceGroup":
    "identity-domains dynamic-resource-groups list",
  "oci:Identity/policy:Policy": "iam policy list",
  "oci:Identity/compartment:Compartment": "iam compartment list",
  "oci:Identity/tagNamespace:TagNamespace": "iam tag-namespace list",
  "oci:Identity/tag:Tag": "iam tag list",
  "oci:Identity/tagDefault:TagDefault": "iam tag-default list",
  "oci:Identity/authToken:AuthToken": "iam auth-token list",
  "oci:Ons/notificationTopic:NotificationTopic": "ons topic list",
  "oci:Ons/subscription:Subscription": "ons subscription list",
  "oci:Logging/logGroup:LogGroup": "logging log-group list",
  "oci:Logging/log:Log": "logging log list",
  "oci:DevOps/project:Project": "devops project list",
  "oci:DevOps/connection:Connection": "devops connection list",
  "oci:DevOps/repository:Repository": "devops repository list",
  "oci:DevOps/buildPipeline:BuildPipeline": "devops build-pipeline list",
  "oci:DevOps/buildPipelineStage:BuildPipelineStage": "devops build-pipeline-stage list",
  "oci:DevOps/deployArtifact:DeployArtifact": "devops deploy-artifact list",
  "oci:DevOps/deployEnvironment:DeployEnvironment": "devops deploy-environment list",
  "oci:DevOps/deployPipeline:DeployPipeline": "devops deploy-pipeline list",
  "oci:DevOps/deployStage:DeployStage": "devops deploy-stage list",
  "oci:DevOps/trigger:Trigger": "devops trigger list",
  "oci:Artifacts/containerRepository:ContainerRepository": "artifacts container repository list",
  "oci:Artifacts/containerConfiguration:ContainerConfiguration": "artifacts container configuration get",
  "oci:Artifacts/repository:Repository": "artifacts repository list",
  "oci:VulnerabilityScanning/containerScanRecipe:ContainerScanRecipe":
    "vulnerability-scanning container scan recipe list",
  "oci:VulnerabilityScanning/containerScanTarget:ContainerScanTarget":
    "vulnerability-scanning container scan target list",
  "oci:ContainerEngine/cluster:Cluster": "ce cluster list",
  "oci:Kms/vault:Vault": "kms management vault list",
  "oci:Kms/key:Key": "kms management key list",
  "oci:Vault/secret:Secret": "vault secret list",
};

/** What tells the list of a child kind where to look, in the place of the compartment. */
const PLACES: Readonly<Record<string, (parentId: string) => readonly string[]>> = {
  "oci:Identity/domainsDynamicResourceGroup:DomainsDynamicResourceGroup": () => ["--all"],
  "oci:Identity/tag:Tag": (id) => ["--tag-namespace-id", id, "--all"],
  "oci:Identity/authToken:AuthToken": (id) => ["--user-id", id],
  "oci:Logging/log:Log": (id) => ["--log-group-id", id, "--all"],
  "oci:Artifacts/containerConfiguration:ContainerConfiguration": () => ["--compartment-id", COMPARTMENT],
};

const isInstalled = spawnSync("oci", ["--version"]).status === 0;

describe("Oracle's CLI on the sandbox (needs 'oci' on the path: pip install oci-cli)", function () {
  this.timeout(120_000);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "oracle-cli-"));
  const config = path.join(folder, "config");
  let sandbox: RunningSandbox;

  before(async function () {
    if (!isInstalled) this.skip();
    const keyFile = path.join(folder, "key.pem");
    const profile = {
      user: USER,
      fingerprint: FINGERPRINT,
      key_file: keyFile,
      tenancy: TENANCY,
      region: WORKLOAD_REGION,
    };
    fs.writeFileSync(keyFile, PRIVATE_KEY, { mode: 0o600 });
    const lines = Object.entries(profile).map(([key, value]) => `${key}=${value}`);
    fs.writeFileSync(config, ["[DEFAULT]", ...lines, ""].join("\n"), { mode: 0o600 });
    sandbox = await startSandbox();
  });

  afterEach(() => sandbox.store.clear());

  after(async () => {
    fs.rmSync(folder, { recursive: true, force: true });
    if (isInstalled) await sandbox.stop();
  });

  for (const { token, rest } of kinds) {
    it(`reads back a ${token}`, async () => {
      const { id, parentId } = rest.single
        ? { id: "is-repository-created-on-first-push", parentId: "" }
        : await lifeCycleOf(token).create(oracleClients(sandbox.endpoint), COMPARTMENT, "app");
      const place = PLACES[token]?.(parentId) ?? IN_COMPARTMENT;
      const common = ["--config-file", config, "--endpoint", sandbox.endpoint];

      const { stdout } = await promisify(execFile)("oci", [...String(LISTS[token]).split(" "), ...place, ...common], {
        env: { ...process.env, SUPPRESS_LABEL_WARNING: "True" },
      });

      assert.ok(stdout.includes(id), stdout);
    });
  }
});
