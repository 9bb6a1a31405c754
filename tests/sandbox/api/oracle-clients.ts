import { ArtifactsClient } from "oci-artifacts";
import * as common from "oci-common";
import { ContainerEngineClient } from "oci-containerengine";
import { DevopsClient } from "oci-devops";
import { IdentityClient } from "oci-identity";
import { IdentityDomainsClient } from "oci-identitydomains";
import { KmsManagementClient, KmsVaultClient } from "oci-keymanagement";
import { LoggingManagementClient } from "oci-logging";
import { NotificationControlPlaneClient, NotificationDataPlaneClient } from "oci-ons";
import { VaultsClient } from "oci-vault";
import { VulnerabilityScanningClient } from "oci-vulnerabilityscanning";

import { FINGERPRINT, PRIVATE_KEY, TENANCY, USER, WORKLOAD_REGION } from "../harness";
import { buildLifeCycles } from "./build-life-cycles";
import { placeLifeCycles } from "./place-life-cycles";
import { deployLifeCycles } from "./deploy-life-cycles";
import { vaultLifeCycles } from "./vault-life-cycles";

/** Oracle's clients for the services of the sandbox's kinds, pointed at a local server. */
export interface OracleClients {
  readonly artifacts: ArtifactsClient;
  readonly clusters: ContainerEngineClient;
  readonly devops: DevopsClient;
  readonly domains: IdentityDomainsClient;
  readonly identity: IdentityClient;
  readonly keys: KmsManagementClient;
  readonly logging: LoggingManagementClient;
  readonly scanning: VulnerabilityScanningClient;
  readonly secrets: VaultsClient;
  readonly subscriptions: NotificationDataPlaneClient;
  readonly topics: NotificationControlPlaneClient;
  readonly vaults: KmsVaultClient;
}

type Constructor<Client> = new (parameters: common.AuthParams, configuration: common.ClientConfiguration) => Client;

/** @param endpoint e.g. `http://127.0.0.1:40123` */
export function oracleClients(endpoint: string): OracleClients {
  const authenticationDetailsProvider = new common.SimpleAuthenticationDetailsProvider(
    TENANCY,
    USER,
    FINGERPRINT,
    PRIVATE_KEY,
    null,
    common.Region.fromRegionId(WORKLOAD_REGION),
  );
  const connect = <Client extends { endpoint: string }>(Service: Constructor<Client>): Client => {
    const client = new Service(
      { authenticationDetailsProvider },
      {
        retryConfiguration: common.NoRetryConfigurationDetails,
        circuitBreaker: new common.CircuitBreaker({ disableClientCircuitBreaker: true }),
      },
    );
    client.endpoint = endpoint;
    return client;
  };

  return {
    artifacts: connect(ArtifactsClient),
    clusters: connect(ContainerEngineClient),
    devops: connect(DevopsClient),
    domains: connect(IdentityDomainsClient),
    identity: connect(IdentityClient),
    keys: connect(KmsManagementClient),
    logging: connect(LoggingManagementClient),
    scanning: connect(VulnerabilityScanningClient),
    secrets: connect(VaultsClient),
    subscriptions: connect(NotificationDataPlaneClient),
    topics: connect(NotificationControlPlaneClient),
    vaults: connect(KmsVaultClient),
  };
}

/** The life of one kind's objects, through the operations of Oracle's SDK. */
export interface LifeCycle {
  /** Pulumi type token of the kind. */
  readonly token: string;
  /** OCI's word for the state after creation. */
  readonly state: "ACTIVE" | "AVAILABLE" | "ENABLED" | "PENDING";
  /** Makes an object of that name, after what it stands in. Returns its OCID, and that of its parent if it has one. */
  readonly create: (clients: OracleClients, compartmentId: string, name: string) => Promise<Made>;
  readonly get: (clients: OracleClients, made: Made) => Promise<object>;
  /** OCIDs of the objects in a compartment. */
  readonly list: (clients: OracleClients, compartmentId: string, made: Made) => Promise<string[]>;
  /** Changes one attribute. Returns what a GET must then show. */
  readonly update: (clients: OracleClients, made: Made) => Promise<Record<string, unknown>>;
  readonly remove: (clients: OracleClients, made: Made) => Promise<unknown>;
  /** Missing where the kind's objects stay in the compartment they were made in. */
  readonly move?: (clients: OracleClients, made: Made, compartmentId: string) => Promise<unknown>;
}

export interface Made {
  readonly id: string;
  readonly parentId: string;
}

/** Waits for a work request of Logging, whose creations answer with nothing else. Returns the OCID that it names. */
async function loggingId({ logging }: OracleClients, workRequestId: string): Promise<string> {
  const { workRequest } = await logging.getWorkRequest({ workRequestId });
  return workRequest.resources?.[0]?.identifier ?? "";
}

async function createLogGroup(clients: OracleClients, compartmentId: string, name: string): Promise<string> {
  const createLogGroupDetails = { compartmentId, displayName: name };
  const { opcWorkRequestId } = await clients.logging.createLogGroup({ createLogGroupDetails });
  return loggingId(clients, opcWorkRequestId);
}

async function createTopic({ topics }: OracleClients, compartmentId: string, name: string): Promise<string> {
  const { notificationTopic } = await topics.createTopic({ createTopicDetails: { compartmentId, name } });
  return notificationTopic.topicId;
}

const GROUP_SCHEMA = "urn:ietf:params:scim:schemas:oracle:idcs:DynamicResourceGroup";

const tried: readonly LifeCycle[] = [
  {
    token: "oci:Identity/dynamicGroup:DynamicGroup",
    state: "ACTIVE",
    create: async ({ identity }, compartmentId, name) => {
      const createDynamicGroupDetails = {
        compartmentId,
        name,
        description: "d",
        matchingRule: "ANY {resource.type = 'devopsconnection'}",
      };
      const { dynamicGroup } = await identity.createDynamicGroup({ createDynamicGroupDetails });
      return { id: dynamicGroup.id, parentId: "" };
    },
    get: async ({ identity }, { id }) => (await identity.getDynamicGroup({ dynamicGroupId: id })).dynamicGroup,
    list: async ({ identity }, compartmentId) =>
      (await identity.listDynamicGroups({ compartmentId })).items.map(({ id }) => id),
    update: async ({ identity }, { id }) => {
      const updateDynamicGroupDetails = { matchingRule: "ALL {resource.type = 'devopsrepository'}" };
      await identity.updateDynamicGroup({ dynamicGroupId: id, updateDynamicGroupDetails });
      return updateDynamicGroupDetails;
    },
    remove: ({ identity }, { id }) => identity.deleteDynamicGroup({ dynamicGroupId: id }),
  },
  {
    token: "oci:Identity/domainsDynamicResourceGroup:DomainsDynamicResourceGroup",
    state: "ACTIVE",
    create: async ({ domains }, _compartmentId, displayName) => {
      const dynamicResourceGroup = {
        schemas: [GROUP_SCHEMA],
        displayName,
        matchingRule: "ANY {resource.type = 'devopsconnection'}",
      };
      const { dynamicResourceGroup: made } = await domains.createDynamicResourceGroup({ dynamicResourceGroup });
      return { id: made.id ?? "", parentId: "" };
    },
    get: async ({ domains }, { id }) =>
      (await domains.getDynamicResourceGroup({ dynamicResourceGroupId: id })).dynamicResourceGroup,
    list: async ({ domains }) =>
      (await domains.listDynamicResourceGroups({})).dynamicResourceGroups.resources.map(({ id }) => id ?? ""),
    update: async ({ domains }, { id }) => {
      const dynamicResourceGroup = {
        schemas: [GROUP_SCHEMA],
        displayName: "changed",
        matchingRule: "ALL {resource.type = 'devopsrepository'}",
      };
      await domains.putDynamicResourceGroup({ dynamicResourceGroupId: id, dynamicResourceGroup });
      return dynamicResourceGroup;
    },
    remove: ({ domains }, { id }) => domains.deleteDynamicResourceGroup({ dynamicResourceGroupId: id }),
  },
  {
    token: "oci:Identity/policy:Policy",
    state: "ACTIVE",
    create: async ({ identity }, compartmentId, name) => {
      const statements = ["Allow group admins to manage all-resources in tenancy"];
      const createPolicyDetails = { compartmentId, name, description: "d", statements };
      return { id: (await identity.createPolicy({ createPolicyDetails })).policy.id, parentId: "" };
    },
    get: async ({ identity }, { id }) => (await identity.getPolicy({ policyId: id })).policy,
    list: async ({ identity }, compartmentId) =>
      (await identity.listPolicies({ compartmentId })).items.map(({ id }) => id),
    update: async ({ identity }, { id }) => {
      const updatePolicyDetails = { statements: ["Allow group auditors to inspect all-resources in tenancy"] };
      await identity.updatePolicy({ policyId: id, updatePolicyDetails });
      return updatePolicyDetails;
    },
    remove: ({ identity }, { id }) => identity.deletePolicy({ policyId: id }),
  },
  {
    token: "oci:Ons/notificationTopic:NotificationTopic",
    state: "ACTIVE",
    create: async (clients, compartmentId, name) => ({
      id: await createTopic(clients, compartmentId, name),
      parentId: "",
    }),
    get: async ({ topics }, { id }) => (await topics.getTopic({ topicId: id })).notificationTopic,
    list: async ({ topics }, compartmentId) =>
      (await topics.listTopics({ compartmentId })).items.map(({ topicId }) => topicId),
    update: async ({ topics }, { id }) => {
      const topicAttributesDetails = { description: "changed" };
      await topics.updateTopic({ topicId: id, topicAttributesDetails });
      return topicAttributesDetails;
    },
    remove: ({ topics }, { id }) => topics.deleteTopic({ topicId: id }),
    move: ({ topics }, { id }, compartmentId) =>
      topics.changeTopicCompartment({ topicId: id, changeTopicCompartmentDetails: { compartmentId } }),
  },
  {
    token: "oci:Ons/subscription:Subscription",
    state: "PENDING",
    create: async (clients, compartmentId, name) => {
      const topicId = await createTopic(clients, compartmentId, name);
      const createSubscriptionDetails = { compartmentId, topicId, protocol: "EMAIL", endpoint: `${name}@example.com` };
      const { subscription } = await clients.subscriptions.createSubscription({ createSubscriptionDetails });
      return { id: subscription.id, parentId: topicId };
    },
    get: async ({ subscriptions }, { id }) =>
      (await subscriptions.getSubscription({ subscriptionId: id })).subscription,
    list: async ({ subscriptions }, compartmentId) =>
      (await subscriptions.listSubscriptions({ compartmentId })).items.map(({ id }) => id),
    update: async ({ subscriptions }, { id }) => {
      const updateSubscriptionDetails = { freeformTags: { team: "a" } };
      await subscriptions.updateSubscription({ subscriptionId: id, updateSubscriptionDetails });
      return updateSubscriptionDetails;
    },
    remove: ({ subscriptions }, { id }) => subscriptions.deleteSubscription({ subscriptionId: id }),
    move: ({ subscriptions }, { id }, compartmentId) =>
      subscriptions.changeSubscriptionCompartment({
        subscriptionId: id,
        changeSubscriptionCompartmentDetails: { compartmentId },
      }),
  },
  {
    token: "oci:Logging/logGroup:LogGroup",
    state: "ACTIVE",
    create: async (clients, compartmentId, name) => ({
      id: await createLogGroup(clients, compartmentId, name),
      parentId: "",
    }),
    get: async ({ logging }, { id }) => (await logging.getLogGroup({ logGroupId: id })).logGroup,
    list: async ({ logging }, compartmentId) =>
      (await logging.listLogGroups({ compartmentId })).items.map(({ id }) => id),
    update: async ({ logging }, { id }) => {
      const updateLogGroupDetails = { displayName: "changed" };
      await logging.updateLogGroup({ logGroupId: id, updateLogGroupDetails });
      return updateLogGroupDetails;
    },
    remove: ({ logging }, { id }) => logging.deleteLogGroup({ logGroupId: id }),
    move: ({ logging }, { id }, compartmentId) =>
      logging.changeLogGroupCompartment({ logGroupId: id, changeLogGroupCompartmentDetails: { compartmentId } }),
  },
  {
    token: "oci:Logging/log:Log",
    state: "ACTIVE",
    create: async (clients, compartmentId, name) => {
      const parentId = await createLogGroup(clients, compartmentId, name);
      const { opcWorkRequestId } = await clients.logging.createLog({
        logGroupId: parentId,
        createLogDetails: { displayName: name, logType: "CUSTOM" as never },
      });
      return { id: await loggingId(clients, opcWorkRequestId), parentId };
    },
    get: async ({ logging }, { id, parentId }) => (await logging.getLog({ logGroupId: parentId, logId: id })).log,
    list: async ({ logging }, _compartmentId, { parentId }) =>
      (await logging.listLogs({ logGroupId: parentId })).items.map(({ id }) => id),
    update: async ({ logging }, { id, parentId }) => {
      const updateLogDetails = { isEnabled: false };
      await logging.updateLog({ logGroupId: parentId, logId: id, updateLogDetails });
      return updateLogDetails;
    },
    remove: ({ logging }, { id, parentId }) => logging.deleteLog({ logGroupId: parentId, logId: id }),
  },
  {
    token: "oci:DevOps/project:Project",
    state: "ACTIVE",
    create: async ({ devops }, compartmentId, name) => {
      const notificationConfig = { topicId: "ocid1.onstopic.oc1..a" };
      const { project } = await devops.createProject({
        createProjectDetails: { compartmentId, name, notificationConfig },
      });
      return { id: project.id, parentId: "" };
    },
    get: async ({ devops }, { id }) => (await devops.getProject({ projectId: id })).project,
    list: async ({ devops }, compartmentId) =>
      (await devops.listProjects({ compartmentId })).projectCollection.items.map(({ id }) => id),
    update: async ({ devops }, { id }) => {
      const updateProjectDetails = { description: "changed" };
      await devops.updateProject({ projectId: id, updateProjectDetails });
      return updateProjectDetails;
    },
    remove: ({ devops }, { id }) => devops.deleteProject({ projectId: id }),
    move: ({ devops }, { id }, compartmentId) =>
      devops.changeProjectCompartment({ projectId: id, changeProjectCompartmentDetails: { compartmentId } }),
  },
  {
    token: "oci:Artifacts/containerRepository:ContainerRepository",
    state: "AVAILABLE",
    create: async ({ artifacts }, compartmentId, name) => {
      const createContainerRepositoryDetails = { compartmentId, displayName: name };
      const { containerRepository } = await artifacts.createContainerRepository({ createContainerRepositoryDetails });
      return { id: containerRepository.id, parentId: "" };
    },
    get: async ({ artifacts }, { id }) =>
      (await artifacts.getContainerRepository({ repositoryId: id })).containerRepository,
    list: async ({ artifacts }, compartmentId) =>
      (await artifacts.listContainerRepositories({ compartmentId })).containerRepositoryCollection.items.map(
        ({ id }) => id,
      ),
    update: async ({ artifacts }, { id }) => {
      const updateContainerRepositoryDetails = { isImmutable: true };
      await artifacts.updateContainerRepository({ repositoryId: id, updateContainerRepositoryDetails });
      return updateContainerRepositoryDetails;
    },
    remove: ({ artifacts }, { id }) => artifacts.deleteContainerRepository({ repositoryId: id }),
    move: ({ artifacts }, { id }, compartmentId) =>
      artifacts.changeContainerRepositoryCompartment({
        repositoryId: id,
        changeContainerRepositoryCompartmentDetails: { compartmentId },
      }),
  },
];

/** How to make, read, change and delete objects of each kind. */
export function lifeCycles(): readonly LifeCycle[] {
  return [...tried, ...buildLifeCycles(), ...deployLifeCycles(), ...placeLifeCycles(), ...vaultLifeCycles()];
}

/** @param token Pulumi type token @throws Error when there is no such kind */
export function lifeCycleOf(token: string): LifeCycle {
  const life = lifeCycles().find((each) => each.token === token);
  if (!life) throw new Error(`no life cycle is tried for '${token}'`);
  return life;
}
