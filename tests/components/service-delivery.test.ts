import { strict as assert } from "node:assert";

import * as pulumi from "@pulumi/pulumi";

import { idOf, inventoryOf, UNKNOWN, urlOf, type Registration } from "./inventory";
import { shortestSettings } from "./stack-file";

import { Access } from "../../components/access";
import { homeProvider } from "../../components/home-provider";
import { namesOf } from "../../components/model/names";
import { planOf, type DeliveryPlan } from "../../components/model/plan";
import { serviceIamOf } from "../../components/model/service-iam";
import { settingsSchema } from "../../components/model/settings-schema";
import { ServiceDelivery, type ServiceDeliveryArgs } from "../../components/service-delivery";

const PROJECT = "ocid1.devopsproject.oc1..shop";
const GENERIC = "ocid1.artifactrepository.oc1..shop";
const COMPARTMENT = "ocid1.compartment.oc1..workload";
const REGISTRY = "eu-frankfurt-1.ocir.io/axexample";
const IMAGE = `${REGISTRY}/shop-prod/orders-api:build-\${BUILDRUN_HASH}`;

const OF_SERVICE = "oci-delivery:index:ServiceDelivery::orders-api";
const OF_BUILD = "oci-delivery:index:BuildPipeline::orders-api-build";

const manual: DeliveryPlan = {
  service: "orders-api",
  branch: "main",
  source: { kind: "hosted" },
  image: { repository: "shop-prod/orders-api", tags: ["build-${BUILDRUN_HASH}"] },
  parameters: { LOG_LEVEL: "info" },
  build: { spec: "build_spec.yaml", timeout: 1_800 },
};
const plan: DeliveryPlan = {
  ...manual,
  trigger: { branch: "main", events: ["PUSH"], files: [], ignore: [] },
};
const args: ServiceDeliveryArgs = { projectId: PROJECT, plan, registryAddress: REGISTRY };

type Of = (name: string) => string;
const unknown: Of = () => UNKNOWN;

/** Unknown as long as the pipeline's id is. */
const runBuild = (id: string): string =>
  id === UNKNOWN ? UNKNOWN : `oci devops build-run create --build-pipeline-id ${id}`;

function component(id: Of, url: Of, artifacts: readonly string[]): Registration {
  return {
    type: "oci-delivery:index:ServiceDelivery",
    name: "orders-api",
    inputs: {},
    outputs: {
      buildPipelineId: id("orders-api-build-pipeline"),
      runBuild: runBuild(id("orders-api-build-pipeline")),
      repositoryId: id("orders-api-source-repository"),
      repositoryUrl: url("orders-api-source-repository"),
      artifactIds: Object.fromEntries(artifacts.map((each) => [each, id(`orders-api-${each}`)])),
    },
  };
}

function source(id: Of, url: Of): Registration[] {
  const repository = "orders-api-source-repository";
  return [
    {
      type: "oci-delivery:index:Source",
      name: "orders-api-source",
      parent: OF_SERVICE,
      inputs: {},
      outputs: { repositoryId: id(repository), repositoryUrl: url(repository) },
    },
    {
      type: "oci:DevOps/repository:Repository",
      name: repository,
      parent: "oci-delivery:index:Source::orders-api-source",
      inputs: { projectId: PROJECT, name: "orders-api", defaultBranch: "main", repositoryType: "HOSTED" },
      deleteBeforeReplace: true,
      replaceOnChanges: ["repositoryType"],
    },
  ];
}

const image: Registration = {
  type: "oci:DevOps/deployArtifact:DeployArtifact",
  name: "orders-api-image",
  parent: OF_SERVICE,
  inputs: {
    projectId: PROJECT,
    displayName: "orders-api-image",
    deployArtifactType: "DOCKER_IMAGE",
    argumentSubstitutionMode: "SUBSTITUTE_PLACEHOLDERS",
    deployArtifactSource: { deployArtifactSourceType: "OCIR", imageUri: IMAGE },
  },
};

const manifest: Registration = {
  type: "oci:DevOps/deployArtifact:DeployArtifact",
  name: "orders-api-manifest",
  parent: OF_SERVICE,
  inputs: {
    projectId: PROJECT,
    displayName: "orders-api-manifest",
    deployArtifactType: "KUBERNETES_MANIFEST",
    argumentSubstitutionMode: "SUBSTITUTE_PLACEHOLDERS",
    deployArtifactSource: {
      deployArtifactSourceType: "GENERIC_ARTIFACT",
      repositoryId: GENERIC,
      deployArtifactPath: "orders-api/k8s/deployment.yaml",
      deployArtifactVersion: "${BUILDRUN_HASH}",
    },
  },
};

function build(id: Of, url: Of, artifacts: readonly string[]): Registration[] {
  const pipeline = "oci:DevOps/buildPipeline:BuildPipeline::orders-api-build-pipeline";
  const stage = {
    type: "oci:DevOps/buildPipelineStage:BuildPipelineStage",
    parent: OF_BUILD,
    replaceOnChanges: ["buildPipelineStageType"],
  };
  const behind = (name: string): unknown => ({ items: [{ id: id(name) }] });
  const repository = "orders-api-source-repository";
  return [
    {
      type: "oci-delivery:index:BuildPipeline",
      name: "orders-api-build",
      parent: OF_SERVICE,
      inputs: {},
      outputs: {
        buildPipelineId: id("orders-api-build-pipeline"),
        stageIds: { build: id("orders-api-build-build"), deliver: id("orders-api-build-deliver") },
      },
    },
    {
      type: "oci:DevOps/buildPipeline:BuildPipeline",
      name: "orders-api-build-pipeline",
      parent: OF_BUILD,
      inputs: {
        projectId: PROJECT,
        displayName: "orders-api-build",
        buildPipelineParameters: { items: [{ name: "LOG_LEVEL", defaultValue: "info" }] },
      },
    },
    {
      ...stage,
      name: "orders-api-build-build",
      inputs: {
        buildPipelineId: id("orders-api-build-pipeline"),
        displayName: "build",
        buildPipelineStagePredecessorCollection: behind("orders-api-build-pipeline"),
        buildPipelineStageType: "BUILD",
        image: "OL8_X86_64_STANDARD_10",
        primaryBuildSource: "orders-api",
        buildSourceCollection: {
          items: [
            {
              connectionType: "DEVOPS_CODE_REPOSITORY",
              name: "orders-api",
              branch: "main",
              repositoryUrl: url(repository),
              repositoryId: id(repository),
            },
          ],
        },
        buildSpecFile: "build_spec.yaml",
        stageExecutionTimeoutInSeconds: 1_800,
      },
      dependsOn: [pipeline, `oci:DevOps/repository:Repository::${repository}`],
    },
    {
      ...stage,
      name: "orders-api-build-deliver",
      inputs: {
        buildPipelineId: id("orders-api-build-pipeline"),
        displayName: "deliver",
        buildPipelineStagePredecessorCollection: behind("orders-api-build-build"),
        buildPipelineStageType: "DELIVER_ARTIFACT",
        deliverArtifactCollection: {
          items: artifacts.map((each) => ({
            artifactName: each.replace(/-\d+$/, ""),
            artifactId: id(`orders-api-${each}`),
          })),
        },
      },
      dependsOn: [
        pipeline,
        "oci:DevOps/buildPipelineStage:BuildPipelineStage::orders-api-build-build",
        ...artifacts.map((each) => `oci:DevOps/deployArtifact:DeployArtifact::orders-api-${each}`),
      ],
    },
  ];
}

function push(id: Of): Registration[] {
  const triggerSource = "DEVOPS_CODE_REPOSITORY";
  return [
    {
      type: "oci:DevOps/trigger:Trigger",
      name: "orders-api-push-trigger",
      parent: OF_SERVICE,
      inputs: {
        projectId: PROJECT,
        displayName: "orders-api-push",
        triggerSource,
        repositoryId: id("orders-api-source-repository"),
        actions: [
          {
            type: "TRIGGER_BUILD_PIPELINE",
            buildPipelineId: id("orders-api-build-pipeline"),
            filter: { triggerSource, events: ["PUSH"], include: { headRef: "main" } },
          },
        ],
      },
      dependsOn: [
        "oci:DevOps/buildPipeline:BuildPipeline::orders-api-build-pipeline",
        "oci:DevOps/repository:Repository::orders-api-source-repository",
      ],
      replaceOnChanges: ["triggerSource"],
    },
  ];
}

/** Whatever a service is made of, sorted as an inventory is. */
function sorted(registrations: readonly Registration[]): Registration[] {
  return [...registrations].sort((a, b) => (`${a.name} ${a.type}` < `${b.name} ${b.type}` ? -1 : 1));
}

describe("ServiceDelivery", () => {
  for (const preview of [false, true]) {
    const [id, url] = preview ? [unknown, unknown] : [idOf, urlOf];

    it(`builds, delivers the image and listens for pushes${preview ? ", in a preview too" : ""}`, async () => {
      const { inventory } = await inventoryOf(() => new ServiceDelivery("orders-api", args), { preview });

      assert.deepEqual(
        inventory,
        sorted([component(id, url, ["image"]), ...source(id, url), image, ...build(id, url, ["image"]), ...push(id)]),
      );
    });

    it(`delivers the manifest beside the image${preview ? ", in a preview too" : ""}`, async () => {
      const withManifest = {
        ...args,
        plan: { ...plan, manifestPath: "orders-api/k8s/deployment.yaml" },
        genericRepositoryId: GENERIC,
      };

      const { inventory } = await inventoryOf(() => new ServiceDelivery("orders-api", withManifest), { preview });

      assert.deepEqual(
        inventory,
        sorted([
          component(id, url, ["image", "manifest"]),
          ...source(id, url),
          image,
          manifest,
          ...build(id, url, ["image", "manifest"]),
          ...push(id),
        ]),
      );
    });
  }

  it("delivers one image under each of its tags, in one stage", async () => {
    const tags = ["build-${BUILDRUN_HASH}", "gitsha-${GIT_SHA}"];
    const tagged = { ...args, plan: { ...manual, image: { ...manual.image, tags } } };

    const { inventory } = await inventoryOf(() => new ServiceDelivery("orders-api", tagged));

    const outputs = ["image", "image-2"];
    const second: Registration = {
      ...image,
      name: "orders-api-image-2",
      inputs: {
        ...(image.inputs as object),
        displayName: "orders-api-image-2",
        deployArtifactSource: {
          deployArtifactSourceType: "OCIR",
          imageUri: `${REGISTRY}/shop-prod/orders-api:gitsha-\${GIT_SHA}`,
        },
      },
    };
    assert.deepEqual(
      inventory,
      sorted([component(idOf, urlOf, outputs), ...source(idOf, urlOf), image, second, ...build(idOf, urlOf, outputs)]),
    );
  });

  it("has no trigger when builds are started by hand alone", async () => {
    const { inventory } = await inventoryOf(() => new ServiceDelivery("orders-api", { ...args, plan: manual }));

    assert.deepEqual(
      inventory,
      sorted([component(idOf, urlOf, ["image"]), ...source(idOf, urlOf), image, ...build(idOf, urlOf, ["image"])]),
    );
  });

  it("tells the commands that fill a mirror for the first time and show how it fares", async () => {
    const mirrored: DeliveryPlan = {
      ...plan,
      source: {
        kind: "mirrored",
        connection: { provider: "github", tokenSecretId: "ocid1.vaultsecret.oc1..token" },
        url: "https://git.example.com/acme/orders-api.git",
        schedule: { kind: "default" },
      },
    };

    const { inventory } = await inventoryOf(() => new ServiceDelivery("orders-api", { ...args, plan: mirrored }));

    const outputs = inventory.find(({ name }) => name === "orders-api")?.outputs;
    assert.deepEqual(outputs, {
      ...(component(idOf, urlOf, ["image"]).outputs as object),
      firstSync: `oci devops repository mirror --repository-id ${idOf("orders-api-source-repository")}`,
      mirrorRuns: `oci devops repository list-mirror-records --repository-id ${idOf("orders-api-source-repository")}`,
    });
  });

  it("makes nothing before the policies that it depends on", async () => {
    const needs = {
      compartments: { project: COMPARTMENT, registry: COMPARTMENT, vault: COMPARTMENT, network: COMPARTMENT },
      deployedRepositories: [],
      pushedRepositories: ["shop-prod/orders-api"],
      tokenSecretIds: [],
      tokenSecretNames: [],
      buildSecretIds: [],
      deliversFiles: false,
      deploysFiles: false,
      caBundles: false,
      privateRunners: false,
      scanning: false,
      suggested: [],
    };

    const { inventory, moments } = await inventoryOf(() => {
      const access = new Access("access", {
        names: namesOf("shop", "prod"),
        tenancyId: "ocid1.tenancy.oc1..example",
        needs,
        wait: 30,
      });
      return new ServiceDelivery("orders-api", args, { dependsOn: [access] });
    });

    const { dependsOn } = inventory.find(({ name }) => name === "orders-api") ?? {};
    assert.ok(dependsOn?.includes("oci:Identity/policy:Policy::access-policy"), `depends on ${dependsOn?.join()}`);
    const made = moments.findIndex(({ step, name }) => step === "answered" && name === "access-policy");
    const asked = moments.filter(({ step, name }) => step === "asked" && name.startsWith("orders-api"));
    assert.equal(asked.length, 9);
    assert.deepEqual(
      moments.slice(0, made).filter((each) => asked.includes(each)),
      [],
    );
  });

  it("starts no build before what its builds have to themselves in IAM is in effect", async () => {
    const { names, needs } = planOf(
      settingsSchema.parse({ ...shortestSettings, access: { isolation: "service" } }),
      "eu-frankfurt-1",
    );
    const own = { service: "orders-api", repository: "shop-prod/orders-api", buildSecretIds: ["npm"] };
    const iam = serviceIamOf(names, needs, own);

    const { inventory, moments } = await inventoryOf(() => {
      const access = {
        iam,
        tenancyId: "ocid1.tenancy.oc1..example",
        wait: 0,
        provider: homeProvider("us-ashburn-1", {}),
      };
      return new ServiceDelivery("orders-api", { ...args, access });
    });

    const ofAccess = inventory.filter(({ name }) => name.startsWith("orders-api-access"));
    assert.deepEqual(
      ofAccess.map(({ name, provider }) => [name, provider]),
      [
        ["orders-api-access", undefined],
        ["orders-api-access-builds", "home"],
        ["orders-api-access-push-policy", "home"],
        ["orders-api-access-secrets-policy", "home"],
      ],
    );
    const answered = ofAccess.map((each) => moments.findIndex((m) => m.step === "answered" && m.name === each.name));
    const asked = moments.findIndex(({ step, name }) => step === "asked" && name === "orders-api-push-trigger");
    assert.ok(asked > Math.max(...answered), JSON.stringify(moments));
  });

  it("fails when there is a manifest and no repository for it", async () => {
    const homeless = { ...args, plan: { ...plan, manifestPath: "orders-api/k8s/deployment.yaml" } };

    const { made, inventory } = await inventoryOf(() => {
      try {
        return new ServiceDelivery("orders-api", homeless);
      } catch (error) {
        return error;
      }
    });

    assert.ok(pulumi.ResourceError.isInstance(made), String(made));
    assert.equal(
      made.message,
      "ServiceDelivery 'orders-api': manifest 'orders-api/k8s/deployment.yaml' has no repository to be delivered to; " +
        "give 'genericRepositoryId'",
    );
    assert.deepEqual(inventory, [
      { type: "oci-delivery:index:ServiceDelivery", name: "orders-api", inputs: {}, outputs: {} },
    ]);
  });
});
