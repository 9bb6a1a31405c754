import { strict as assert } from "node:assert";

import { types } from "../../../policies/graph/pipelines";
import { ociDevopsBuildStageNoRetiredImage as rule } from "../../../policies/rules/oci-devops-build-stage-no-retired-image";
import { judgeOne, UNKNOWN, type Surroundings } from "../judge";

const judge = (props: Record<string, unknown>, where: Surroundings = {}, type: string = types.buildStage): string[] =>
  judgeOne(rule, type, props, "build", where).map(({ message }) => message);
const finding = (stage: string, image: string): string =>
  `stage '${stage}': runner image '${image}' is being retired, expected 'OL8_X86_64_STANDARD_10'; set 'image'`;
const OL7 = "OL7_X86_64_STANDARD_10";

describe("oci-devops-build-stage-no-retired-image", () => {
  it("accepts Oracle Linux 8", () => assert.deepEqual(judge({ image: "OL8_X86_64_STANDARD_10" }), []));

  it("fails when it is Oracle Linux 7", () => {
    assert.deepEqual(judge({ image: OL7 }), [finding("build", OL7)]);
    assert.deepEqual(judge({ image: OL7, displayName: "compile" }), [finding("compile", OL7)]);
  });

  it("fails when it is one that the settings name", () => {
    const config = { images: ["OL8_X86_64_STANDARD_10"] };

    assert.deepEqual(judge({ image: "OL8_X86_64_STANDARD_10" }, { config }), [
      finding("build", "OL8_X86_64_STANDARD_10"),
    ]);
    assert.deepEqual(judge({ image: OL7 }, { config }), []);
  });

  it("accepts stages without an image, and one that is unknown", () => {
    assert.deepEqual([...judge({}), ...judge({ image: UNKNOWN })], []);
  });

  it("leaves other resource types alone", () =>
    assert.deepEqual(judge({ image: OL7 }, {}, "oci:Core/image:Image"), []));
});
