import { strict as assert } from "node:assert";

import { operationsOf } from "../../../components/model/operations";

const ids = { pipeline: "PIPELINE", stages: { approve: "APPROVE", shift: "SHIFT" } };

describe("operationsOf", () => {
  it("goes back by the traffic shift where the pipeline can't be run again", () => {
    assert.equal(
      operationsOf("blue-green", ids).back,
      "oci devops deployment create-single-stage-redeployment --pipeline-id PIPELINE --stage-id SHIFT --previous-deployment-id <deployment before>",
    );
  });

  it("goes back by the digest before everywhere else", () => {
    const { deploy, back } = operationsOf("rolling", ids);

    assert.equal(back, `${deploy}  # with digest and hash of the version before`);
    assert.match(deploy, /--deployment-arguments '\{"items": \[.*IMAGE_DIGEST.*BUILDRUN_HASH.*\]\}'$/);
  });

  it("has an approval where somebody is asked", () => {
    assert.match(operationsOf("helm", ids).approve ?? "", /^oci devops deployment approve .*--stage-id APPROVE /);
    assert.ok(!("approve" in operationsOf("helm", { pipeline: "PIPELINE", stages: {} })));
  });
});
