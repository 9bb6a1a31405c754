import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as path from "node:path";

import * as pulumi from "@pulumi/pulumi";

import { idOf, inventoryOf, UNKNOWN, type Registration } from "./inventory";

import { deploymentOf, type DeploymentPlan } from "../../components/model/deploy-plan";
import { deploySchema } from "../../components/model/deploy-schema";
import { ServiceDeployment, type ServiceDeploymentArgs } from "../../components/service-deployment";
import { freshFolder } from "../engine/lab";

const PROJECT = "ocid1.devopsproject.oc1..shop";
const GENERIC = "ocid1.artifactrepository.oc1..shop";
const GROUP = "ocid1.dynamicgroup.oc1..deploy";
const REGISTRY = "eu-frankfurt-1.ocir.io/axexample";
const OF_PIPELINE = "oci-delivery:index:DeployPipeline::orders-deploy";

function planWith(settings: object, production = true): DeploymentPlan {
  return deploymentOf("orders", deploySchema.parse(settings), {
    region: "eu-frankfurt-1",
    production,
    image: { repository: "shop-prod/orders", tag: "build-${BUILDRUN_HASH}" },
    filePath: "orders/k8s/deployment.yaml",
    cluster: "ocid1.cluster.oc1..prod",
  });
}

const blueGreen = { strategy: "blue-green", ingress: "orders-api" };

function argsWith(plan: DeploymentPlan, change: Partial<ServiceDeploymentArgs> = {}): ServiceDeploymentArgs {
  return {
    projectId: PROJECT,
    plan,
    registryAddress: REGISTRY,
    environmentIds: { cluster: "ocid1.environment.oc1..cluster" },
    genericRepositoryId: GENERIC,
    ...change,
  };
}

/** One line for each registration: type, name, end of the parent. */
function linesOf(inventory: readonly Registration[]): string[] {
  return inventory.map(({ type, name, parent }) =>
    [type.split(":").at(-1), name, parent?.split("::").at(-1)].join(" "),
  );
}

async function refusal(plan: DeploymentPlan): Promise<string> {
  const { made } = await inventoryOf(() => {
    try {
      return new ServiceDeployment("orders-deploy", argsWith(plan));
    } catch (error) {
      return error;
    }
  });
  assert.ok(pulumi.ResourceError.isInstance(made), String(made));
  return made.message;
}

describe("ServiceDeployment", () => {
  it("makes what is deployed, the pipeline and its stages, below the component that is given", async () => {
    const { inventory } = await inventoryOf(() => {
      const parent = new pulumi.ComponentResource("test:index:Service", "orders");
      return new ServiceDeployment("orders-deploy", argsWith(planWith(blueGreen)), { parent });
    });

    assert.deepEqual(linesOf(inventory), [
      "Service orders ",
      "DeployPipeline orders-deploy orders",
      "DeployStage orders-deploy-approve orders-deploy",
      "DeployStage orders-deploy-deploy orders-deploy",
      "DeployArtifact orders-deploy-manifest orders",
      "DeployPipeline orders-deploy-pipeline orders-deploy",
      "DeployStage orders-deploy-shift orders-deploy",
    ]);
    const [manifest] = inventory.filter(({ type }) => type.endsWith(":DeployArtifact"));
    assert.deepEqual(manifest?.inputs, {
      projectId: PROJECT,
      displayName: "orders-manifest",
      deployArtifactType: "KUBERNETES_MANIFEST",
      argumentSubstitutionMode: "SUBSTITUTE_PLACEHOLDERS",
      deployArtifactSource: {
        deployArtifactSourceType: "GENERIC_ARTIFACT",
        repositoryId: GENERIC,
        deployArtifactPath: "orders/k8s/deployment.yaml",
        deployArtifactVersion: "${BUILDRUN_HASH}",
      },
    });
    const stages = inventory.filter(({ type }) => type.endsWith(":DeployStage"));
    assert.ok(stages.every(({ parent }) => parent === OF_PIPELINE));
    const deploy = stages.find(({ name }) => name === "orders-deploy-deploy")?.inputs as Record<string, unknown>;
    assert.deepEqual(deploy["kubernetesManifestDeployArtifactIds"], [idOf("orders-deploy-manifest")]);
    assert.equal(deploy["okeClusterDeployEnvironmentId"], "ocid1.environment.oc1..cluster");
  });

  it("deploys what builds deliver, where there are builds", async () => {
    const args = argsWith(planWith({ strategy: "rolling" }, false), {
      deliveredIds: { manifest: "ocid1.artifact..m" },
    });

    const { inventory } = await inventoryOf(() => new ServiceDeployment("orders-deploy", args));

    assert.ok(!inventory.some(({ type }) => type.endsWith(":DeployArtifact")));
    const [stage] = inventory.filter(({ type }) => type.endsWith(":DeployStage"));
    const { kubernetesManifestDeployArtifactIds: ids } = stage?.inputs as Record<string, unknown>;
    assert.deepEqual(ids, ["ocid1.artifact..m"]);
  });

  it("makes the same in a preview, with the ids unknown", async () => {
    const make = (): ServiceDeployment => new ServiceDeployment("orders-deploy", argsWith(planWith(blueGreen)));

    const [up, preview] = [await inventoryOf(make), await inventoryOf(make, { preview: true })];

    assert.deepEqual(linesOf(preview.inventory), linesOf(up.inventory));
    const deploy = preview.inventory.find(({ name }) => name === "orders-deploy-deploy");
    const { kubernetesManifestDeployArtifactIds: ids } = deploy?.inputs as Record<string, unknown>;
    assert.deepEqual(ids, [UNKNOWN]);
  });

  it("tells the commands of its operation, with the OCIDs in place", async () => {
    const { made } = await inventoryOf(() => new ServiceDeployment("orders-deploy", argsWith(planWith(blueGreen))));

    const outputs = await (made.outputs as unknown as { promise(): Promise<Record<string, string>> }).promise();
    const [pipeline, shift] = [idOf("orders-deploy-pipeline"), idOf("orders-deploy-shift")];
    assert.deepEqual(outputs["namespaces"], ["orders-blue", "orders-green"]);
    assert.match(
      outputs["deploy"] ?? "",
      new RegExp(`create-pipeline-deployment --pipeline-id ${pipeline} .*IMAGE_DIGEST`),
    );
    assert.match(outputs["back"] ?? "", new RegExp(`create-single-stage-redeployment .*--stage-id ${shift} `));
    assert.match(outputs["approve"] ?? "", new RegExp(`--stage-id ${idOf("orders-deploy-approve")} --action APPROVE`));
  });

  describe("namespaces", () => {
    const folder = freshFolder("rendered");

    it("are written to files where the cluster is out of reach, at a preview too", async () => {
      const args = argsWith(planWith(blueGreen), { namespaces: { folder, deployGroupId: GROUP } });

      const { inventory } = await inventoryOf(() => new ServiceDeployment("orders-deploy", args), { preview: true });

      assert.ok(!inventory.some(({ type }) => type.startsWith("kubernetes:")));
      assert.deepEqual(fs.readdirSync(folder).sort(), ["orders-blue.yaml", "orders-green.yaml"]);
      const [blue = "", green = ""] = ["blue", "green"].map((colour) =>
        fs.readFileSync(path.join(folder, `orders-${colour}.yaml`), "utf8"),
      );
      assert.equal(blue.replaceAll("orders-blue", "orders-green"), green);
      assert.match(blue, new RegExp(`name: ${GROUP}\n`));
      assert.match(blue, /^apiVersion: v1\nkind: Namespace\n/);
    });

    it("say so in the files as long as the group's OCID is unknown", async () => {
      await inventoryOf(
        () => {
          const group = new Group("group");
          const args = argsWith(planWith(blueGreen), { namespaces: { folder, deployGroupId: group.id } });
          return new ServiceDeployment("orders-deploy", args);
        },
        { preview: true },
      );

      assert.match(fs.readFileSync(path.join(folder, "orders-blue.yaml"), "utf8"), /known after the first up/);
    });
  });

  describe("with a copy of the manifest", () => {
    const folder = freshFolder("manifest");
    const file = path.join(folder, "deployment.yaml");
    const example = fs.readFileSync(path.join(__dirname, "../../examples/service/k8s/deployment.yaml"), "utf8");
    const checked = planWith({ ...blueGreen, check: file });

    it("takes one that goes with the pipeline", async () => {
      fs.writeFileSync(file, example);

      const { made } = await inventoryOf(() => new ServiceDeployment("orders-deploy", argsWith(checked)));

      assert.ok(made instanceof ServiceDeployment);
    });

    it("fails with all that is wrong, by line", async () => {
      fs.writeFileSync(file, example.replace("replicas: 2", "replicas: 0").replace("IMAGE_DIGEST", "IMAGE_DIGST"));

      assert.equal(
        await refusal(checked),
        `ServiceDeployment 'orders-deploy': ${file}:8:13: Deployment 'orders-api': has no replica, and the stage waits for one; give at least 1\n` +
          `  ${file}:21:18: Deployment 'orders-api': '\${IMAGE_DIGST}' is no parameter of the pipeline ('IMAGE_ADDRESS', 'IMAGE_DIGEST', 'BUILDRUN_HASH'); did you mean '\${IMAGE_DIGEST}'?`,
      );
    });

    it("fails when it is not there", async () => {
      fs.rmSync(file);

      assert.equal(
        await refusal(checked),
        `ServiceDeployment 'orders-deploy': '${file}' is not there; correct the path, or leave 'check' out`,
      );
    });
  });
});

/** Has an id that a first preview does not know. */
class Group extends pulumi.CustomResource {
  constructor(name: string) {
    super("test:index:Group", name, {});
  }
}
