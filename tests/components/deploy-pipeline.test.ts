import { strict as assert } from "node:assert";

import * as pulumi from "@pulumi/pulumi";

import { idOf, inventoryOf, UNKNOWN, type Registration } from "./inventory";
import { leastInputs, sampleOf } from "./model/deploy-samples";
import { strategies } from "./model/deploy-strategy-samples";

import { DeployPipeline, type DeployPipelineArgs } from "../../components/deploy-pipeline";
import type { ArtifactSpec } from "../../components/model/deploy-artifact";
import { deployParameters, NO_BUILD, NO_IMAGE } from "../../components/model/deploy-parameters";
import { deployStageKinds } from "../../components/model/deploy-stage-fields";
import { namedBy } from "../../components/model/deploy-stage-order";
import type { DeployStage, DeployStageKind } from "../../components/model/deploy-stages";

const PROJECT = "ocid1.devopsproject.oc1..shop";
const ADDRESS = "eu-frankfurt-1.ocir.io/axexample/shop-prod/orders-api";
const OF_PIPELINE = "oci-delivery:index:DeployPipeline::orders";

const argsOf = (
  stages: readonly DeployStage<string>[],
  change: Partial<DeployPipelineArgs> = {},
): DeployPipelineArgs => ({
  projectId: PROJECT,
  displayName: "orders-api-deploy",
  production: false,
  parameters: {},
  stages,
  ...change,
});

type IdOf = (name: string) => string;
const unknown: IdOf = () => UNKNOWN;

function component(stages: readonly string[], id: IdOf): Registration {
  return {
    type: "oci-delivery:index:DeployPipeline",
    name: "orders",
    inputs: {},
    outputs: {
      deployPipelineId: id("orders-pipeline"),
      stageIds: Object.fromEntries(stages.map((each) => [each, id(`orders-${each}`)])),
    },
  };
}

function pipeline(inputs: object = {}): Registration {
  return {
    type: "oci:DevOps/deployPipeline:DeployPipeline",
    name: "orders-pipeline",
    parent: OF_PIPELINE,
    inputs: { projectId: PROJECT, displayName: "orders-api-deploy", ...inputs },
  };
}

/**
 * @param after names of the stages before it; none stands for the pipeline's start.
 * @param inputs in which `id-of-<stage>` stands for the OCID of a stage.
 */
function stage(name: string, after: readonly string[], inputs: object, id: IdOf): Registration {
  const behind = after.length === 0 ? ["orders-pipeline"] : after.map((each) => `orders-${each}`);
  const text = JSON.stringify(inputs);
  const named = [...text.matchAll(/id-of-([\w-]+)/g)].map(([, each]) => each as string);
  return {
    type: "oci:DevOps/deployStage:DeployStage",
    name: `orders-${name}`,
    parent: OF_PIPELINE,
    inputs: {
      deployPipelineId: id("orders-pipeline"),
      displayName: name,
      deployStagePredecessorCollection: { items: behind.map((each) => ({ id: id(each) })) },
      ...(JSON.parse(text.replaceAll(/id-of-([\w-]+)/g, (_, each: string) => id(`orders-${each}`))) as object),
    },
    dependsOn: [
      "oci:DevOps/deployPipeline:DeployPipeline::orders-pipeline",
      ...[...new Set([...after, ...named])].map((each) => `oci:DevOps/deployStage:DeployStage::orders-${each}`).sort(),
    ],
    replaceOnChanges: ["deployStageType"],
  };
}

function sorted(...registrations: readonly Registration[]): Registration[] {
  return [...registrations].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A stage behind those that it needs, each called as its kind. */
function chainOf(kind: DeployStageKind): DeployStage<string>[] {
  const last = sampleOf(kind);
  const of = namedBy(last) as DeployStageKind | undefined;
  return [...(of ? chainOf(of) : []), last];
}

describe("DeployPipeline", () => {
  for (const preview of [false, true]) {
    const id: IdOf = preview ? unknown : idOf;
    const where = preview ? ", in a preview too" : "";

    it(`deploys blue-green behind two approvals, with a digest${where}`, async () => {
      const args = argsOf(strategies["blueGreenOke"]?.({}) ?? [], {
        production: true,
        parameters: deployParameters({ imageAddress: ADDRESS, production: true }),
        artifacts: { manifest: manifestOf("${BUILDRUN_HASH}") },
        contents: { manifest: "image: ${IMAGE_ADDRESS}@${IMAGE_DIGEST}" },
      });

      const { inventory } = await inventoryOf(() => new DeployPipeline("orders", args), { preview });

      const items = [
        { name: "IMAGE_ADDRESS", defaultValue: ADDRESS, description: "Address of the image, without tag and digest" },
        { name: "IMAGE_DIGEST", defaultValue: NO_IMAGE, description: "Digest of the image, which a build prints" },
        { name: "BUILDRUN_HASH", defaultValue: NO_BUILD, description: "Build whose manifest is deployed" },
      ];
      assert.deepEqual(
        inventory,
        sorted(
          component(["deploy", "approve", "shift"], id),
          pipeline({ deployPipelineParameters: { items } }),
          stage("deploy", [], leastInputs["oke-blue-green"], id),
          stage("approve", ["deploy"], leastInputs.approval, id),
          stage(
            "shift",
            ["approve"],
            { deployStageType: "OKE_BLUE_GREEN_TRAFFIC_SHIFT", okeBlueGreenDeployStageId: "id-of-deploy" },
            id,
          ),
        ),
      );
    });

    it(`runs stages side by side and joins them${where}`, async () => {
      const args = argsOf([
        sampleOf("oke-rolling", { name: "production", after: ["api", "worker"] }),
        sampleOf("wait", { after: [] }),
        sampleOf("oke-rolling", { name: "api", after: ["wait"] }),
        sampleOf("oke-rolling", { name: "worker", after: ["wait"] }),
      ]);

      const { inventory } = await inventoryOf(() => new DeployPipeline("orders", args), { preview });

      assert.deepEqual(
        inventory,
        sorted(
          component(["wait", "api", "worker", "production"], id),
          pipeline(),
          stage("wait", [], leastInputs.wait, id),
          stage("api", ["wait"], leastInputs["oke-rolling"], id),
          stage("worker", ["wait"], leastInputs["oke-rolling"], id),
          stage("production", ["api", "worker"], leastInputs["oke-rolling"], id),
        ),
      );
    });
  }

  for (const kind of deployStageKinds) {
    it(`makes a stage of kind '${kind}'`, async () => {
      const chain = chainOf(kind);

      const { inventory } = await inventoryOf(() => new DeployPipeline("orders", argsOf(chain)));

      const names = chain.map(({ name }) => name as DeployStageKind);
      assert.deepEqual(
        inventory,
        sorted(
          component(names, idOf),
          pipeline(),
          ...names.map((name, index) =>
            stage(name, names.slice(Math.max(index - 1, 0), index), leastInputs[name], idOf),
          ),
        ),
      );
    });
  }

  const approve = sampleOf("approval", { name: "approve" });
  const rolling = sampleOf("oke-rolling", { name: "deploy" });
  const refusals: { what: string; args: DeployPipelineArgs; message: string }[] = [
    { what: "there is no stage", args: argsOf([]), message: "there is no stage; declare at least one" },
    {
      what: "a shift comes before what it shifts",
      args: argsOf([
        sampleOf("oke-blue-green-shift", { name: "shift", of: "deploy", after: ["approve"] }),
        { ...approve, after: [] },
        sampleOf("oke-blue-green", { name: "deploy", after: ["shift"] }),
      ]),
      message: "stage 'shift' is of 'deploy', which does not come before it; put it 'after' that one",
    },
    {
      what: "nobody approves what reaches production",
      args: argsOf([rolling], { production: true }),
      message: "stage 'deploy' changes what users get, and nobody approves it; put an approval stage before it",
    },
    {
      what: "a stage uses a placeholder that is no parameter",
      args: argsOf([{ ...rolling, namespace: "orders-${COLOUR}" }]),
      message: "stage 'deploy' uses '${COLOUR}', which is no parameter (parameters: none); declare it",
    },
    {
      what: "an artifact uses a placeholder that is no parameter",
      args: argsOf([rolling], { artifacts: { manifest: manifestOf("${BUILDRUN_HASH}") } }),
      message: "artifact 'manifest' uses '${BUILDRUN_HASH}', which is no parameter (parameters: none); declare it",
    },
    {
      what: "a manifest in production takes a tag",
      args: argsOf([approve, rolling], {
        production: true,
        parameters: { IMAGE_ADDRESS: { defaultValue: ADDRESS } },
        contents: { manifest: "image: ${IMAGE_ADDRESS}:latest" },
      }),
      message:
        "artifact 'manifest' takes its image by no digest, and this is production; name it by " +
        "'${IMAGE_ADDRESS}@${IMAGE_DIGEST}'",
    },
    {
      what: "an image is whatever came last",
      args: argsOf([rolling], { artifacts: { image: { kind: "image", uri: `${ADDRESS}:latest` } } }),
      message: `artifact 'image' is '${ADDRESS}:latest', which is another one tomorrow; name one that stays`,
    },
    {
      what: "everything is wrong at once, all of which it tells",
      args: argsOf([{ ...rolling, namespace: "${COLOUR}" }], {
        production: true,
        parameters: { LOG_LEVEL: { defaultValue: "" } },
      }),
      message:
        "stage 'deploy' changes what users get, and nobody approves it; put an approval stage before it\n" +
        "  parameter 'LOG_LEVEL' has no default, without which nobody can start a run by hand; give it one\n" +
        "  stage 'deploy' uses '${COLOUR}', which is no parameter (parameters: 'LOG_LEVEL'); declare it",
    },
  ];
  for (const { what, args, message } of refusals) {
    it(`fails when ${what}`, async () => {
      const { made, inventory } = await inventoryOf(() => {
        try {
          return new DeployPipeline("orders", args);
        } catch (error) {
          return error;
        }
      });

      assert.ok(pulumi.ResourceError.isInstance(made), String(made));
      assert.equal(made.message, `DeployPipeline 'orders': ${message}`);
      assert.deepEqual(inventory, [
        { type: "oci-delivery:index:DeployPipeline", name: "orders", inputs: {}, outputs: {} },
      ]);
    });
  }
});

function manifestOf(version: string): ArtifactSpec<string> {
  return { kind: "generic", type: "KUBERNETES_MANIFEST", repositoryId: "r", path: "orders-api/k8s.yaml", version };
}
