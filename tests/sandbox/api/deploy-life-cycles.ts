import { createProject } from "./build-life-cycles";
import type { LifeCycle, OracleClients } from "./oracle-clients";

async function createDeployPipeline({ devops }: OracleClients, projectId: string): Promise<string> {
  const { deployPipeline } = await devops.createDeployPipeline({ createDeployPipelineDetails: { projectId } });
  return deployPipeline.id;
}

const tried: readonly LifeCycle[] = [
  {
    token: "oci:DevOps/deployPipeline:DeployPipeline",
    state: "ACTIVE",
    create: async (clients, compartmentId, name) => {
      const projectId = await createProject(clients, compartmentId, name);
      return { id: await createDeployPipeline(clients, projectId), parentId: projectId };
    },
    get: async ({ devops }, { id }) => (await devops.getDeployPipeline({ deployPipelineId: id })).deployPipeline,
    list: async ({ devops }, compartmentId) =>
      (await devops.listDeployPipelines({ compartmentId })).deployPipelineCollection.items.map(({ id }) => id),
    update: async ({ devops }, { id }) => {
      const updateDeployPipelineDetails = { deployPipelineParameters: { items: [{ name: "A" }] } };
      await devops.updateDeployPipeline({ deployPipelineId: id, updateDeployPipelineDetails });
      return updateDeployPipelineDetails;
    },
    remove: ({ devops }, { id }) => devops.deleteDeployPipeline({ deployPipelineId: id }),
  },
  {
    token: "oci:DevOps/deployEnvironment:DeployEnvironment",
    state: "ACTIVE",
    create: async (clients, compartmentId, name) => {
      const projectId = await createProject(clients, compartmentId, name);
      const { deployEnvironment } = await clients.devops.createDeployEnvironment({
        createDeployEnvironmentDetails: {
          projectId,
          deployEnvironmentType: "OKE_CLUSTER",
          clusterId: "ocid1.cluster.oc1..a",
        },
      });
      return { id: deployEnvironment.id, parentId: projectId };
    },
    get: async ({ devops }, { id }) =>
      (await devops.getDeployEnvironment({ deployEnvironmentId: id })).deployEnvironment,
    list: async ({ devops }, compartmentId) =>
      (await devops.listDeployEnvironments({ compartmentId })).deployEnvironmentCollection.items.map(({ id }) => id),
    update: async ({ devops }, { id }) => {
      const updateDeployEnvironmentDetails = {
        deployEnvironmentType: "OKE_CLUSTER",
        clusterId: "ocid1.cluster.oc1..b",
      };
      await devops.updateDeployEnvironment({ deployEnvironmentId: id, updateDeployEnvironmentDetails });
      return updateDeployEnvironmentDetails;
    },
    remove: ({ devops }, { id }) => devops.deleteDeployEnvironment({ deployEnvironmentId: id }),
  },
  {
    token: "oci:DevOps/deployStage:DeployStage",
    state: "ACTIVE",
    create: async (clients, compartmentId, name) => {
      const projectId = await createProject(clients, compartmentId, name);
      const deployPipelineId = await createDeployPipeline(clients, projectId);
      const { deployStage } = await clients.devops.createDeployStage({
        createDeployStageDetails: {
          deployPipelineId,
          deployStagePredecessorCollection: { items: [{ id: deployPipelineId }] },
          deployStageType: "MANUAL_APPROVAL",
          approvalPolicy: { approvalPolicyType: "COUNT_BASED_APPROVAL", numberOfApprovalsRequired: 2 },
        },
      });
      return { id: deployStage.id, parentId: deployPipelineId };
    },
    get: async ({ devops }, { id }) => (await devops.getDeployStage({ deployStageId: id })).deployStage,
    list: async ({ devops }, compartmentId) =>
      (await devops.listDeployStages({ compartmentId })).deployStageCollection.items.map(({ id }) => id),
    update: async ({ devops }, { id }) => {
      const updateDeployStageDetails = {
        deployStageType: "MANUAL_APPROVAL",
        approvalPolicy: { approvalPolicyType: "COUNT_BASED_APPROVAL", numberOfApprovalsRequired: 1 },
      };
      await devops.updateDeployStage({ deployStageId: id, updateDeployStageDetails });
      return updateDeployStageDetails;
    },
    remove: ({ devops }, { id }) => devops.deleteDeployStage({ deployStageId: id }),
  },
  {
    token: "oci:ContainerEngine/cluster:Cluster",
    state: "ACTIVE",
    create: async ({ clusters }, compartmentId, name) => {
      const createClusterDetails = { compartmentId, name, kubernetesVersion: "v1.34.1", vcnId: "ocid1.vcn.oc1..a" };
      const { opcWorkRequestId } = await clusters.createCluster({ createClusterDetails });
      const { workRequest } = await clusters.getWorkRequest({ workRequestId: opcWorkRequestId });
      return { id: workRequest.resources?.[0]?.identifier ?? "", parentId: "" };
    },
    get: async ({ clusters }, { id }) => (await clusters.getCluster({ clusterId: id })).cluster,
    list: async ({ clusters }, compartmentId) =>
      (await clusters.listClusters({ compartmentId })).items.map(({ id }) => String(id)),
    update: async ({ clusters }, { id }) => {
      const updateClusterDetails = { kubernetesVersion: "v1.35.0" };
      await clusters.updateCluster({ clusterId: id, updateClusterDetails });
      return updateClusterDetails;
    },
    remove: ({ clusters }, { id }) => clusters.deleteCluster({ clusterId: id }),
  },
];

/** Lives of the kinds of the deploy half of a delivery path. */
export function deployLifeCycles(): readonly LifeCycle[] {
  return tried;
}
