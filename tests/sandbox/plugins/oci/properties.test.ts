import { strict as assert } from "node:assert";

import { connection } from "../../../../sandbox/kinds/connection";
import { containerRepository } from "../../../../sandbox/kinds/container-repository";
import { deployArtifact } from "../../../../sandbox/kinds/deploy-artifact";
import { log } from "../../../../sandbox/kinds/log";
import { policy } from "../../../../sandbox/kinds/policy";
import { project } from "../../../../sandbox/kinds/project";
import { subscription } from "../../../../sandbox/kinds/subscription";
import { topic } from "../../../../sandbox/kinds/topic";
import {
  createBody,
  inputsOf,
  outputsOf,
  previewOutputs,
  updateBody,
} from "../../../../sandbox/plugins/oci/properties";
import { asSecret, UNKNOWN, type Properties } from "../../../../sandbox/plugins/values";
import { without } from "../../harness";

describe("previewOutputs", () => {
  it("shows given inputs, and unknown for what the service fills in", () => {
    const outputs = previewOutputs(topic, { compartmentId: "c", name: "t", description: "d", __defaults: [] });

    assert.deepEqual(outputs, {
      compartmentId: "c",
      name: "t",
      description: "d",
      definedTags: UNKNOWN,
      freeformTags: UNKNOWN,
      apiEndpoint: UNKNOWN,
      etag: UNKNOWN,
      id: UNKNOWN,
      shortTopicId: UNKNOWN,
      state: UNKNOWN,
      timeCreated: UNKNOWN,
      topicId: UNKNOWN,
    });
  });

  it("shows a given object as it was given", () => {
    const configuration = { source: { resource: UNKNOWN } };

    assert.deepEqual(previewOutputs(log, { configuration })["configuration"], configuration);
  });
});

describe("createBody", () => {
  it("has given inputs only, under their REST names", () => {
    const body = createBody(policy, { compartmentId: "c", name: "p", statements: ["a"], __defaults: ["name"] });

    assert.deepEqual(body, { compartmentId: "c", name: "p", statements: ["a"] });
  });

  it("leaves out inputs that are null", () => {
    assert.deepEqual(createBody(topic, { compartmentId: "c", description: null }), { compartmentId: "c" });
  });

  it("nests defined tags by namespace", () => {
    const definedTags = { "Operations.Environment": "prod", "Operations.Team": "a", "Cost.Center.Code": "42" };

    const body = createBody(topic, { definedTags });

    assert.deepEqual(body, {
      definedTags: { Operations: { Environment: "prod", Team: "a" }, Cost: { "Center.Code": "42" } },
    });
  });

  it("has freeform tags as they are", () => {
    const freeformTags = { "a.b": "c" };

    assert.deepEqual(createBody(topic, { freeformTags }), { freeformTags });
  });
});

describe("an artifact's content", () => {
  const source = (deployArtifactSourceType: string, content: string): Properties => ({
    deployArtifactSource: { deployArtifactSourceType, base64encodedContent: content },
  });

  it("is sent as base64 where it is inline", () => {
    assert.deepEqual(createBody(deployArtifact, source("INLINE", "kind: Pod")), {
      deployArtifactSource: { deployArtifactSourceType: "INLINE", base64EncodedContent: "a2luZDogUG9k" },
    });
  });

  it("is sent as it is where it is a Helm command", () => {
    assert.deepEqual(createBody(deployArtifact, source("HELM_COMMAND_SPEC", "a2luZA==")), {
      deployArtifactSource: { deployArtifactSourceType: "HELM_COMMAND_SPEC", base64EncodedContent: "a2luZA==" },
    });
  });

  it("comes back as plain text where it is inline", () => {
    const object = createBody(deployArtifact, source("INLINE", "kind: Pod"));

    const { deployArtifactSource } = outputsOf(deployArtifact, object, undefined);

    assert.deepEqual({ deployArtifactSource }, source("INLINE", "kind: Pod"));
  });
});

describe("a secret output", () => {
  it("is marked for the engine", () => {
    const { appPassword } = outputsOf(connection, { appPassword: "ocid1.vaultsecret.oc1..a" }, undefined);

    assert.deepEqual(appPassword, asSecret("ocid1.vaultsecret.oc1..a"));
  });
});

describe("updateBody", () => {
  it("leaves out identifiers, and what an action moves", () => {
    const body = updateBody(project, { compartmentId: "c", name: "p", description: "d" });

    assert.deepEqual(body, { description: "d" });
  });
});

describe("outputsOf", () => {
  it("has the state under its Pulumi name", () => {
    assert.equal(outputsOf(topic, { lifecycleState: "ACTIVE" }, undefined)["state"], "ACTIVE");
  });

  it("flattens defined tags", () => {
    const definedTags = { Operations: { Environment: "prod", "Team.Name": "a" }, Cost: { Center: "42" } };

    const outputs = outputsOf(topic, { definedTags }, undefined);

    assert.deepEqual(outputs["definedTags"], {
      "Operations.Environment": "prod",
      "Operations.Team.Name": "a",
      "Cost.Center": "42",
    });
  });

  it("flattens system tags", () => {
    const systemTags = { "orcl-cloud": { "free-tier-retained": "true" } };

    const outputs = outputsOf(project, { systemTags }, undefined);

    assert.deepEqual(outputs["systemTags"], { "orcl-cloud.free-tier-retained": "true" });
  });

  const times: { what: string; time: string; expected: string }[] = [
    { what: "whole seconds", time: "2026-11-21T09:08:07.000Z", expected: "2026-11-21 09:08:07 +0000 UTC" },
    { what: "tens of seconds", time: "2026-11-21T09:08:10.000Z", expected: "2026-11-21 09:08:10 +0000 UTC" },
    { what: "midnight", time: "2026-11-20T00:00:00.000Z", expected: "2026-11-20 00:00:00 +0000 UTC" },
    { what: "milliseconds", time: "2026-11-21T09:08:07.123Z", expected: "2026-11-21 09:08:07.123 +0000 UTC" },
    { what: "tenths of seconds", time: "2026-11-21T09:08:07.100Z", expected: "2026-11-21 09:08:07.1 +0000 UTC" },
    { what: "single milliseconds", time: "2026-11-21T09:08:07.005Z", expected: "2026-11-21 09:08:07.005 +0000 UTC" },
  ];
  for (const { what, time, expected } of times) {
    it(`writes a time with ${what} as Go prints it`, () => {
      assert.equal(outputsOf(topic, { timeCreated: time }, undefined)["timeCreated"], expected);
    });
  }

  it("writes a number as a string where the schema says string", () => {
    assert.equal(outputsOf(subscription, { createdTime: 1795251600000 }, undefined)["createdTime"], "1795251600000");
  });

  it("keeps a number where the schema says integer", () => {
    assert.equal(outputsOf(containerRepository, { imageCount: 0 }, undefined)["imageCount"], 0);
  });

  it("has the answer's etag where the schema wants it", () => {
    const { ETag, lastUpdateETag, policyHash } = outputsOf(policy, {}, "abc");

    assert.deepEqual({ ETag, lastUpdateETag, policyHash }, { ETag: "abc", lastUpdateETag: "abc", policyHash: "abc" });
  });

  it("leaves out keys of an object that the schema does not have", () => {
    const notificationConfig = { topicId: "t", other: "x" };

    assert.deepEqual(outputsOf(project, { notificationConfig }, undefined)["notificationConfig"], { topicId: "t" });
  });
});

describe("inputsOf", () => {
  const outputs = {
    compartmentId: "c",
    name: "app-1234567",
    description: "changed by hand",
    notificationConfig: { topicId: "changed by hand" },
    definedTags: { "Oracle-Tags.CreatedBy": "someone" },
    freeformTags: { team: "a", "added-by": "hand" },
    state: "ACTIVE",
  };

  describe("at a refresh", () => {
    it("shows drift in an input that was given", () => {
      const inputs = inputsOf(project, outputs, { compartmentId: "c", description: "given" });

      assert.deepEqual(inputs, { compartmentId: "c", description: "changed by hand" });
    });

    it("shows drift in a nested input that was given", () => {
      const inputs = inputsOf(project, outputs, { notificationConfig: { topicId: "given" } });

      assert.deepEqual(inputs, { notificationConfig: { topicId: "changed by hand" } });
    });

    it("leaves out inputs that the service filled in", () => {
      assert.deepEqual(inputsOf(project, outputs, { compartmentId: "c" }), { compartmentId: "c" });
    });

    it("leaves out nested inputs that the service filled in", () => {
      const configuration = { compartmentId: "filled in", source: { service: "devops", parameters: { a: "1" } } };

      const inputs = inputsOf(log, { configuration }, { configuration: { source: { service: "devops" } } });

      assert.deepEqual(inputs, { configuration: { source: { service: "devops" } } });
    });

    it("leaves out a nested input that is gone", () => {
      const given = { configuration: { source: { service: "devops", parameters: { a: "1" } } } };

      const inputs = inputsOf(log, { configuration: { source: { service: "devops" } } }, given);

      assert.deepEqual(inputs, { configuration: { source: { service: "devops" } } });
    });

    it("leaves out keys of a map that were added by hand, as the bridge of the official plugin does", () => {
      assert.deepEqual(inputsOf(project, outputs, { freeformTags: { team: "b" } }), { freeformTags: { team: "a" } });
    });

    it("leaves out an input that is gone", () => {
      const inputs = inputsOf(project, without(outputs, "description"), { compartmentId: "c", description: "given" });

      assert.deepEqual(inputs, { compartmentId: "c" });
    });

    it("keeps the list of made-up names", () => {
      const inputs = inputsOf(project, outputs, { name: "app-1234567", __defaults: ["name"] });

      assert.deepEqual(inputs, { name: "app-1234567", __defaults: ["name"] });
    });
  });

  describe("at an import", () => {
    it("has what a program must give, and the name", () => {
      const { compartmentId, name, notificationConfig } = inputsOf(project, outputs, {});

      assert.deepEqual(
        { compartmentId, name, notificationConfig },
        { compartmentId: "c", name: "app-1234567", notificationConfig: { topicId: "changed by hand" } },
      );
    });

    it("has the optional inputs that have a value, as the bridge of the official plugin does", () => {
      const configuration = { source: { service: "devops" } };

      assert.deepEqual(inputsOf(log, { configuration }, {})["configuration"], configuration);
    });

    it("has no outputs that are not inputs", () => {
      assert.equal("state" in inputsOf(project, outputs, {}), false);
    });
  });
});
