import { strict as assert } from "node:assert";

import * as pulumi from "@pulumi/pulumi";

import { idOf, inventoryOf, UNKNOWN, type Registration } from "./inventory";

import { BuildPipeline, type BuildPipelineArgs } from "../../components/build-pipeline";
import type { BuildSource, BuildStage, ManagedBuildStage } from "../../components/model/build-stages";

const PROJECT = "ocid1.devopsproject.oc1..shop";
const REPOSITORY = "ocid1.devopsrepository.oc1..orders";
const CONNECTION = "ocid1.devopsconnection.oc1..github";
const ARTIFACT = "ocid1.devopsdeployartifact.oc1..image";
const URL = "https://git.example.com/orders-api.git";

type Stage = BuildPipelineArgs["stages"][number];

const source: BuildSource<string> = {
  kind: "repository",
  name: "orders-api",
  branch: "main",
  repositoryId: REPOSITORY,
  url: URL,
};
const buildOf = (name: string, change: Partial<ManagedBuildStage<string>> = {}): ManagedBuildStage<string> => ({
  kind: "build",
  name,
  sources: [source],
  ...change,
});
const build = buildOf("build");
const artifacts = [{ name: "image", artifactId: ARTIFACT }];

const argsOf = (...stages: readonly Stage[]): BuildPipelineArgs => ({
  projectId: PROJECT,
  displayName: "orders-api-build",
  stages,
});

const OF_PIPELINE = "oci-delivery:index:BuildPipeline::orders";

function component(stages: readonly string[], id: (name: string) => string = idOf): Registration {
  return {
    type: "oci-delivery:index:BuildPipeline",
    name: "orders",
    inputs: {},
    outputs: {
      buildPipelineId: id("orders-pipeline"),
      stageIds: Object.fromEntries(stages.map((each) => [each, id(`orders-${each}`)])),
    },
  };
}

function pipeline(inputs: Readonly<Record<string, unknown>> = {}): Registration {
  return {
    type: "oci:DevOps/buildPipeline:BuildPipeline",
    name: "orders-pipeline",
    parent: OF_PIPELINE,
    inputs: { projectId: PROJECT, displayName: "orders-api-build", ...inputs },
  };
}

/** @param after names of the stages before it; none stands for the pipeline's start. */
function stage(
  name: string,
  after: readonly string[],
  inputs: Readonly<Record<string, unknown>>,
  id: (name: string) => string = idOf,
): Registration {
  const predecessors = after.length === 0 ? ["orders-pipeline"] : after.map((each) => `orders-${each}`);
  return {
    type: "oci:DevOps/buildPipelineStage:BuildPipelineStage",
    name: `orders-${name}`,
    parent: OF_PIPELINE,
    inputs: {
      buildPipelineId: id("orders-pipeline"),
      displayName: name,
      buildPipelineStagePredecessorCollection: { items: predecessors.map((each) => ({ id: id(each) })) },
      ...inputs,
    },
    dependsOn: [
      "oci:DevOps/buildPipeline:BuildPipeline::orders-pipeline",
      ...after.map((each) => `oci:DevOps/buildPipelineStage:BuildPipelineStage::orders-${each}`).sort(),
    ],
    replaceOnChanges: ["buildPipelineStageType"],
  };
}

const sourceInputs = {
  connectionType: "DEVOPS_CODE_REPOSITORY",
  name: "orders-api",
  branch: "main",
  repositoryUrl: URL,
  repositoryId: REPOSITORY,
};
const ofBuild = {
  buildPipelineStageType: "BUILD",
  image: "OL8_X86_64_STANDARD_10",
  primaryBuildSource: "orders-api",
  buildSourceCollection: { items: [sourceInputs] },
};
const ofDelivery = {
  buildPipelineStageType: "DELIVER_ARTIFACT",
  deliverArtifactCollection: { items: [{ artifactName: "image", artifactId: ARTIFACT }] },
};
const ofWait = {
  buildPipelineStageType: "WAIT",
  waitCriteria: { waitType: "ABSOLUTE_WAIT", waitDuration: "PT90S" },
};

/** Whatever a pipeline is made of, sorted as an inventory is. */
function sorted(...registrations: readonly Registration[]): Registration[] {
  return [...registrations].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What a pipeline refuses to be made with, and all that is registered then. */
async function refusal(args: BuildPipelineArgs): Promise<{ message: string; inventory: readonly Registration[] }> {
  const { made, inventory } = await inventoryOf(() => {
    try {
      return new BuildPipeline("orders", args);
    } catch (error) {
      return error;
    }
  });
  assert.ok(pulumi.ResourceError.isInstance(made), String(made));
  return { message: made.message, inventory };
}

const nothing: readonly Registration[] = [
  { type: "oci-delivery:index:BuildPipeline", name: "orders", inputs: {}, outputs: {} },
];

describe("BuildPipeline", () => {
  for (const preview of [false, true]) {
    it(`runs stages in declared order${preview ? ", in a preview too" : ""}`, async () => {
      const args = argsOf(
        build,
        { kind: "deliver", name: "deliver", artifacts },
        { kind: "wait", name: "rest", duration: 90 },
      );

      const { inventory } = await inventoryOf(() => new BuildPipeline("orders", args), { preview });

      const id = preview ? (): string => UNKNOWN : idOf;
      assert.deepEqual(
        inventory,
        sorted(
          component(["build", "deliver", "rest"], id),
          pipeline(),
          stage("build", [], ofBuild, id),
          stage("deliver", ["build"], ofDelivery, id),
          stage("rest", ["deliver"], ofWait, id),
        ),
      );
    });

    it(`runs stages side by side and joins them${preview ? ", in a preview too" : ""}`, async () => {
      const args = argsOf(
        { kind: "deliver", name: "deliver", artifacts, after: ["api", "worker"] },
        buildOf("api", { after: [] }),
        buildOf("worker", { after: [] }),
      );

      const { inventory } = await inventoryOf(() => new BuildPipeline("orders", args), { preview });

      const id = preview ? (): string => UNKNOWN : idOf;
      assert.deepEqual(
        inventory,
        sorted(
          component(["api", "worker", "deliver"], id),
          pipeline(),
          stage("api", [], ofBuild, id),
          stage("worker", [], ofBuild, id),
          stage("deliver", ["api", "worker"], ofDelivery, id),
        ),
      );
    });
  }

  const stages: { what: string; stage: BuildStage<string>; inputs: Record<string, unknown> }[] = [
    { what: "delivers artifacts", stage: { kind: "deliver", name: "next", artifacts }, inputs: ofDelivery },
    { what: "waits", stage: { kind: "wait", name: "next", duration: 90 }, inputs: ofWait },
    {
      what: "starts a deployment without the build's parameters",
      stage: { kind: "trigger-deployment", name: "next", deployPipelineId: "ocid1.devopsdeploypipeline.oc1..x" },
      inputs: {
        buildPipelineStageType: "TRIGGER_DEPLOYMENT_PIPELINE",
        deployPipelineId: "ocid1.devopsdeploypipeline.oc1..x",
        isPassAllParametersEnabled: false,
      },
    },
    {
      what: "starts a deployment with the build's parameters",
      stage: {
        kind: "trigger-deployment",
        name: "next",
        deployPipelineId: "ocid1.devopsdeploypipeline.oc1..x",
        passAllParameters: true,
      },
      inputs: {
        buildPipelineStageType: "TRIGGER_DEPLOYMENT_PIPELINE",
        deployPipelineId: "ocid1.devopsdeploypipeline.oc1..x",
        isPassAllParametersEnabled: true,
      },
    },
    { what: "builds with all defaults", stage: buildOf("next"), inputs: ofBuild },
    {
      what: "builds by another specification, for as long as it may",
      stage: buildOf("next", { spec: "ci/build.yaml", timeout: 1_800 }),
      inputs: { ...ofBuild, buildSpecFile: "ci/build.yaml", stageExecutionTimeoutInSeconds: 1_800 },
    },
    {
      what: "builds on a runner of its own size",
      stage: buildOf("next", { runner: { ocpus: 4, memoryInGbs: 16 } }),
      inputs: { ...ofBuild, buildRunnerShapeConfig: { buildRunnerType: "CUSTOM", ocpus: 4, memoryInGbs: 16 } },
    },
    {
      what: "builds in a subnet",
      stage: buildOf("next", { privateAccess: { subnetId: "ocid1.subnet.oc1..x", nsgIds: ["ocid1.nsg.oc1..x"] } }),
      inputs: {
        ...ofBuild,
        privateAccessConfig: {
          networkChannelType: "SERVICE_VNIC_CHANNEL",
          subnetId: "ocid1.subnet.oc1..x",
          nsgIds: ["ocid1.nsg.oc1..x"],
        },
      },
    },
    {
      what: "builds from a connection, with a second source beside it",
      stage: buildOf("next", {
        sources: [{ kind: "GITHUB", name: "shared", branch: "main", connectionId: CONNECTION, url: URL }, source],
      }),
      inputs: {
        ...ofBuild,
        primaryBuildSource: "shared",
        buildSourceCollection: {
          items: [
            { connectionType: "GITHUB", name: "shared", branch: "main", repositoryUrl: URL, connectionId: CONNECTION },
            sourceInputs,
          ],
        },
      },
    },
  ];

  for (const { what, stage: next, inputs } of stages) {
    it(`${what}`, async () => {
      const { inventory } = await inventoryOf(() => new BuildPipeline("orders", argsOf(build, next)));

      assert.deepEqual(
        inventory,
        sorted(component(["build", "next"]), pipeline(), stage("build", [], ofBuild), stage("next", ["build"], inputs)),
      );
    });
  }

  it("has parameters with their defaults", async () => {
    const args = { ...argsOf(build), parameters: { LOG_LEVEL: "info", REGION: "" } };

    const { inventory } = await inventoryOf(() => new BuildPipeline("orders", args));

    const items = [
      { name: "LOG_LEVEL", defaultValue: "info" },
      { name: "REGION", defaultValue: "" },
    ];
    assert.deepEqual(
      inventory,
      sorted(component(["build"]), pipeline({ buildPipelineParameters: { items } }), stage("build", [], ofBuild)),
    );
  });

  it("has no parameters when none is given", async () => {
    const args = { ...argsOf(build), parameters: {} };

    const { inventory } = await inventoryOf(() => new BuildPipeline("orders", args));

    assert.deepEqual(inventory, sorted(component(["build"]), pipeline(), stage("build", [], ofBuild)));
  });

  const refusals: { what: string; args: BuildPipelineArgs; message: string }[] = [
    { what: "there is no stage", args: argsOf(), message: "there is no stage; declare at least one" },
    {
      what: "two stages have one name",
      args: argsOf(build, build),
      message: "stage 'build' is declared more than once; give each a name of its own",
    },
    {
      what: "a stage follows one that is misspelt",
      args: argsOf(build, { kind: "wait", name: "rest", duration: 90, after: ["biuld"] }),
      message: "stage 'rest' follows 'biuld', which is not declared (declared: 'build', 'rest'); did you mean 'build'?",
    },
    {
      what: "a stage follows one that nobody has heard of",
      args: argsOf(build, { kind: "wait", name: "rest", duration: 90, after: ["quality-gate"] }),
      message:
        "stage 'rest' follows 'quality-gate', which is not declared (declared: 'build', 'rest'); " +
        "declare it or fix 'after'",
    },
    {
      what: "stages wait for each other",
      args: argsOf(buildOf("one", { after: ["two"] }), buildOf("two", { after: ["one"] })),
      message: "stages 'one', 'two' wait for each other; take one of their 'after' away",
    },
    {
      what: "a build may take too little time",
      args: argsOf(buildOf("build", { timeout: 59 })),
      message: "stage 'build': 'timeout' is 59, expected 60 to 28800 seconds; change it",
    },
    {
      what: "a wait is too long",
      args: argsOf(build, { kind: "wait", name: "rest", duration: 172_801 }),
      message: "stage 'rest': 'duration' is 172801, expected 5 to 172800 seconds; change it",
    },
    {
      what: "two sources have one name",
      args: argsOf(buildOf("build", { sources: [source, source] })),
      message: "stage 'build' has two sources 'orders-api', which is the folder that each is put into; rename one",
    },
    {
      what: "a stage delivers nothing",
      args: argsOf(build, { kind: "deliver", name: "deliver", artifacts: [] }),
      message: "stage 'deliver' delivers nothing; name an artifact",
    },
    {
      what: "a stage delivers before anything is built",
      args: argsOf({ kind: "deliver", name: "deliver", artifacts }, build),
      message: "stage 'deliver' delivers before anything is built; put it after a build stage",
    },
    {
      what: "a parameter has a name that OCI keeps for itself",
      args: { ...argsOf(build), parameters: { OCI_REGION: "x" } },
      message:
        "parameter 'OCI_REGION' is no name that OCI takes, expected letters, digits and '_', beginning with a letter, " +
        "but not with 'oci'; rename it",
    },
    {
      what: "stages and parameters are wrong, all of which it tells",
      args: { ...argsOf(buildOf("build", { timeout: 1 })), parameters: { "log-level": "x" } },
      message:
        "stage 'build': 'timeout' is 1, expected 60 to 28800 seconds; change it\n" +
        "  parameter 'log-level' is no name that OCI takes, expected letters, digits and '_', beginning with a letter, " +
        "but not with 'oci'; rename it",
    },
  ];

  for (const { what, args, message } of refusals) {
    it(`fails when ${what}`, async () => {
      assert.deepEqual(await refusal(args), { message: `BuildPipeline 'orders': ${message}`, inventory: nothing });
    });
  }
});
