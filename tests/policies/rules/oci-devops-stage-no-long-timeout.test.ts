import { types } from "../../../policies/graph/pipelines";
import { ociDevopsStageNoLongTimeout as rule } from "../../../policies/rules/oci-devops-stage-no-long-timeout";
import { UNKNOWN, type GivenResource } from "../judge";
import { testStacks } from "../stack-cases";

const stage = (type: string, props: Record<string, unknown>): readonly GivenResource[] => [{ type, name: "s", props }];
const message = (field: string, got: number, most = 7200) =>
  `stage 's': '${field}' is ${got}, expected at most ${most}; lower it`;

describe("oci-devops-stage-no-long-timeout", () =>
  testStacks(rule, {
    accepted: [
      { what: "two hours", given: stage(types.buildStage, { stageExecutionTimeoutInSeconds: 7200 }) },
      { what: "no timeout", given: stage(types.buildStage, {}) },
      { what: "one that is unknown", given: stage(types.deployStage, { timeoutInSeconds: UNKNOWN }) },
    ],
    refused: [
      {
        what: "a build of more",
        given: stage(types.buildStage, { stageExecutionTimeoutInSeconds: 7201 }),
        messages: [message("stageExecutionTimeoutInSeconds", 7201)],
      },
      {
        what: "a deploy stage of more",
        given: stage(types.deployStage, { timeoutInSeconds: 36_000 }),
        messages: [message("timeoutInSeconds", 36_000)],
      },
      {
        what: "more than the settings allow",
        given: stage(types.deployStage, { timeoutInSeconds: 600 }),
        config: { seconds: 300 },
        messages: [message("timeoutInSeconds", 600, 300)],
      },
    ],
  }));
