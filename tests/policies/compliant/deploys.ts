import { types } from "../../../policies/graph/pipelines";
import { deployPipeline, resource, type StageOf, type State } from "../delivery";
import type { GivenResource } from "../judge";
import {
  approval,
  approvedByTwo,
  artifact,
  cluster,
  declares,
  digest,
  manifest,
  ofProject,
  project,
  rollsBack,
  tags,
} from "./parts";

/** Stacks that deploy, by what they show. */
export const deploys: Readonly<Record<string, (state: State) => GivenResource[]>> = {
  "a Helm chart": (state) => [
    ...project(state),
    cluster(state),
    artifact(state, "chart", "HELM_CHART", {
      deployArtifactSourceType: "HELM_CHART",
      chartUrl: "oci://fra.ocir.io/acme/charts/shop",
      deployArtifactVersion: "${CHART_VERSION}",
    }),
    ...pipeline(state, [["CHART_VERSION", "1.0.0"]], {
      approve: approval(),
      deploy: [
        "OKE_HELM_CHART_DEPLOYMENT",
        ["approve"],
        { releaseName: "shop", namespace: "shop", ...rollsBack },
        { okeClusterDeployEnvironmentId: "cluster", helmChartDeployArtifactId: "chart" },
      ],
    }),
  ],

  "a function": (state) => [
    ...project(state),
    resource(state, types.environment, "function", { deployEnvironmentType: "FUNCTION", ...tags }, ofProject),
    artifact(state, "image", "DOCKER_IMAGE", {
      deployArtifactSourceType: "OCIR",
      imageUri: "fra.ocir.io/acme/thumbnail@${DIGEST}",
    }),
    ...pipeline(state, [digest], {
      approve: approval(),
      deploy: [
        "DEPLOY_FUNCTION",
        ["approve"],
        { functionTimeoutInSeconds: 30, maxMemoryInMbs: "256", ...tags },
        { functionDeployEnvironmentId: "function", dockerImageDeployArtifactId: "image" },
      ],
    }),
  ],

  "an instance group, rolling": (state) => [
    ...instances(state, ["fleet"]),
    ...pipeline(state, [["RELEASE", "1.0.0"]], {
      approve: approval(),
      roll: [
        "COMPUTE_INSTANCE_GROUP_ROLLING_DEPLOYMENT",
        ["approve"],
        { rolloutPolicy: { policyType: "COMPUTE_INSTANCE_GROUP_LINEAR_ROLLOUT_POLICY_BY_COUNT" }, ...rollsBack },
        { computeInstanceGroupDeployEnvironmentId: "fleet", deploymentSpecDeployArtifactId: "specification" },
      ],
    }),
  ],

  "an instance group, blue-green": (state) => [
    ...instances(state, ["blue", "green"]),
    ...pipeline(state, [["RELEASE", "1.0.0"]], {
      deploy: [
        "COMPUTE_INSTANCE_GROUP_BLUE_GREEN_DEPLOYMENT",
        [],
        tags,
        {
          deployEnvironmentIdA: "blue",
          deployEnvironmentIdB: "green",
          deploymentSpecDeployArtifactId: "specification",
        },
      ],
      approve: approval("deploy"),
      shift: [
        "COMPUTE_INSTANCE_GROUP_BLUE_GREEN_TRAFFIC_SHIFT",
        ["approve"],
        tags,
        { computeInstanceGroupBlueGreenDeploymentDeployStageId: "deploy" },
      ],
    }),
  ],

  "an instance group, canary": (state) => [
    ...instances(state, ["fleet"]),
    ...pipeline(state, [["RELEASE", "1.0.0"]], {
      canary: [
        "COMPUTE_INSTANCE_GROUP_CANARY_DEPLOYMENT",
        [],
        tags,
        { computeInstanceGroupDeployEnvironmentId: "fleet", deploymentSpecDeployArtifactId: "specification" },
      ],
      shift: [
        "COMPUTE_INSTANCE_GROUP_CANARY_TRAFFIC_SHIFT",
        ["canary"],
        ramp,
        { computeInstanceGroupCanaryDeployStageId: "canary" },
      ],
      approve: [
        "COMPUTE_INSTANCE_GROUP_CANARY_APPROVAL",
        ["shift"],
        approvedByTwo,
        { computeInstanceGroupCanaryTrafficShiftDeployStageId: "shift" },
      ],
      roll: [
        "COMPUTE_INSTANCE_GROUP_ROLLING_DEPLOYMENT",
        ["approve"],
        rollsBack,
        { computeInstanceGroupDeployEnvironmentId: "fleet", deploymentSpecDeployArtifactId: "specification" },
      ],
    }),
  ],

  "a manifest, rolling": (state) => [
    ...project(state),
    cluster(state),
    manifest(state),
    ...pipeline(state, [digest], { approve: approval(), deploy: rolling("approve") }),
  ],

  "a manifest, canary": (state) => [
    ...project(state),
    cluster(state),
    manifest(state),
    ...pipeline(state, [digest], {
      canary: [
        "OKE_CANARY_DEPLOYMENT",
        [],
        { canaryStrategy: { strategyType: "NGINX_CANARY_STRATEGY", namespace: "canary" }, ...tags },
        { okeClusterDeployEnvironmentId: "cluster", kubernetesManifestDeployArtifactIds: ["manifest"] },
      ],
      shift: ["OKE_CANARY_TRAFFIC_SHIFT", ["canary"], ramp, { okeCanaryDeployStageId: "canary" }],
      approve: ["OKE_CANARY_APPROVAL", ["shift"], approvedByTwo, { okeCanaryTrafficShiftDeployStageId: "shift" }],
      deploy: rolling("approve"),
    }),
  ],

  "a manifest, blue-green with a validation": (state) => [
    ...project(state),
    cluster(state),
    manifest(state),
    resource(state, types.environment, "check", { deployEnvironmentType: "FUNCTION", ...tags }, ofProject),
    ...pipeline(state, [digest], {
      deploy: [
        "OKE_BLUE_GREEN_DEPLOYMENT",
        [],
        {
          blueGreenStrategy: { strategyType: "NGINX_BLUE_GREEN_STRATEGY", namespaceA: "blue", namespaceB: "green" },
          ...tags,
        },
        { okeClusterDeployEnvironmentId: "cluster", kubernetesManifestDeployArtifactIds: ["manifest"] },
      ],
      validate: [
        "INVOKE_FUNCTION",
        ["deploy"],
        { isAsync: false, isValidationEnabled: true, ...tags },
        { functionDeployEnvironmentId: "check" },
      ],
      approve: approval("validate"),
      shift: ["OKE_BLUE_GREEN_TRAFFIC_SHIFT", ["approve"], tags, { okeBlueGreenDeployStageId: "deploy" }],
    }),
  ],

  "waits between two clusters": (state) => [
    ...project(state),
    cluster(state),
    cluster(state, "second"),
    manifest(state),
    ...pipeline(state, [digest], {
      approve: approval(),
      deploy: rolling("approve"),
      wait: ["WAIT", ["deploy"], { waitCriteria: { waitType: "ABSOLUTE_WAIT", waitDuration: "PT30M" }, ...tags }],
      follow: rolling("wait", "second"),
    }),
  ],

  "several services in one project": (state) => [
    ...project(state),
    cluster(state),
    ...["cart", "search", "mail"].flatMap((service) => [
      manifest(state, `${service}-manifest`, `fra.ocir.io/acme/${service}@\${DIGEST}`),
      ...deployPipeline(
        state,
        service,
        {
          [`${service}-approve`]: approval(),
          [`${service}-deploy`]: rolling(`${service}-approve`, "cluster", `${service}-manifest`),
        },
        { ...declares(digest), ...tags },
        ofProject,
      ),
    ]),
  ],
};

/** A tenth of the users. */
const ramp = { rolloutPolicy: { rampLimitPercent: 10, batchCount: 1, batchDelayInSeconds: 60 }, ...tags };

function pipeline(
  state: State,
  presets: readonly (readonly [string, string])[],
  stages: Record<string, StageOf>,
): GivenResource[] {
  return deployPipeline(state, "deploys", stages, { ...declares(...presets), ...tags }, ofProject);
}

function rolling(before: string, to = "cluster", what = "manifest"): StageOf {
  return [
    "OKE_DEPLOYMENT",
    [before],
    rollsBack,
    { okeClusterDeployEnvironmentId: to, kubernetesManifestDeployArtifactIds: [what] },
  ];
}

/** A project with environments of instances, and what is run on them. */
function instances(state: State, names: readonly string[]): GivenResource[] {
  return [
    ...project(state),
    ...names.map((name) =>
      resource(state, types.environment, name, { deployEnvironmentType: "COMPUTE_INSTANCE_GROUP", ...tags }, ofProject),
    ),
    artifact(state, "specification", "DEPLOYMENT_SPEC", {
      deployArtifactSourceType: "INLINE",
      base64encodedContent: "version: 1.0\ncomponent: deployment\nsteps:\n  - command: install ${RELEASE}\n",
    }),
  ];
}
