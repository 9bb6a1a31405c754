import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import * as pulumi from "@pulumi/pulumi";

import { BuildPipeline, type BuildPipelineArgs } from "../../components/build-pipeline";
import type { DeliveryPlan } from "../../components/model/plan";
import { ServiceDelivery } from "../../components/service-delivery";
import { TEMPLATES, templateText } from "../../buildspec/templates";
import { TEMPLATE_NAMES } from "../../buildspec/templates/names";
import { inventoryOf, type Registration } from "./inventory";

/** A specification that gives one image. */
function specOf(image: string): string {
  return [
    "version: 0.1",
    "component: build",
    "steps:",
    "  - {type: Command, command: make}",
    "outputArtifacts:",
    `  - {name: ${image}, type: DOCKER_IMAGE, location: "orders:1"}`,
    "",
  ].join("\n");
}

const args: BuildPipelineArgs = {
  projectId: "ocid1.devopsproject.oc1..shop",
  displayName: "orders-build",
  stages: [
    {
      kind: "build",
      name: "build",
      timeout: 600,
      sources: [
        {
          kind: "repository",
          name: "orders",
          branch: "main",
          repositoryId: "ocid1.devopsrepository.oc1..orders",
          url: "https://git.example.com/orders.git",
        },
      ],
    },
    {
      kind: "deliver",
      name: "deliver",
      artifacts: [{ name: "image", artifactId: "ocid1.devopsdeployartifact.oc1..a" }],
    },
  ],
};

type Specs = NonNullable<BuildPipelineArgs["specs"]>;

/** What a pipeline refuses to be made with; nothing but the component itself is registered by then. */
async function refusal(change: Partial<BuildPipelineArgs>): Promise<string> {
  const { made, inventory } = await inventoryOf(() => {
    try {
      return new BuildPipeline("orders", { ...args, ...change });
    } catch (error) {
      return error;
    }
  });
  assert.ok(pulumi.ResourceError.isInstance(made), String(made));
  assert.deepEqual(
    inventory.map(({ type }) => type),
    ["oci-delivery:index:BuildPipeline"],
  );
  return made.message;
}

async function inventoryWith(specs: Specs | undefined, preview: boolean): Promise<readonly Registration[]> {
  const { inventory } = await inventoryOf(() => new BuildPipeline("orders", specs ? { ...args, specs } : args), {
    preview,
  });
  return inventory;
}

describe("BuildPipeline, with the service's specification", () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "build-pipeline-"));
  const file = path.join(folder, "build_spec.yaml");
  after(() => fs.rmSync(folder, { recursive: true }));

  for (const preview of [true, false]) {
    it(`makes what it makes without, when the two agree${preview ? ", in a preview" : ""}`, async () => {
      fs.writeFileSync(file, specOf("image"));

      assert.deepEqual(
        await inventoryWith({ build: { path: file } }, preview),
        await inventoryWith(undefined, preview),
      );
    });
  }

  it("fails with all that the two contradict each other in", async () => {
    fs.writeFileSync(file, `timeoutInSeconds: 900\n${specOf("imgae")}`);

    assert.equal(
      await refusal({ specs: { build: { path: file } } }),
      `BuildPipeline 'orders': ${file}:1:19: timeoutInSeconds is 900, more than the 600 of stage 'build'; ` +
        "lower it, or raise the stage's timeout\n" +
        `  ${file}:1:1: stage 'deliver' delivers 'image', which no output artifact is called (produced: 'imgae'); ` +
        "did you mean 'imgae'?",
    );
  });

  it("fails by its text, which takes the place of the file's", async () => {
    assert.equal(
      await refusal({ specs: { build: { path: "generated", text: specOf("chart") } } }),
      "BuildPipeline 'orders': generated:1:1: stage 'deliver' delivers 'image', which no output artifact is called " +
        "(produced: 'chart'); produce it, or don't deliver it",
    );
  });

  it("fails when the secret of a vault variable is not granted", async () => {
    const text = `env: {vaultVariables: {TOKEN: ocid1.vaultsecret.oc1..npm}}\n${specOf("image")}`;

    assert.equal(
      await refusal({ specs: { build: { path: "spec", text } }, grantedSecrets: [] }),
      "BuildPipeline 'orders': spec:1:24: vault variable 'TOKEN' is a secret that the stack lets no build read; " +
        "name it in the service's build.secrets",
    );
  });

  it("fails when the file is not there", async () => {
    assert.equal(
      await refusal({ specs: { build: { path: "no/build_spec.yaml" } } }),
      "BuildPipeline 'orders': specification 'no/build_spec.yaml' of stage 'build' can't be read (ENOENT); correct the path",
    );
  });

  it("fails by its stages alone, when those are wrong", async () => {
    assert.equal(
      await refusal({ stages: [], specs: { build: { path: "no/build_spec.yaml" } } }),
      "BuildPipeline 'orders': there is no stage; declare at least one",
    );
  });
});

describe("ServiceDelivery, with the service's specification", () => {
  const plan: DeliveryPlan = {
    service: "orders-api",
    branch: "main",
    source: { kind: "hosted" },
    image: { repository: "shop-dev/orders-api", tags: ["build-${BUILDRUN_HASH}", "gitsha-${GIT_SHA}"] },
    manifestPath: "orders-api/k8s/deployment.yaml",
    parameters: {},
    build: { spec: "build_spec.yaml" },
  };
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "service-delivery-"));
  const file = path.join(folder, "build_spec.yaml");
  after(() => fs.rmSync(folder, { recursive: true }));

  async function madeWith(text: string): Promise<unknown> {
    fs.writeFileSync(file, text);
    const { made } = await inventoryOf(() => {
      try {
        return new ServiceDelivery("orders-api", {
          projectId: "ocid1.devopsproject.oc1..shop",
          registryAddress: "fra.ocir.io/axexample",
          genericRepositoryId: "ocid1.artifactrepository.oc1..shop",
          plan: { ...plan, check: { path: file, grantedSecrets: [] } },
        });
      } catch (error) {
        return error;
      }
    });
    return made;
  }

  for (const name of TEMPLATE_NAMES.filter((each) => each !== "multi-image")) {
    it(`takes the template '${name}'`, async () => {
      assert.ok((await madeWith(templateText(TEMPLATES[name]))) instanceof ServiceDelivery);
    });
  }

  it("fails when the specification gives an image alone, and exports nothing", async () => {
    const made = await madeWith(specOf("image"));

    assert.ok(pulumi.ResourceError.isInstance(made), String(made));
    assert.equal(
      made.message,
      `BuildPipeline 'orders-api-build': ${file}:1:1: 'shop-dev/orders-api:build-\${BUILDRUN_HASH}', which stage 'deliver' delivers 'image' to, has ` +
        "'BUILDRUN_HASH', neither an exported variable nor a parameter (known: none); export it, or declare the parameter\n" +
        `  ${file}:1:1: 'shop-dev/orders-api:gitsha-\${GIT_SHA}', which stage 'deliver' delivers 'image' to, has ` +
        "'GIT_SHA', neither an exported variable nor a parameter (known: none); export it, or declare the parameter\n" +
        `  ${file}:1:1: stage 'deliver' delivers 'manifest', which no output artifact is called (produced: 'image'); ` +
        "produce it, or don't deliver it\n" +
        `  ${file}:1:1: 'orders-api/k8s/deployment.yaml:\${BUILDRUN_HASH}', which stage 'deliver' delivers 'manifest' to, has ` +
        "'BUILDRUN_HASH', neither an exported variable nor a parameter (known: none); export it, or declare the parameter",
    );
  });
});
