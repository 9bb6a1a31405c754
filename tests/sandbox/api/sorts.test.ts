import { strict as assert } from "node:assert";

import { COMPARTMENT, startSandbox, type RunningSandbox } from "../harness";
import { objectOf, refusal, RELATED_NOT_FOUND, request } from "./requests";

const DEVOPS = "/20210630";

describe("what the REST API takes of a DevOps object", () => {
  let sandbox: RunningSandbox;
  let projectId: string;
  let buildPipelineId: string;

  const post = (path: string, body: object): ReturnType<typeof request> =>
    request(sandbox.endpoint, "POST", DEVOPS + path, body);

  before(async () => (sandbox = await startSandbox()));

  beforeEach(async () => {
    const project = { compartmentId: COMPARTMENT, name: "app", notificationConfig: { topicId: "t" } };
    projectId = String(objectOf(await post("/projects", project))["id"]);
    buildPipelineId = String(objectOf(await post("/buildPipelines", { projectId }))["id"]);
  });

  afterEach(() => sandbox.store.clear());

  after(() => sandbox.stop());

  const stage = (sort: object): object => ({
    buildPipelineId,
    buildPipelineStagePredecessorCollection: { items: [{ id: buildPipelineId }] },
    ...sort,
  });

  const mirror = (customSchedule?: string): object => ({
    projectId,
    name: "app",
    repositoryType: "MIRRORED",
    mirrorRepositoryConfig: {
      connectorId: "c",
      repositoryUrl: "https://example.com/app.git",
      triggerSchedule: { scheduleType: "CUSTOM", customSchedule },
    },
  });

  const missing: { what: string; path: string; body: () => object; message: string }[] = [
    {
      what: "a BUILD stage has no image",
      path: "/buildPipelineStages",
      body: () => stage({ buildPipelineStageType: "BUILD", buildSourceCollection: { items: [] } }),
      message: "'image' is required",
    },
    {
      what: "a BUILD stage has no sources",
      path: "/buildPipelineStages",
      body: () => stage({ buildPipelineStageType: "BUILD", image: "OL8_X86_64_STANDARD_10" }),
      message: "'buildSourceCollection' is required",
    },
    {
      what: "a DELIVER_ARTIFACT stage has no artifacts",
      path: "/buildPipelineStages",
      body: () => stage({ buildPipelineStageType: "DELIVER_ARTIFACT" }),
      message: "'deliverArtifactCollection' is required",
    },
    {
      what: "a WAIT stage does not say how long",
      path: "/buildPipelineStages",
      body: () => stage({ buildPipelineStageType: "WAIT" }),
      message: "'waitCriteria' is required",
    },
    {
      what: "a TRIGGER_DEPLOYMENT_PIPELINE stage names no pipeline",
      path: "/buildPipelineStages",
      body: () => stage({ buildPipelineStageType: "TRIGGER_DEPLOYMENT_PIPELINE", isPassAllParametersEnabled: true }),
      message: "'deployPipelineId' is required",
    },
    {
      what: "a source of a BUILD stage has no connection",
      path: "/buildPipelineStages",
      body: () =>
        stage({
          buildPipelineStageType: "BUILD",
          image: "OL8_X86_64_STANDARD_10",
          buildSourceCollection: { items: [{ connectionType: "GITHUB", name: "app" }] },
        }),
      message: "'buildSourceCollection.items[0].connectionId' is required",
    },
    {
      what: "a GitHub connection has no token",
      path: "/connections",
      body: () => ({ projectId, connectionType: "GITHUB_ACCESS_TOKEN" }),
      message: "'accessToken' is required",
    },
    {
      what: "a mirror with a schedule of its own does not say which",
      path: "/repositories",
      body: () => mirror(),
      message: "'mirrorRepositoryConfig.triggerSchedule.customSchedule' is required",
    },
  ];
  for (const { what, path, body, message } of missing) {
    it(`fails when ${what}`, async () => {
      const answer = await post(path, body());

      assert.deepEqual(
        { status: answer.status, body: answer.body },
        { status: 400, body: { code: "MissingParameter", message } },
      );
    });
  }

  const invalid: { what: string; path: string; body: () => object; message: string }[] = [
    {
      what: "a mirror's schedule is a cron line",
      path: "/repositories",
      body: () => mirror("0 */6 * * *"),
      message:
        `'mirrorRepositoryConfig.triggerSchedule.customSchedule' is "0 */6 * * *"; it must match ` +
        "^FREQ=(SECONDLY|MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY)(;[A-Z]+=[^;]+)*$",
    },
    {
      what: "a stage is of a type that is not there",
      path: "/buildPipelineStages",
      body: () => stage({ buildPipelineStageType: "APPROVE" }),
      message:
        `'buildPipelineStageType' is "APPROVE"; it must be one of ` +
        "BUILD, DELIVER_ARTIFACT, TRIGGER_DEPLOYMENT_PIPELINE, WAIT",
    },
    {
      what: "a repository is of a type that is not there",
      path: "/repositories",
      body: () => ({ projectId, name: "app", repositoryType: "COPIED" }),
      message: `'repositoryType' is "COPIED"; it must be one of HOSTED, MIRRORED, FORKED`,
    },
  ];
  for (const { what, path, body, message } of invalid) {
    it(`fails when ${what}`, async () => {
      const answer = await post(path, body());

      assert.deepEqual(
        { status: answer.status, body: answer.body },
        { status: 400, body: { code: "InvalidParameter", message } },
      );
    });
  }

  it("takes a mirror every six hours", async () => {
    const { status } = await post("/repositories", mirror("FREQ=HOURLY;INTERVAL=6"));

    assert.equal(status, 200);
  });

  it("fails when a change brings a value that is not taken", async () => {
    const id = String(objectOf(await post("/repositories", mirror("FREQ=DAILY")))["id"]);

    const answer = await request(sandbox.endpoint, "PUT", `${DEVOPS}/repositories/${id}`, {
      mirrorRepositoryConfig: { triggerSchedule: { scheduleType: "CUSTOM", customSchedule: "daily" } },
    });

    assert.deepEqual(refusal(answer), { status: 400, code: "InvalidParameter" });
  });

  it("forgets what belongs to another sort when a change brings a new one", async () => {
    const made = await post("/deployArtifacts", {
      projectId,
      deployArtifactType: "GENERIC_FILE",
      argumentSubstitutionMode: "NONE",
      deployArtifactSource: { deployArtifactSourceType: "INLINE", base64EncodedContent: "YQ==" },
    });
    const deployArtifactSource = { deployArtifactSourceType: "OCIR", imageUri: "fra.ocir.io/sandbox/app:1" };

    const answer = await request(sandbox.endpoint, "PUT", `${DEVOPS}/deployArtifacts/${String(objectOf(made)["id"])}`, {
      deployArtifactType: "DOCKER_IMAGE",
      deployArtifactSource,
    });

    assert.deepEqual(objectOf(answer)["deployArtifactSource"], deployArtifactSource);
  });

  it("fails when the project is not there", async () => {
    const answer = await post("/buildPipelines", { projectId: "ocid1.devopsproject.oc1..none" });

    assert.deepEqual(refusal(answer), RELATED_NOT_FOUND);
  });

  it("fails when a build pipeline stands where its project belongs", async () => {
    const answer = await post("/buildPipelines", { projectId: buildPipelineId });

    assert.deepEqual(refusal(answer), RELATED_NOT_FOUND);
  });

  it("fails when a project with a build pipeline is deleted", async () => {
    const answer = await request(sandbox.endpoint, "DELETE", `${DEVOPS}/projects/${projectId}`);

    assert.deepEqual(refusal(answer), { status: 409, code: "Conflict" });
  });

  it("fails when the name of a repository is taken in its project", async () => {
    const repository = { projectId, name: "app", repositoryType: "HOSTED" };
    await post("/repositories", repository);

    const answer = await post("/repositories", repository);

    assert.deepEqual(refusal(answer), { status: 409, code: "AlreadyExists" });
  });
});
