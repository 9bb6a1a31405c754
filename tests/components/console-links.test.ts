import { strict as assert } from "node:assert";

import * as pulumi from "@pulumi/pulumi";

import { inventoryOf } from "./inventory";

import { consoleLinks, type ConsoleLinks, type ConsoleLinksArgs } from "../../components/console-links";

const args: ConsoleLinksArgs = {
  tenancy: "ocid1.tenancy.oc1..example",
  region: "eu-frankfurt-1",
  projectId: "PROJECT",
  imageRepositoryIds: { orders: "ORDERS", proxy: "PROXY" },
  services: [
    [
      "orders",
      {
        build: { buildPipelineId: "BUILD", repositoryId: pulumi.output("SOURCE") },
        deployment: { deployPipelineId: "DEPLOY" },
      },
    ],
    ["proxy", { deployment: { deployPipelineId: "PROXY-DEPLOY" } }],
  ],
};

const at = (path: string): string => `https://cloud.oracle.com/${path}?region=eu-frankfurt-1`;

describe("consoleLinks", () => {
  it("leads to the project, and to what each service has", async () => {
    const { made } = await inventoryOf(() => pulumi.output(consoleLinks(args)));

    const links = await (made as unknown as { promise(): Promise<ConsoleLinks> }).promise();
    assert.deepEqual(links, {
      project: at("devops-project/projects/PROJECT"),
      repositories: { orders: at("devops-coderepository/repositories/SOURCE") },
      images: { orders: at("registry/containers/repos/ORDERS"), proxy: at("registry/containers/repos/PROXY") },
      builds: { orders: at("devops-build/projects/PROJECT/build-pipelines/BUILD") },
      deployments: {
        orders: at("devops-deployment/projects/PROJECT/pipelines/DEPLOY"),
        proxy: at("devops-deployment/projects/PROJECT/pipelines/PROXY-DEPLOY"),
      },
    });
  });

  it("leads nowhere in a realm whose console is not known", () => {
    assert.equal(consoleLinks({ ...args, tenancy: "ocid1.tenancy.oc19..example" }), undefined);
  });
});
