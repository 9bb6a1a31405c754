import { strict as assert } from "node:assert";

import { consoleOf, type ConsolePage } from "../../../components/model/console";

const TENANCY = "ocid1.tenancy.oc1..example";
const REGION = "eu-frankfurt-1";

describe("consoleOf", () => {
  const pages: readonly { page: ConsolePage; path: string }[] = [
    { page: "project", path: "devops-project/projects/ID" },
    { page: "repository", path: "devops-coderepository/repositories/ID" },
    { page: "build-pipeline", path: "devops-build/projects/PROJECT/build-pipelines/ID" },
    { page: "deploy-pipeline", path: "devops-deployment/projects/PROJECT/pipelines/ID" },
    { page: "images", path: "registry/containers/repos/ID" },
  ];
  for (const { page, path } of pages) {
    it(`finds the page '${page}', in the region of the workload`, () => {
      assert.equal(
        consoleOf(TENANCY, REGION)?.(page, "ID", "PROJECT"),
        `https://cloud.oracle.com/${path}?region=${REGION}`,
      );
    });
  }

  it("knows no page in a realm whose console is not known", () => {
    assert.equal(consoleOf("ocid1.tenancy.oc19..example", REGION), undefined);
  });
});
