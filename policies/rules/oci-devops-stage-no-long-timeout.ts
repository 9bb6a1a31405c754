import { defineRule } from "../define-rule";
import { types } from "../graph/pipelines";
import { numberAt, textAt } from "../graph/values";
import { onTypes } from "../reading/types";

/** Fields that say how long a stage may take, in seconds. @see facts 2.5, 2.6 */
const FIELDS = ["stageExecutionTimeoutInSeconds", "timeoutInSeconds"] as const;

/** A stage that hangs holds up whoever waits for it, and pays for a runner meanwhile. */
export const ociDevopsStageNoLongTimeout = defineRule<{ readonly seconds: number }>(
  {
    name: "oci-devops-stage-no-long-timeout",
    description: "A stage that says how long it may take says no more than two hours.",
    severity: "low",
    enforcementLevel: "mandatory",
    remediationSteps: "Lower the stage's timeout to a little more than it takes.",
    tags: ["pipelines", "operations"],
    settings: {
      seconds: { type: "integer", minimum: 60, default: 7200, description: "Most that a stage may take, in seconds" },
    },
  },
  onTypes<{ readonly seconds: number }>([types.buildStage, types.deployStage], ({ name, props }, { seconds }) =>
    FIELDS.flatMap((field) => {
      const given = numberAt(props, field);
      if (given === undefined || given <= seconds) return [];
      return [
        `stage '${textAt(props, "displayName") ?? name}': '${field}' is ${given}, expected at most ${seconds}; lower it`,
      ];
    }),
  ),
);
