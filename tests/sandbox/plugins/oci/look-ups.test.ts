import { strict as assert } from "node:assert";

import { parse } from "yaml";

import { kinds } from "../../../../sandbox/kinds";
import type { Properties } from "../../../../sandbox/plugins/values";
import { lookUpOf } from "../../../../sandbox/plugins/oci/functions";
import { sharedFacts } from "../../../shared-facts";
import {
  COMPARTMENT,
  RunningPlugin,
  startSandbox,
  USER,
  type PluginConnection,
  type RunningSandbox,
} from "../../harness";
import {
  AUTH_TOKEN,
  CLUSTER,
  CONTAINER_CONFIGURATION,
  REPOSITORY,
  makeSample,
  samples,
  SECRET,
  type Sample,
} from "./resources";

type Facts = {
  functions: Record<string, { inputs: Record<string, { required?: boolean }>; outputs: string[] } | undefined>;
};

const facts = sharedFacts("provider/oci-4.20.0.json") as Facts | undefined;

const sampleOf = (wanted: string): Sample => samples.find(({ token }) => token === wanted) as Sample;

describe("the OCI plugin", () => {
  let sandbox: RunningSandbox;
  let plugin: RunningPlugin;
  let connection: PluginConnection;

  before(async () => {
    sandbox = await startSandbox();
    plugin = await RunningPlugin.start(sandbox.endpoint);
    connection = await plugin.configured();
  });

  afterEach(() => sandbox.store.clear());

  after(async () => {
    plugin.stop();
    await sandbox.stop();
  });

  describe("looks up", () => {
    const make = (sample: Parameters<typeof makeSample>[1]): ReturnType<typeof makeSample> =>
      makeSample(connection, sample);

    describe("as the official plugin has it (needs ../shared)", () => {
      before(function () {
        if (!facts) this.skip();
      });

      for (const kind of kinds) {
        const token = lookUpOf(kind);
        const official = facts?.functions[token];
        if (!official) continue;
        it(token, async () => {
          const { id } = await make(sampleOf(kind.token));
          const [argument = ""] = Object.keys(official.inputs).filter((name) => official.inputs[name]?.required);

          const found = await connection.invoke(token, { [argument]: id });

          const strange = Object.keys(found).filter((key) => !official.outputs.includes(key));
          assert.deepEqual(strange, []);
          assert.equal(found["id"], id);
        });
      }
    });

    it("has an object of a resource in a list of one", async () => {
      const { id } = await make(sampleOf(REPOSITORY));

      const { readmes, displayName } = await connection.invoke(
        "oci:Artifacts/getContainerRepository:getContainerRepository",
        { repositoryId: id },
      );

      assert.deepEqual(
        { readmes, displayName },
        { readmes: [{ content: "# app", format: "text/markdown" }], displayName: "app" },
      );
    });

    it("fails for what is not there", async () => {
      await assert.rejects(
        connection.invoke("oci:DevOps/getProject:getProject", { projectId: "ocid1.devopsproject.oc1..none" }),
        /404-NotAuthorizedOrNotFound/,
      );
    });

    it("has the kubeconfig of a cluster, held here or not", async () => {
      const clusterId = "ocid1.cluster.oc1.eu-frankfurt-1.elsewhere";

      const { content } = await connection.invoke("oci:ContainerEngine/getClusterKubeConfig:getClusterKubeConfig", {
        clusterId,
      });

      const { clusters } = parse(String(content)) as { clusters: unknown };
      assert.deepEqual(clusters, [{ name: "elsewhere", cluster: { server: "https://elsewhere.invalid:6443" } }]);
    });

    describe("a secret's bundle", () => {
      const BUNDLE = "oci:Secrets/getSecretbundle:getSecretbundle";
      const contentOf = (bundle: Properties): unknown => bundle["secretBundleContents"];

      it("has what the secret holds", async () => {
        const { id: secretId, inputs } = await make(sampleOf(SECRET));

        const bundle = await connection.invoke(BUNDLE, { secretId });

        assert.deepEqual(contentOf(bundle), [inputs["secretContent"]]);
        assert.equal(bundle["versionNumber"], "1");
      });

      it("has the new version once the content changes, and the old one by its number", async () => {
        const { id: secretId, inputs } = await make(sampleOf(SECRET));
        const secretContent = { contentType: "BASE64", content: "bmV3" };
        const updated = await connection.update(SECRET, secretId, inputs, { ...inputs, secretContent });

        assert.equal(updated["currentVersionNumber"], "2");
        assert.deepEqual(contentOf(await connection.invoke(BUNDLE, { secretId })), [secretContent]);
        assert.deepEqual(contentOf(await connection.invoke(BUNDLE, { secretId, versionNumber: "1" })), [
          inputs["secretContent"],
        ]);
      });

      it("fails for a version that is not there", async () => {
        const { id: secretId } = await make(sampleOf(SECRET));

        await assert.rejects(
          connection.invoke(BUNDLE, { secretId, versionNumber: "2" }),
          /404-NotAuthorizedOrNotFound/,
        );
      });
    });
  });

  describe("kinds with manners of their own", () => {
    describe("an auth token", () => {
      const inputs = { userId: USER, description: "d" };

      it("is told when it is made, kept in the state, and held by nobody else", async () => {
        const { id, outputs } = await connection.create(AUTH_TOKEN, inputs);

        const read = await connection.read(AUTH_TOKEN, id, outputs, inputs);

        const token = String(outputs["token"]);
        assert.match(token, /^sandbox-[0-9a-f]{12}$/);
        assert.equal(read.outputs["token"], token);
        assert.equal(JSON.stringify(sandbox.store.all()).includes(token), false);
      });

      it("is imported by its user and itself, without the token", async () => {
        const { id } = await connection.create(AUTH_TOKEN, inputs);

        const found = await connection.read(AUTH_TOKEN, `users/${USER}/authTokens/${id}`);

        assert.deepEqual([found.id, found.outputs["description"], found.outputs["token"]], [id, "d", undefined]);
      });

      it("fails to be the third of a user", async () => {
        for (const description of ["a", "b"]) await connection.create(AUTH_TOKEN, { ...inputs, description });

        await assert.rejects(
          connection.create(AUTH_TOKEN, inputs),
          /400-LimitExceeded, \S+ has 2 objects of this kind/,
        );
      });
    });

    describe("a container configuration", () => {
      const inputs = { compartmentId: COMPARTMENT, isRepositoryCreatedOnFirstPush: false };

      it("is known by its compartment, and written where it is made", async () => {
        const { id, outputs } = await connection.create(CONTAINER_CONFIGURATION, inputs);

        assert.deepEqual([id, outputs], [COMPARTMENT, { ...inputs, id: COMPARTMENT, namespace: "sandbox" }]);
        assert.equal(sandbox.store.all().length, 1);
      });

      it("is there before anybody writes it", async () => {
        const { outputs } = await connection.read(CONTAINER_CONFIGURATION, COMPARTMENT);

        assert.equal(outputs["isRepositoryCreatedOnFirstPush"], true);
      });

      it("stays as it is when its resource is deleted", async () => {
        const { id, outputs } = await connection.create(CONTAINER_CONFIGURATION, inputs);

        await connection.delete(CONTAINER_CONFIGURATION, id, outputs);

        const { outputs: left } = await connection.read(CONTAINER_CONFIGURATION, id);
        assert.equal(left["isRepositoryCreatedOnFirstPush"], false);
      });
    });

    it("a cluster's endpoint is changed by an operation of its own", async () => {
      const { inputs } = sampleOf(CLUSTER);
      const { id, outputs } = await connection.create(CLUSTER, inputs);
      const endpointConfig = { subnetId: "ocid1.subnet.oc1..a", isPublicIpEnabled: true, nsgIds: ["n"] };

      const updated = await connection.update(CLUSTER, id, outputs, { ...inputs, endpointConfig }, inputs);

      assert.deepEqual(updated["endpointConfig"], endpointConfig);
    });
  });
});
