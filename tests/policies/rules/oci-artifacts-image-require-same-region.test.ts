import { types } from "../../../policies/graph/pipelines";
import { ociArtifactsImageRequireSameRegion as rule } from "../../../policies/rules/oci-artifacts-image-require-same-region";
import { deployPipeline, resource, STATES, type State } from "../delivery";
import { UNKNOWN } from "../judge";
import { testStacks } from "../stack-cases";

const deployed = (state: State, imageUri: string, clusterId?: string) => [
  ...deployPipeline(state, "p", {
    release: [
      "OKE_DEPLOYMENT",
      ["p"],
      {},
      { okeClusterDeployEnvironmentId: "cluster", kubernetesManifestDeployArtifactIds: ["image"] },
    ],
  }),
  resource(state, types.environment, "cluster", clusterId === undefined ? {} : { clusterId }),
  resource(state, types.artifact, "image", { deployArtifactType: "DOCKER_IMAGE", deployArtifactSource: { imageUri } }),
];
const FRANKFURT = "ocid1.cluster.oc1.eu-frankfurt-1.a";

describe("oci-artifacts-image-require-same-region", () => {
  for (const state of STATES)
    describe(state, () =>
      testStacks(rule, {
        accepted: [
          { what: "the cluster's region by its key", given: deployed(state, "fra.ocir.io/a/b:1", FRANKFURT) },
          { what: "the cluster's region", given: deployed(state, "eu-frankfurt-1.ocir.io/a/b:1", FRANKFURT) },
          { what: "a host that is a placeholder", given: deployed(state, "${HOST}/a/b:1", FRANKFURT) },
          { what: "other registries", given: deployed(state, "docker.io/a/b:1", FRANKFURT) },
          { what: "an unknown cluster", given: deployed(state, "iad.ocir.io/a/b:1", UNKNOWN) },
          { what: "an environment without cluster", given: deployed(state, "iad.ocir.io/a/b:1") },
          { what: "an unknown image", given: deployed(state, UNKNOWN, FRANKFURT) },
        ],
        refused: [
          {
            what: "another region",
            given: deployed(state, "iad.ocir.io/a/b:1", FRANKFURT),
            about: "release",
            messages: [
              "pipeline 'p': stage 'release' deploys image 'iad.ocir.io/a/b:1' from region 'us-ashburn-1', expected " +
                "'eu-frankfurt-1', where its cluster is; deliver it there, and name that one",
            ],
          },
        ],
      }),
    );
});
