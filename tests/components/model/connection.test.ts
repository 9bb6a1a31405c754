import { strict as assert } from "node:assert";

import { connectionInputs, PROVIDERS, type ConnectionSpec } from "../../../components/model/connection";
import { EVENTS } from "../../../components/model/trigger-filter";

const TOKEN = "ocid1.vaultsecret.oc1.eu-frankfurt-1.token";
const BUNDLE = "ocid1.cabundle.oc1.eu-frankfurt-1.bundle";
const SERVER = "https://git.example.com";

describe("connectionInputs", () => {
  const connections: readonly { what: string; spec: ConnectionSpec; inputs: object }[] = [
    {
      what: "GitHub",
      spec: { provider: "github", tokenSecretId: TOKEN },
      inputs: { connectionType: "GITHUB_ACCESS_TOKEN", accessToken: TOKEN },
    },
    {
      what: "GitLab",
      spec: { provider: "gitlab", tokenSecretId: TOKEN },
      inputs: { connectionType: "GITLAB_ACCESS_TOKEN", accessToken: TOKEN },
    },
    {
      what: "Visual Builder Studio",
      spec: { provider: "vbs", tokenSecretId: TOKEN, baseUrl: SERVER },
      inputs: { connectionType: "VBS_ACCESS_TOKEN", accessToken: TOKEN, baseUrl: SERVER },
    },
    {
      what: "a GitLab server with a certificate of a public authority",
      spec: { provider: "gitlab-server", tokenSecretId: TOKEN, baseUrl: SERVER },
      inputs: { connectionType: "GITLAB_SERVER_ACCESS_TOKEN", accessToken: TOKEN, baseUrl: SERVER },
    },
    {
      what: "a Bitbucket server with a certificate of its own authority",
      spec: { provider: "bitbucket-server", tokenSecretId: TOKEN, baseUrl: SERVER, caBundleId: BUNDLE },
      inputs: {
        connectionType: "BITBUCKET_SERVER_ACCESS_TOKEN",
        accessToken: TOKEN,
        baseUrl: SERVER,
        tlsVerifyConfig: { tlsVerifyMode: "CA_CERTIFICATE_VERIFY", caCertificateBundleId: BUNDLE },
      },
    },
  ];
  for (const { what, spec, inputs } of connections) {
    it(`connects to ${what}`, () => {
      assert.deepEqual(connectionInputs(spec), inputs);
    });
  }
});

describe("PROVIDERS", () => {
  it("calls every provider as a trigger calls its source", () => {
    const unknown = Object.values(PROVIDERS).filter(({ source }) => !(source in EVENTS));

    assert.deepEqual(unknown, []);
  });
});
