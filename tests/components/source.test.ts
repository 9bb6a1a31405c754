import { strict as assert } from "node:assert";

import { idOf, inventoryOf, UNKNOWN, urlOf, type Registration } from "./inventory";

import type { ConnectionSpec } from "../../components/model/connection";
import type { SourcePlan } from "../../components/model/plan";
import type { SecretPlan } from "../../components/model/token";
import type { MirrorSchedule } from "../../components/model/schedule";
import { Source, type SourceArgs } from "../../components/source";

const PROJECT = "ocid1.devopsproject.oc1..shop";
const SECRET = "ocid1.vaultsecret.oc1..token";
const CA_BUNDLE = "ocid1.cabundle.oc1..authority";
const SERVER = "https://git.example.com";
const URL = "https://git.example.com/acme/orders-api.git";

const CONNECTION = "oci:DevOps/connection:Connection::orders-connection";

const mirrored = (
  connection: ConnectionSpec<string | SecretPlan> = { provider: "github", tokenSecretId: SECRET },
  schedule: MirrorSchedule = { kind: "default" },
): SourcePlan => ({ kind: "mirrored", connection, url: URL, schedule });

const argsOf = (source: SourcePlan): SourceArgs => ({
  projectId: PROJECT,
  repository: "orders-api",
  branch: "main",
  source,
});

function component(outputs: Readonly<Record<string, string>>): Registration {
  return { type: "oci-delivery:index:Source", name: "orders", inputs: {}, outputs };
}

function connection(inputs: Readonly<Record<string, unknown>>): Registration {
  return {
    type: "oci:DevOps/connection:Connection",
    name: "orders-connection",
    parent: "oci-delivery:index:Source::orders",
    inputs: { projectId: PROJECT, displayName: "orders-api-source", accessToken: SECRET, ...inputs },
    replaceOnChanges: ["connectionType"],
  };
}

function repository(
  inputs: Readonly<Record<string, unknown>>,
  waits: Pick<Registration, "dependsOn"> = {},
): Registration {
  return {
    type: "oci:DevOps/repository:Repository",
    name: "orders-repository",
    parent: "oci-delivery:index:Source::orders",
    inputs: { projectId: PROJECT, name: "orders-api", defaultBranch: "main", ...inputs },
    ...waits,
    deleteBeforeReplace: true,
    replaceOnChanges: ["repositoryType"],
  };
}

function mirror(connectorId: string, triggerSchedule: Readonly<Record<string, string>>): Registration {
  const mirrorRepositoryConfig = { connectorId, repositoryUrl: URL, triggerSchedule };
  return repository({ repositoryType: "MIRRORED", mirrorRepositoryConfig }, { dependsOn: [CONNECTION] });
}

const mirrorOutputs = {
  repositoryId: idOf("orders-repository"),
  repositoryUrl: urlOf("orders-repository"),
  connectionId: idOf("orders-connection"),
  firstSync: "oci devops repository mirror --repository-id orders-repository-id",
};

const github = connection({ connectionType: "GITHUB_ACCESS_TOKEN" });

describe("Source", () => {
  const providers: { connection: ConnectionSpec; inputs: Record<string, unknown> }[] = [
    {
      connection: { provider: "github", tokenSecretId: SECRET },
      inputs: { connectionType: "GITHUB_ACCESS_TOKEN" },
    },
    {
      connection: { provider: "gitlab", tokenSecretId: SECRET },
      inputs: { connectionType: "GITLAB_ACCESS_TOKEN" },
    },
    {
      connection: { provider: "vbs", tokenSecretId: SECRET, baseUrl: SERVER },
      inputs: { connectionType: "VBS_ACCESS_TOKEN", baseUrl: SERVER },
    },
    {
      connection: { provider: "gitlab-server", tokenSecretId: SECRET, baseUrl: SERVER },
      inputs: { connectionType: "GITLAB_SERVER_ACCESS_TOKEN", baseUrl: SERVER },
    },
    {
      connection: { provider: "bitbucket-server", tokenSecretId: SECRET, baseUrl: SERVER },
      inputs: { connectionType: "BITBUCKET_SERVER_ACCESS_TOKEN", baseUrl: SERVER },
    },
  ];

  for (const { connection: spec, inputs } of providers) {
    it(`mirrors from '${spec.provider}' through a connection`, async () => {
      const { inventory } = await inventoryOf(() => new Source("orders", argsOf(mirrored(spec))));

      assert.deepEqual(inventory, [
        component(mirrorOutputs),
        connection(inputs),
        mirror(idOf("orders-connection"), { scheduleType: "DEFAULT" }),
      ]);
    });
  }

  for (const provider of ["gitlab-server", "bitbucket-server"] as const) {
    it(`checks the certificate of a '${provider}' with the bundle that is given`, async () => {
      const spec: ConnectionSpec = { provider, tokenSecretId: SECRET, baseUrl: SERVER, caBundleId: CA_BUNDLE };

      const { inventory } = await inventoryOf(() => new Source("orders", argsOf(mirrored(spec))));

      const tlsVerifyConfig = { tlsVerifyMode: "CA_CERTIFICATE_VERIFY", caCertificateBundleId: CA_BUNDLE };
      const connectionType = provider === "gitlab-server" ? "GITLAB_SERVER" : "BITBUCKET_SERVER";
      assert.deepEqual(inventory, [
        component(mirrorOutputs),
        connection({ connectionType: `${connectionType}_ACCESS_TOKEN`, baseUrl: SERVER, tlsVerifyConfig }),
        mirror(idOf("orders-connection"), { scheduleType: "DEFAULT" }),
      ]);
    });
  }

  it("makes the same mirror in a preview, with the ids and the first command unknown", async () => {
    const { inventory } = await inventoryOf(() => new Source("orders", argsOf(mirrored())), { preview: true });

    assert.deepEqual(inventory, [
      component({
        repositoryId: UNKNOWN,
        repositoryUrl: UNKNOWN,
        connectionId: UNKNOWN,
        firstSync: UNKNOWN,
      }),
      github,
      mirror(UNKNOWN, { scheduleType: "DEFAULT" }),
    ]);
  });

  const schedules: { what: string; schedule: MirrorSchedule; inputs: Record<string, string> }[] = [
    { what: "by OCI's own schedule", schedule: { kind: "default" }, inputs: { scheduleType: "DEFAULT" } },
    { what: "by hand alone", schedule: { kind: "manual" }, inputs: { scheduleType: "NONE" } },
    {
      what: "by a recurrence rule",
      schedule: { kind: "rule", rule: "FREQ=HOURLY;INTERVAL=6" },
      inputs: { scheduleType: "CUSTOM", customSchedule: "FREQ=HOURLY;INTERVAL=6" },
    },
  ];

  for (const { what, schedule, inputs } of schedules) {
    it(`brings a mirror up to date ${what}`, async () => {
      const { inventory } = await inventoryOf(() => new Source("orders", argsOf(mirrored(undefined, schedule))));

      assert.deepEqual(inventory, [component(mirrorOutputs), github, mirror(idOf("orders-connection"), inputs)]);
    });
  }

  for (const preview of [false, true]) {
    it(`puts a token into a vault before it connects${preview ? ", in a preview too" : ""}`, async () => {
      const plan: SecretPlan = {
        compartmentId: "ocid1.compartment.oc1..vault",
        vaultId: "ocid1.vault.oc1..vault",
        keyId: "ocid1.key.oc1..key",
        secretName: "shop-prod-orders-token",
        value: "ghp_4711",
        protect: true,
      };
      const source = mirrored({ provider: "github", tokenSecretId: plan });

      const { inventory } = await inventoryOf(() => new Source("orders", argsOf(source)), { preview });

      const secretId = preview ? UNKNOWN : idOf("orders-token");
      const names = inventory.map(({ name, type, parent }) => [
        type.split(":").at(-1),
        name,
        parent?.split("::").at(-1),
      ]);
      assert.deepEqual(names, [
        ["Source", "orders", undefined],
        ["Connection", "orders-connection", "orders"],
        ["Repository", "orders-repository", "orders"],
        ["VaultSecret", "orders-token", "orders"],
        ["Secret", "orders-token", "orders-token"],
      ]);
      assert.deepEqual(inventory[1], {
        ...connection({ connectionType: "GITHUB_ACCESS_TOKEN", accessToken: secretId }),
        dependsOn: ["oci:Vault/secret:Secret::orders-token"],
      });
    });
  }

  it("keeps a hosted repository without a connection", async () => {
    const { inventory } = await inventoryOf(() => new Source("orders", argsOf({ kind: "hosted" })));

    assert.deepEqual(inventory, [
      component({ repositoryId: idOf("orders-repository"), repositoryUrl: urlOf("orders-repository") }),
      repository({ repositoryType: "HOSTED" }),
    ]);
  });

  it("keeps the same hosted repository in a preview, with the id and the address unknown", async () => {
    const { inventory } = await inventoryOf(() => new Source("orders", argsOf({ kind: "hosted" })), { preview: true });

    assert.deepEqual(inventory, [
      component({ repositoryId: UNKNOWN, repositoryUrl: UNKNOWN }),
      repository({ repositoryType: "HOSTED" }),
    ]);
  });

  it("protects the repository when it is asked to", async () => {
    const { inventory } = await inventoryOf(
      () => new Source("orders", { ...argsOf({ kind: "hosted" }), protect: true }),
    );

    assert.deepEqual(
      inventory.filter(({ protect }) => protect).map(({ type }) => type),
      ["oci:DevOps/repository:Repository"],
    );
  });

  it("forks a repository without a connection", async () => {
    const parentRepositoryId = "ocid1.devopsrepository.oc1..upstream";

    const { inventory } = await inventoryOf(() => new Source("orders", argsOf({ kind: "forked", parentRepositoryId })));

    assert.deepEqual(inventory, [
      component({ repositoryId: idOf("orders-repository"), repositoryUrl: urlOf("orders-repository") }),
      repository({ repositoryType: "FORKED", parentRepositoryId }),
    ]);
  });

  it("tells no first command for what is not mirrored", async () => {
    const { made } = await inventoryOf(() => {
      const { connectionId, firstSync } = new Source("orders", argsOf({ kind: "hosted" }));
      return { connectionId, firstSync };
    });

    assert.deepEqual(made, { connectionId: undefined, firstSync: undefined });
  });
});
