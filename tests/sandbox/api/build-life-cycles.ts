import type { LifeCycle, OracleClients } from "./oracle-clients";

/** Makes a project, and tells its OCID. */
export async function createProject({ devops }: OracleClients, compartmentId: string, name: string): Promise<string> {
  const notificationConfig = { topicId: "ocid1.onstopic.oc1..a" };
  const { project } = await devops.createProject({ createProjectDetails: { compartmentId, name, notificationConfig } });
  return project.id;
}

async function createBuildPipeline(clients: OracleClients, projectId: string): Promise<string> {
  const { buildPipeline } = await clients.devops.createBuildPipeline({ createBuildPipelineDetails: { projectId } });
  return buildPipeline.id;
}

async function createScanRecipe({ scanning }: OracleClients, compartmentId: string): Promise<string> {
  const { containerScanRecipe } = await scanning.createContainerScanRecipe({
    createContainerScanRecipeDetails: { compartmentId, scanSettings: { scanLevel: "STANDARD" as never } },
  });
  return containerScanRecipe.id;
}

const tried: readonly LifeCycle[] = [
  {
    token: "oci:DevOps/connection:Connection",
    state: "ACTIVE",
    create: async (clients, compartmentId, name) => {
      const projectId = await createProject(clients, compartmentId, name);
      const { connection } = await clients.devops.createConnection({
        createConnectionDetails: { projectId, connectionType: "GITHUB_ACCESS_TOKEN", accessToken: "secret" },
      });
      return { id: connection.id, parentId: projectId };
    },
    get: async ({ devops }, { id }) => (await devops.getConnection({ connectionId: id })).connection,
    list: async ({ devops }, compartmentId) =>
      (await devops.listConnections({ compartmentId })).connectionCollection.items.map(({ id }) => id),
    update: async ({ devops }, { id }) => {
      const updateConnectionDetails = { connectionType: "GITHUB_ACCESS_TOKEN", accessToken: "other" };
      await devops.updateConnection({ connectionId: id, updateConnectionDetails });
      return updateConnectionDetails;
    },
    remove: ({ devops }, { id }) => devops.deleteConnection({ connectionId: id }),
  },
  {
    token: "oci:DevOps/repository:Repository",
    state: "ACTIVE",
    create: async (clients, compartmentId, name) => {
      const projectId = await createProject(clients, compartmentId, name);
      const { repository } = await clients.devops.createRepository({
        createRepositoryDetails: { projectId, name, repositoryType: "HOSTED" },
      });
      return { id: repository.id, parentId: projectId };
    },
    get: async ({ devops }, { id }) => (await devops.getRepository({ repositoryId: id })).repository,
    list: async ({ devops }, compartmentId) =>
      (await devops.listRepositories({ compartmentId })).repositoryCollection.items.map(({ id }) => id),
    update: async ({ devops }, { id }) => {
      const updateRepositoryDetails = { description: "changed" };
      await devops.updateRepository({ repositoryId: id, updateRepositoryDetails });
      return updateRepositoryDetails;
    },
    remove: ({ devops }, { id }) => devops.deleteRepository({ repositoryId: id }),
  },
  {
    token: "oci:DevOps/buildPipeline:BuildPipeline",
    state: "ACTIVE",
    create: async (clients, compartmentId, name) => {
      const projectId = await createProject(clients, compartmentId, name);
      return { id: await createBuildPipeline(clients, projectId), parentId: projectId };
    },
    get: async ({ devops }, { id }) => (await devops.getBuildPipeline({ buildPipelineId: id })).buildPipeline,
    list: async ({ devops }, compartmentId) =>
      (await devops.listBuildPipelines({ compartmentId })).buildPipelineCollection.items.map(({ id }) => id),
    update: async ({ devops }, { id }) => {
      const updateBuildPipelineDetails = { buildPipelineParameters: { items: [{ name: "A", defaultValue: "1" }] } };
      await devops.updateBuildPipeline({ buildPipelineId: id, updateBuildPipelineDetails });
      return updateBuildPipelineDetails;
    },
    remove: ({ devops }, { id }) => devops.deleteBuildPipeline({ buildPipelineId: id }),
  },
  {
    token: "oci:DevOps/buildPipelineStage:BuildPipelineStage",
    state: "ACTIVE",
    create: async (clients, compartmentId, name) => {
      const projectId = await createProject(clients, compartmentId, name);
      const buildPipelineId = await createBuildPipeline(clients, projectId);
      const { buildPipelineStage } = await clients.devops.createBuildPipelineStage({
        createBuildPipelineStageDetails: {
          buildPipelineId,
          buildPipelineStagePredecessorCollection: { items: [{ id: buildPipelineId }] },
          buildPipelineStageType: "WAIT",
          waitCriteria: { waitType: "ABSOLUTE_WAIT", waitDuration: "PT5S" },
        },
      });
      return { id: buildPipelineStage.id, parentId: buildPipelineId };
    },
    get: async ({ devops }, { id }) =>
      (await devops.getBuildPipelineStage({ buildPipelineStageId: id })).buildPipelineStage,
    list: async ({ devops }, compartmentId) =>
      (await devops.listBuildPipelineStages({ compartmentId })).buildPipelineStageCollection.items.map(({ id }) => id),
    update: async ({ devops }, { id }) => {
      const updateBuildPipelineStageDetails = {
        buildPipelineStageType: "WAIT",
        waitCriteria: { waitType: "ABSOLUTE_WAIT", waitDuration: "PT6S" },
      };
      await devops.updateBuildPipelineStage({ buildPipelineStageId: id, updateBuildPipelineStageDetails });
      return updateBuildPipelineStageDetails;
    },
    remove: ({ devops }, { id }) => devops.deleteBuildPipelineStage({ buildPipelineStageId: id }),
  },
  {
    token: "oci:DevOps/deployArtifact:DeployArtifact",
    state: "ACTIVE",
    create: async (clients, compartmentId, name) => {
      const projectId = await createProject(clients, compartmentId, name);
      const { deployArtifact } = await clients.devops.createDeployArtifact({
        createDeployArtifactDetails: {
          projectId,
          deployArtifactType: "DOCKER_IMAGE",
          argumentSubstitutionMode: "NONE",
          deployArtifactSource: { deployArtifactSourceType: "OCIR", imageUri: "fra.ocir.io/sandbox/app:1" },
        },
      });
      return { id: deployArtifact.id, parentId: projectId };
    },
    get: async ({ devops }, { id }) => (await devops.getDeployArtifact({ deployArtifactId: id })).deployArtifact,
    list: async ({ devops }, compartmentId) =>
      (await devops.listDeployArtifacts({ compartmentId })).deployArtifactCollection.items.map(({ id }) => id),
    update: async ({ devops }, { id }) => {
      const deployArtifactSource = { deployArtifactSourceType: "OCIR", imageUri: "fra.ocir.io/sandbox/app:2" };
      await devops.updateDeployArtifact({
        deployArtifactId: id,
        updateDeployArtifactDetails: { deployArtifactSource: deployArtifactSource },
      });
      return { deployArtifactSource };
    },
    remove: ({ devops }, { id }) => devops.deleteDeployArtifact({ deployArtifactId: id }),
  },
  {
    token: "oci:DevOps/trigger:Trigger",
    state: "ACTIVE",
    create: async (clients, compartmentId, name) => {
      const projectId = await createProject(clients, compartmentId, name);
      const { triggerCreateResult } = await clients.devops.createTrigger({
        createTriggerDetails: {
          projectId,
          triggerSource: "DEVOPS_CODE_REPOSITORY",
          repositoryId: "ocid1.devopsrepository.oc1..a",
          actions: [{ type: "TRIGGER_BUILD_PIPELINE", buildPipelineId: "ocid1.devopsbuildpipeline.oc1..a" }],
        } as never,
      });
      return { id: triggerCreateResult.id, parentId: projectId };
    },
    get: async ({ devops }, { id }) => (await devops.getTrigger({ triggerId: id })).trigger,
    list: async ({ devops }, compartmentId) =>
      (await devops.listTriggers({ compartmentId })).triggerCollection.items.map(({ id }) => id),
    update: async ({ devops }, { id }) => {
      const filter = { triggerSource: "DEVOPS_CODE_REPOSITORY", events: ["PUSH"], include: { headRef: "main" } };
      const actions = [{ type: "TRIGGER_BUILD_PIPELINE", buildPipelineId: "ocid1.devopsbuildpipeline.oc1..a", filter }];
      const updateTriggerDetails = { triggerSource: "DEVOPS_CODE_REPOSITORY", actions };
      await devops.updateTrigger({ triggerId: id, updateTriggerDetails: updateTriggerDetails as never });
      return updateTriggerDetails;
    },
    remove: ({ devops }, { id }) => devops.deleteTrigger({ triggerId: id }),
  },
  {
    token: "oci:Artifacts/repository:Repository",
    state: "AVAILABLE",
    create: async ({ artifacts }, compartmentId, name) => {
      const { repository } = await artifacts.createRepository({
        createRepositoryDetails: { compartmentId, displayName: name, isImmutable: true, repositoryType: "GENERIC" },
      });
      return { id: repository.id, parentId: "" };
    },
    get: async ({ artifacts }, { id }) => (await artifacts.getRepository({ repositoryId: id })).repository,
    list: async ({ artifacts }, compartmentId) =>
      (await artifacts.listRepositories({ compartmentId })).repositoryCollection.items.map(({ id }) => id),
    update: async ({ artifacts }, { id }) => {
      const updateRepositoryDetails = { repositoryType: "GENERIC", description: "changed" };
      await artifacts.updateRepository({ repositoryId: id, updateRepositoryDetails });
      return updateRepositoryDetails;
    },
    remove: ({ artifacts }, { id }) => artifacts.deleteRepository({ repositoryId: id }),
    move: ({ artifacts }, { id }, compartmentId) =>
      artifacts.changeRepositoryCompartment({
        repositoryId: id,
        changeRepositoryCompartmentDetails: { compartmentId },
      }),
  },
  {
    token: "oci:VulnerabilityScanning/containerScanRecipe:ContainerScanRecipe",
    state: "ACTIVE",
    create: async (clients, compartmentId) => ({ id: await createScanRecipe(clients, compartmentId), parentId: "" }),
    get: async ({ scanning }, { id }) =>
      (await scanning.getContainerScanRecipe({ containerScanRecipeId: id })).containerScanRecipe,
    list: async ({ scanning }, compartmentId) =>
      (await scanning.listContainerScanRecipes({ compartmentId })).containerScanRecipeSummaryCollection.items.map(
        ({ id }) => id,
      ),
    update: async ({ scanning }, { id }) => {
      const updateContainerScanRecipeDetails = { imageCount: 4 };
      await scanning.updateContainerScanRecipe({ containerScanRecipeId: id, updateContainerScanRecipeDetails });
      return updateContainerScanRecipeDetails;
    },
    remove: ({ scanning }, { id }) => scanning.deleteContainerScanRecipe({ containerScanRecipeId: id }),
    move: ({ scanning }, { id }, compartmentId) =>
      scanning.changeContainerScanRecipeCompartment({
        containerScanRecipeId: id,
        changeContainerScanRecipeCompartmentDetails: { compartmentId },
      }),
  },
  {
    token: "oci:VulnerabilityScanning/containerScanTarget:ContainerScanTarget",
    state: "ACTIVE",
    create: async (clients, compartmentId, name) => {
      const containerScanRecipeId = await createScanRecipe(clients, compartmentId);
      const targetRegistry = { type: "OCIR", compartmentId, repositories: [name] };
      const { containerScanTarget } = await clients.scanning.createContainerScanTarget({
        createContainerScanTargetDetails: { compartmentId, containerScanRecipeId, targetRegistry },
      });
      return { id: containerScanTarget.id, parentId: containerScanRecipeId };
    },
    get: async ({ scanning }, { id }) =>
      (await scanning.getContainerScanTarget({ containerScanTargetId: id })).containerScanTarget,
    list: async ({ scanning }, compartmentId) =>
      (await scanning.listContainerScanTargets({ compartmentId })).containerScanTargetSummaryCollection.items.map(
        ({ id }) => id,
      ),
    update: async (clients, { id }) => {
      const containerScanRecipeId = await createScanRecipe(clients, "ocid1.compartment.oc1..other");
      await clients.scanning.updateContainerScanTarget({
        containerScanTargetId: id,
        updateContainerScanTargetDetails: { containerScanRecipeId },
      });
      return { containerScanRecipeId };
    },
    remove: ({ scanning }, { id }) => scanning.deleteContainerScanTarget({ containerScanTargetId: id }),
    move: ({ scanning }, { id }, compartmentId) =>
      scanning.changeContainerScanTargetCompartment({
        containerScanTargetId: id,
        changeContainerScanTargetCompartmentDetails: { compartmentId },
      }),
  },
  {
    token: "oci:Identity/tagNamespace:TagNamespace",
    state: "ACTIVE",
    create: async ({ identity }, compartmentId, name) => {
      const createTagNamespaceDetails = { compartmentId, name, description: "d" };
      const { tagNamespace } = await identity.createTagNamespace({ createTagNamespaceDetails });
      return { id: tagNamespace.id, parentId: "" };
    },
    get: async ({ identity }, { id }) => (await identity.getTagNamespace({ tagNamespaceId: id })).tagNamespace,
    list: async ({ identity }, compartmentId) =>
      (await identity.listTagNamespaces({ compartmentId })).items.map(({ id }) => String(id)),
    update: async ({ identity }, { id }) => {
      const updateTagNamespaceDetails = { isRetired: true };
      await identity.updateTagNamespace({ tagNamespaceId: id, updateTagNamespaceDetails });
      return updateTagNamespaceDetails;
    },
    remove: ({ identity }, { id }) => identity.deleteTagNamespace({ tagNamespaceId: id }),
    move: ({ identity }, { id }, compartmentId) =>
      identity.changeTagNamespaceCompartment({
        tagNamespaceId: id,
        changeTagNamespaceCompartmentDetail: { compartmentId },
      }),
  },
];

/** Lives of the kinds of the build half of a delivery path. */
export function buildLifeCycles(): readonly LifeCycle[] {
  return tried;
}
