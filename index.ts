import { Access } from "./components/access";
import { batchDebugLog } from "./components/debug-log";
import { homeProvider } from "./components/home-provider";
import { namesOf } from "./components/model/names";
import { Project } from "./components/project";
import { skipPromiseTraces } from "./components/promise-traces";
import { Registry } from "./components/registry";
import { readSettings } from "./components/settings";

skipPromiseTraces();
batchDebugLog();

const settings = readSettings();
const names = namesOf(settings.team, settings.environment);
const { tenancy, compartment, registryCompartment = compartment } = settings.platform;

const registry = new Registry("images", {
  compartmentId: registryCompartment,
  images: Object.fromEntries(
    settings.services.map(({ name, artifacts: { image, immutable } }) => [
      name,
      { repository: names.repository(image), immutable },
    ]),
  ),
});

const access = new Access(
  "access",
  {
    names,
    tenancyId: tenancy,
    compartmentId: compartment,
    registryCompartmentId: registryCompartment,
    repositories: settings.services.map(({ artifacts }) => names.repository(artifacts.image)),
  },
  { provider: homeProvider(settings.homeRegion, settings.provider) },
);

const project = new Project("delivery", {
  names,
  compartmentId: compartment,
  description: settings.description,
  emails: settings.notify.map(({ email }) => email),
  logRetention: settings.logs.retention,
  ...(settings.projectName ? { projectName: settings.projectName } : {}),
});

/** OCID of the DevOps project. */
export const projectId = project.projectId;
/** OCID of the topic that builds and deployments tell. */
export const topicId = project.topicId;
/** OCID of the log group that holds the project's service log. */
export const logGroupId = project.logGroupId;
/** OCIDs of the container repositories, by service. */
export const repositoryIds = registry.repositoryIds;
/** What the pipelines may do, statement by statement. */
export const statements = access.statements;
