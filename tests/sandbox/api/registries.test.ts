import { strict as assert } from "node:assert";

import { COMPARTMENT, startSandbox, type RunningSandbox } from "../harness";
import { lifeCycleOf, oracleClients, type Made, type OracleClients } from "./oracle-clients";
import { objectOf, request } from "./requests";

const CONTAINER = "oci:Artifacts/containerRepository:ContainerRepository";
const GENERIC = "oci:Artifacts/repository:Repository";

describe("registries that builds have filled", () => {
  let sandbox: RunningSandbox;
  let clients: OracleClients;
  let container: Made;
  let generic: Made;

  before(async () => {
    sandbox = await startSandbox();
    clients = oracleClients(sandbox.endpoint);
  });

  beforeEach(async () => {
    container = await lifeCycleOf(CONTAINER).create(clients, COMPARTMENT, "app");
    generic = await lifeCycleOf(GENERIC).create(clients, COMPARTMENT, "app");
    for (const version of ["1", "2"]) await request(sandbox.endpoint, "POST", "/sandbox/builds", { version });
  });

  afterEach(() => sandbox.store.clear());

  after(() => sandbox.stop());

  it("show images and artifacts to Oracle's SDK", async () => {
    const { artifacts } = clients;
    const { containerImageCollection } = await artifacts.listContainerImages({ compartmentId: COMPARTMENT });
    const asked = { compartmentId: COMPARTMENT, repositoryId: generic.id };
    const { genericArtifactCollection } = await artifacts.listGenericArtifacts(asked);

    assert.deepEqual(
      containerImageCollection.items.map(({ displayName }) => displayName),
      ["app:1", "app:2"],
    );
    assert.deepEqual(
      genericArtifactCollection.items.map(({ displayName }) => displayName),
      ["manifest.yaml:1", "manifest.yaml:2"],
    );
  });

  it("take the same version once", async () => {
    const answer = await request(sandbox.endpoint, "POST", "/sandbox/builds", { version: "2" });

    assert.equal((objectOf(answer)["made"] as unknown[]).length, 2);
    assert.equal(sandbox.store.childrenOf(container.id).length, 2);
  });

  it("fail to delete a generic repository, until its artifacts are deleted", async () => {
    const { artifacts } = clients;
    const refused = { statusCode: 409, serviceCode: "Conflict", message: /still holds 2 object\(s\)/ };
    await assert.rejects(artifacts.deleteRepository({ repositoryId: generic.id }), refused);

    for (const { id } of sandbox.store.childrenOf(generic.id))
      await artifacts.deleteGenericArtifact({ artifactId: id });

    await assert.doesNotReject(artifacts.deleteRepository({ repositoryId: generic.id }));
  });

  it("let a container repository take its images along", async () => {
    await clients.artifacts.deleteContainerRepository({ repositoryId: container.id });

    assert.deepEqual(
      sandbox.store.all().filter(({ id, parent }) => id === container.id || parent === container.id),
      [],
    );
  });

  it("fail for an artifact that is asked for as an image", async () => {
    const [artifact] = sandbox.store.childrenOf(generic.id);

    await assert.rejects(clients.artifacts.getContainerImage({ imageId: artifact?.id ?? "" }), { statusCode: 404 });
  });
});
