import { defineRule, onEach } from "../define-rule";
import { types } from "../graph/pipelines";
import { textAt } from "../graph/values";

interface Settings {
  readonly images: readonly string[];
}

/**
 * A runner image that Oracle retires stops building on the day that it goes, and gets no fixes before.
 * @see https://docs.oracle.com/iaas/Content/devops/using/add_buildstage.htm an excerpt, read 2026-11-25
 */
export const ociDevopsBuildStageNoRetiredImage = defineRule<Settings>(
  {
    name: "oci-devops-build-stage-no-retired-image",
    description: "No build runs on a runner image that Oracle retires.",
    severity: "medium",
    enforcementLevel: "mandatory",
    remediationSteps: "Set 'image' to 'OL8_X86_64_STANDARD_10', and use Podman, or its command 'docker', in the steps.",
    tags: ["builds", "operations"],
    settings: {
      images: {
        type: "array",
        items: { type: "string" },
        default: ["OL7_X86_64_STANDARD_10"],
        description: "Runner images that are being retired",
      },
    },
  },
  onEach(types.buildStage, ({ name, props }, { images }) => {
    const image = textAt(props, "image");
    if (image === undefined || !images.includes(image)) return [];
    const message =
      `stage '${textAt(props, "displayName") ?? name}': runner image '${image}' is being retired, expected ` +
      "'OL8_X86_64_STANDARD_10'; set 'image'";
    return [{ message }];
  }),
);
