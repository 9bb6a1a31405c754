import { state, tags, text, type Kind, type ObjectShape } from "./kind";

const endpointConfig: ObjectShape = {
  properties: {
    isPublicIpEnabled: { type: "boolean" },
    nsgIds: { type: ["string"] },
    securityAttributes: { type: { map: "string" } },
    subnetId: { type: "string", required: true },
  },
};

const imagePolicyConfig: ObjectShape = {
  properties: {
    isPolicyEnabled: { type: "boolean" },
    keyDetails: { type: [{ properties: { kmsKeyId: { type: "string" } } }] },
  },
};

const tokenAuthentication: ObjectShape = {
  properties: {
    caCertificate: { type: "string" },
    clientId: { type: "string" },
    configurationFile: { type: "string" },
    groupsClaim: { type: "string" },
    groupsPrefix: { type: "string" },
    isOpenIdConnectAuthEnabled: { type: "boolean", required: true },
    issuerUrl: { type: "string" },
    requiredClaims: { type: [{ properties: { key: { type: "string" }, value: { type: "string" } } }] },
    signingAlgorithms: { type: ["string"] },
    usernameClaim: { type: "string" },
    usernamePrefix: { type: "string" },
  },
};

const tagged = { definedTags: { type: { map: "string" } }, freeformTags: { type: { map: "string" } } } as const;

const options: ObjectShape = {
  properties: {
    addOns: {
      type: { properties: { isKubernetesDashboardEnabled: { type: "boolean" }, isTillerEnabled: { type: "boolean" } } },
    },
    admissionControllerOptions: { type: { properties: { isPodSecurityPolicyEnabled: { type: "boolean" } } } },
    ipFamilies: { type: ["string"], replaceOnChange: true },
    kubernetesNetworkConfig: {
      type: {
        properties: {
          podsCidr: { type: "string", replaceOnChange: true },
          servicesCidr: { type: "string", replaceOnChange: true },
        },
      },
      replaceOnChange: true,
    },
    openIdConnectDiscovery: { type: { properties: { isOpenIdConnectDiscoveryEnabled: { type: "boolean" } } } },
    openIdConnectTokenAuthenticationConfig: { type: tokenAuthentication },
    persistentVolumeConfig: { type: { properties: tagged } },
    serviceLbConfig: { type: { properties: { ...tagged, backendNsgIds: { type: ["string"] } } } },
    serviceLbSubnetIds: { type: ["string"], replaceOnChange: true },
  },
};

const metadata: ObjectShape = {
  properties: Object.fromEntries(
    ["createdByUserId", "createdByWorkRequestId", "timeCreated", "timeUpdated", "updatedByUserId"].map((key) => [
      key,
      { type: "string" as const },
    ]),
  ),
};

/** OKE cluster: what services are deployed to. Its kubeconfig is had at `kubeconfig/content` below it. */
export const cluster: Kind = {
  token: "oci:ContainerEngine/cluster:Cluster",
  entity: "cluster",
  inputs: {
    ...tags,
    clusterPodNetworkOptions: {
      type: [{ properties: { cniType: { type: "string", required: true, replaceOnChange: true } } }],
      computed: true,
      replaceOnChange: true,
    },
    compartmentId: { type: "string", required: true, replaceOnChange: true },
    endpointConfig: { type: endpointConfig, action: "updateEndpointConfig" },
    imagePolicyConfig: { type: imagePolicyConfig, computed: true },
    kmsKeyId: { type: "string", computed: true, replaceOnChange: true },
    kubernetesVersion: { type: "string", required: true },
    name: { type: "string", computed: true, autonamed: true },
    options: { type: options, computed: true },
    type: { type: "string", computed: true, oneOf: ["BASIC_CLUSTER", "ENHANCED_CLUSTER"] },
    vcnId: { type: "string", required: true, replaceOnChange: true },
  },
  computed: {
    availableKubernetesUpgrades: { type: ["string"] },
    endpoints: { type: [{ map: "string" }] },
    lifecycleDetails: text,
    metadatas: { type: [metadata], attribute: "metadata" },
    openIdConnectDiscoveryEndpoint: text,
    openIdConnectDiscoveryKey: text,
    state,
  },
  rest: {
    base: "/20180222",
    collection: "clusters",
    target: "ACTIVE",
    workRequest: { entityType: "cluster", on: ["create", "update", "delete"], alone: true },
    list: "array",
    fill: (object, { userId, now }) => ({
      availableKubernetesUpgrades: [],
      endpoints: { kubernetes: `${String(object["id"]).slice(-10)}.invalid:6443` },
      metadata: { timeCreated: now, createdByUserId: userId },
      type: object["type"] ?? "BASIC_CLUSTER",
    }),
  },
  sdk: { package: "oci-containerengine", client: "ContainerEngineClient", noun: "Cluster" },
};
