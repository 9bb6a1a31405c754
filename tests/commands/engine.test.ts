import { strict as assert } from "node:assert";

import { engineEnvironment } from "../../commands/engine";
import { openWorkspace } from "../../commands/workspace";
import { freshFolder } from "../engine/lab";

describe("engineEnvironment", () => {
  const folder = freshFolder("environment");
  const sandbox = {
    pid: 1,
    api: "http://127.0.0.1:8411",
    plugins: { oci: 8412, kubernetes: 8413 },
    id: "it",
    started: true,
  };

  it("attaches the stand-in plugin and forbids downloads", () => {
    const environment = engineEnvironment(openWorkspace({ folder }), sandbox);

    assert.equal(environment["PULUMI_DEBUG_PROVIDERS"], "oci:8412,kubernetes:8413");
    assert.equal(environment["PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION"], "true");
    assert.equal(environment["CLIENT_HOST_OVERRIDES"], undefined);
  });

  it("sends every client of the official plugin to the sandbox when that one is asked for", () => {
    const environment = engineEnvironment(openWorkspace({ folder, officialPlugin: true }), sandbox);

    assert.deepEqual(environment["CLIENT_HOST_OVERRIDES"]?.split(";"), [
      "oci_identity.IdentityClient=http://127.0.0.1:8411",
      "oci_identity_domains.IdentityDomainsClient=http://127.0.0.1:8411",
      "oci_ons.NotificationControlPlaneClient=http://127.0.0.1:8411",
      "oci_ons.NotificationDataPlaneClient=http://127.0.0.1:8411",
      "oci_logging.LoggingManagementClient=http://127.0.0.1:8411",
      "oci_devops.DevopsClient=http://127.0.0.1:8411",
      "oci_artifacts.ArtifactsClient=http://127.0.0.1:8411",
      "oci_vulnerability_scanning.VulnerabilityScanningClient=http://127.0.0.1:8411",
      "oci_containerengine.ContainerEngineClient=http://127.0.0.1:8411",
      "oci_kms.KmsVaultClient=http://127.0.0.1:8411",
      "oci_kms.KmsManagementClient=http://127.0.0.1:8411",
      "oci_vault.VaultsClient=http://127.0.0.1:8411",
      "oci_object_storage.ObjectStorageClient=http://127.0.0.1:8411",
      "oci_secrets.SecretsClient=http://127.0.0.1:8411",
    ]);
    assert.equal(environment["PULUMI_DEBUG_PROVIDERS"], "kubernetes:8413");
    assert.equal(environment["PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION"], undefined);
  });
});
