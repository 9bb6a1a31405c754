import { types } from "../../../policies/graph/pipelines";
import { registryTypes } from "../../../policies/graph/registries";
import { ociArtifactsRepositoryRequireOwnCompartment as rule } from "../../../policies/rules/oci-artifacts-repository-require-own-compartment";
import { buildPipeline, resource, STATES, type State } from "../delivery";
import { UNKNOWN, type GivenResource } from "../judge";
import { testStacks } from "../stack-cases";

const A = "ocid1.compartment.oc1..a";
const repository = (state: State, compartmentId?: string, displayName = "shop-prod/app", type = "container") =>
  resource(state, registryTypes[type as "container"], "repository", {
    displayName,
    ...(compartmentId === undefined ? {} : { compartmentId }),
  });
const builds = (state: State, compartmentId: string, name = "shop"): GivenResource[] => [
  resource(state, types.project, "project", { compartmentId, name }),
  ...buildPipeline(state, "builds", {}, {}, { projectId: "project" }),
];
/** Both are in a compartment that the stack makes, or the repository in another one. */
const made = (other: string): GivenResource[] => [
  { ...repository("first preview", UNKNOWN), behind: { compartmentId: [other] } },
  { type: types.project, name: "project", props: { compartmentId: UNKNOWN }, behind: { compartmentId: ["shop"] } },
  ...buildPipeline("first preview", "builds", {}, {}, { projectId: "project" }),
  ...["shop", "registry"].map((name) => ({ type: "oci:Identity/compartment:Compartment", name, props: { name } })),
];
const message = (shown = ` ('${A}')`, name = "shop-prod/app") =>
  `repository '${name}' is in the compartment of the build pipelines${shown}, expected another one in production; ` +
  "make it in a compartment of registries";

describe("oci-artifacts-repository-require-own-compartment", () => {
  for (const state of STATES)
    describe(state, () =>
      testStacks(rule, {
        accepted: [
          { what: "another compartment", given: [repository(state, "ocid1.compartment.oc1..b"), ...builds(state, A)] },
          { what: "the same outside production", given: [repository(state, A, "shop-dev/app"), ...builds(state, A)] },
          { what: "a stack that builds nothing", given: [repository(state, A)] },
          { what: "no compartment", given: [repository(state), ...builds(state, A)] },
          { what: "an unknown compartment", given: [repository(state, UNKNOWN), ...builds(state, A)] },
          { what: "another one that is made in this update", given: made("registry") },
        ],
        refused: [
          {
            what: "containers beside the builds",
            given: [repository(state, A), ...builds(state, A)],
            messages: [message()],
          },
          {
            what: "generic artifacts beside the builds",
            given: [repository(state, A, "shop-prod/app", "generic"), ...builds(state, A)],
            messages: [message()],
          },
          {
            what: "a project of production",
            given: [repository(state, A, "app"), ...builds(state, A, "shop-prod")],
            messages: [message(undefined, "app")],
          },
          { what: "a compartment that is made in this update", given: made("shop"), messages: [message("")] },
        ],
      }),
    );
});
