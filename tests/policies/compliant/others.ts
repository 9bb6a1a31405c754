import { registryTypes } from "../../../policies/graph/registries";
import { kinds } from "../../../policies/reading/namespaces";
import { buildPipeline, deployPipeline, resource, type State } from "../delivery";
import type { GivenResource } from "../judge";
import {
  approval,
  build,
  cluster,
  compartmentId,
  declares,
  digest,
  manifest,
  ofProject,
  project,
  rollsBack,
  tags,
} from "./parts";

/** Stacks that build, keep and permit, by what they show. */
export const others: Readonly<Record<string, (state: State) => GivenResource[]>> = {
  "a hosted repository that is built on a push": (state) => [
    ...project(state),
    resource(state, "oci:DevOps/repository:Repository", "code", { repositoryType: "HOSTED", ...tags }, ofProject),
    ...buildPipeline(state, "builds", { build: build() }, tags, ofProject),
    trigger(state, "DEVOPS_CODE_REPOSITORY"),
  ],

  "a repository mirrored from GitHub": (state) => [
    ...project(state),
    resource(
      state,
      "oci:DevOps/connection:Connection",
      "github",
      { connectionType: "GITHUB_ACCESS_TOKEN", accessToken: "ocid1.vaultsecret.oc1.eu-frankfurt-1.token", ...tags },
      ofProject,
    ),
    resource(
      state,
      "oci:DevOps/repository:Repository",
      "code",
      {
        repositoryType: "MIRRORED",
        mirrorRepositoryConfig: { repositoryUrl: "https://github.com/acme/shop.git" },
        ...tags,
      },
      ofProject,
    ),
    ...buildPipeline(state, "builds", { build: build() }, tags, ofProject),
  ],

  "parallel builds that are joined, delivered and deployed": (state) => [
    ...project(state),
    cluster(state),
    manifest(state),
    ...deployPipeline(
      state,
      "deploys",
      {
        approve: approval(),
        deploy: [
          "OKE_DEPLOYMENT",
          ["approve"],
          rollsBack,
          { okeClusterDeployEnvironmentId: "cluster", kubernetesManifestDeployArtifactIds: ["manifest"] },
        ],
      },
      { ...declares(digest), ...tags },
      ofProject,
    ),
    ...buildPipeline(
      state,
      "builds",
      {
        compile: build(),
        test: build(),
        deliver: ["DELIVER_ARTIFACT", ["compile", "test"], tags],
        release: [
          "TRIGGER_DEPLOYMENT_PIPELINE",
          ["deliver"],
          { isPassAllParametersEnabled: true, ...tags },
          { deployPipelineId: "deploys" },
        ],
      },
      { buildPipelineParameters: { items: [{ name: "COLOUR", defaultValue: "blue" }] }, ...tags },
      ofProject,
    ),
  ],

  "a build runner in a private subnet": (state) => [
    ...project(state),
    ...buildPipeline(
      state,
      "builds",
      {
        build: build([], {
          buildRunnerShapeConfig: { buildRunnerType: "CUSTOM", ocpus: 2, memoryInGbs: 8 },
          privateAccessConfig: {
            networkChannelType: "PRIVATE_ENDPOINT_CHANNEL",
            subnetId: "ocid1.subnet.a",
            nsgIds: ["ocid1.networksecuritygroup.a"],
          },
        }),
      },
      tags,
      ofProject,
    ),
  ],

  "a stack of rights alone": (state) => [
    group(state, "builds", "devopsbuildpipeline"),
    group(state, "deploys", "devopsdeploypipeline"),
    resource(state, "oci:Identity/policy:Policy", "rights", {
      compartmentId,
      name: "rights",
      statements: [
        `Allow dynamic-group builds to read devops-repository in compartment id ${compartmentId}`,
        `Allow dynamic-group builds to manage repos in compartment id ${compartmentId} where any {request.permission = 'REPOSITORY_READ', request.permission = 'REPOSITORY_UPDATE'}`,
        `Allow dynamic-group builds to read secret-bundles in compartment id ${compartmentId} where target.secret.id = 'ocid1.vaultsecret.oc1.eu-frankfurt-1.token'`,
        `Allow dynamic-group deploys to read repos in compartment id ${compartmentId}`,
        `Allow dynamic-group deploys to use clusters in compartment id ${compartmentId} where target.cluster.id = 'ocid1.cluster.oc1.eu-frankfurt-1.main'`,
        `Allow group developers to read devops-family in compartment id ${compartmentId}`,
      ],
      ...tags,
    }),
  ],

  "a stack of namespaces alone": () => ["blue", "green"].flatMap(namespace),

  "registries that are scanned": (state) => [
    ...["shop", "mail"].map((displayName) =>
      resource(state, registryTypes.container, displayName, {
        compartmentId,
        displayName,
        isImmutable: true,
        isPublic: false,
        ...tags,
      }),
    ),
    resource(state, registryTypes.generic, "files", {
      compartmentId,
      displayName: "files",
      isImmutable: true,
      repositoryType: "GENERIC",
      ...tags,
    }),
    resource(state, registryTypes.scanRecipe, "recipe", { scanSettings: { scanLevel: "STANDARD" }, ...tags }),
    resource(
      state,
      registryTypes.scanTarget,
      "target",
      { targetRegistry: { compartmentId, type: "OCIR", repositories: ["shop", "mail"] }, ...tags },
      { containerScanRecipeId: "recipe" },
    ),
  ],

  "a vault with its key": vault,

  "a secret that expires": (state) => [
    ...vault(state),
    {
      ...resource(
        state,
        "oci:Vault/secret:Secret",
        "token",
        {
          compartmentId,
          secretName: "token",
          secretRules: [{ ruleType: "SECRET_EXPIRY_RULE", secretVersionExpiryInterval: "P90D" }],
          ...tags,
        },
        { vaultId: "vault", keyId: "key" },
      ),
      protect: true,
    },
  ],

  "a project with its topic, subscription and log": (state) => project(state),

  "tags of a namespace": (state) => {
    const definedTags = { "Operations.Environment": "shop", "Operations.Owner": "team", "Operations.CostCenter": "7" };
    return [...project(state), ...buildPipeline(state, "builds", { build: build() }, tags, ofProject)].map((each) => {
      const { freeformTags, ...props } = each.props;
      return freeformTags === undefined ? each : { ...each, props: { ...props, definedTags } };
    });
  },

  "an empty stack": () => [],
};

function trigger(state: State, triggerSource: string): GivenResource {
  return resource(
    state,
    "oci:DevOps/trigger:Trigger",
    "push",
    {
      triggerSource,
      actions: [
        {
          type: "TRIGGER_BUILD_PIPELINE",
          filter: { triggerSource, events: ["PUSH"], include: { headRef: "refs/heads/main" } },
          buildPipelineId: resource(state, "", "builds").props["id"],
        },
      ],
      ...tags,
    },
    { ...ofProject, repositoryId: "code" },
  );
}

function group(state: State, name: string, type: string): GivenResource {
  return resource(state, "oci:Identity/dynamicGroup:DynamicGroup", name, {
    name,
    matchingRule: `ALL {resource.type='${type}', resource.compartment.id='${compartmentId}'}`,
    ...tags,
  });
}

function vault(state: State): GivenResource[] {
  return [
    {
      ...resource(state, "oci:Kms/vault:Vault", "vault", { compartmentId, displayName: "vault", ...tags }),
      protect: true,
    },
    { ...resource(state, "oci:Kms/key:Key", "key", { compartmentId, displayName: "key", ...tags }), protect: true },
  ];
}

/** A namespace with a security standard, a quota, limits, no traffic by default, and a role that deploys. */
function namespace(name: string): GivenResource[] {
  const object = (type: string, kind: string, props: Record<string, unknown>): GivenResource => ({
    type,
    name: `${name}-${kind}`,
    props: { metadata: { name: kind, namespace: name }, ...props },
  });
  const role = { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: "deployer" };
  return [
    {
      type: kinds.namespace,
      name,
      props: { metadata: { name, labels: { "pod-security.kubernetes.io/enforce": "restricted" } } },
    },
    object(kinds.quota, "quota", { spec: { hard: { pods: "20", "limits.cpu": "8" } } }),
    object(kinds.limits, "limits", { spec: { limits: [{ type: "Container", default: { cpu: "500m" } }] } }),
    object(kinds.networkPolicy, "deny", { spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] } }),
    object(kinds.role, "deployer", {
      rules: [{ apiGroups: ["apps"], resources: ["deployments"], verbs: ["get", "create", "patch"] }],
    }),
    object(kinds.roleBinding, "deployers", { roleRef: role, subjects: [{ kind: "User", name: "deploys" }] }),
  ];
}
