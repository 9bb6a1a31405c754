import * as identity from "@pulumi/oci/identity";
import * as kms from "@pulumi/oci/kms";
import { getNamespaceOutput } from "@pulumi/oci/objectstorage";
import * as pulumi from "@pulumi/pulumi";

import { homeProvider } from "../../components/home-provider";
import { providerConfig } from "../../components/settings";

const config = new pulumi.Config();
const region = new pulumi.Config("oci").require("region");
const environment = config.require("environment");
const name = `${config.require("team")}-${environment}`;
const isProduction = ["prod", "production"].includes(environment);

const tenancy = config.require("tenancy");
const homeRegion = config.get("homeRegion") ?? region;

// compartments and tags are IAM, which is written in the home region alone
const home = { provider: homeProvider(homeRegion, providerConfig()) };

function compartmentOf(purpose: string, description: string, enableDelete: boolean): identity.Compartment {
  const suffix = purpose === "delivery" ? "" : `-${purpose}`;
  const compartmentId = config.require("parent");
  return new identity.Compartment(
    purpose,
    { compartmentId, name: `${name}${suffix}`, description, enableDelete },
    { ...home, protect: isProduction },
  );
}

const delivery = compartmentOf("delivery", `DevOps project, topic and logs of ${name}`, !isProduction);
const registries = compartmentOf("registry", `Images and other artifacts of ${name}`, !isProduction);
// its vault waits up to 30 days for its deletion, and a compartment that holds something can't be deleted
const secrets = compartmentOf("vault", `Vault, keys and secrets of ${name}`, false);

const secretsVault = new kms.Vault(
  "vault",
  { compartmentId: secrets.id, displayName: name, vaultType: "DEFAULT" },
  { protect: isProduction },
);
const secretsKey = new kms.Key(
  "key",
  {
    compartmentId: secrets.id,
    displayName: name,
    managementEndpoint: secretsVault.managementEndpoint,
    keyShape: { algorithm: "AES", length: 32 },
  },
  { protect: isProduction },
);

const tags = new identity.TagNamespace(
  "tags",
  { compartmentId: delivery.id, name, description: `Tags of ${name}` },
  { ...home, deleteBeforeReplace: true },
);
for (const [key, description] of [
  ["Environment", "Environment that a resource belongs to"],
  ["Owner", "Who answers for a resource"],
  ["CostCenter", "Who pays for a resource"],
] as const) {
  const args = { tagNamespaceId: tags.id, name: key, description, isCostTracking: key === "CostCenter" };
  new identity.Tag(key, args, { ...home, deleteBeforeReplace: true });
}

const outputs = {
  tenancy,
  homeRegion,
  compartment: delivery.id,
  registryCompartment: registries.id,
  vaultCompartment: secrets.id,
  vault: secretsVault.id,
  key: secretsKey.id,
  tagNamespace: tags.name,
  namespace: getNamespaceOutput({ compartmentId: tenancy }).namespace,
  registryHost: config.get("registryHost") ?? `${region}.ocir.io`,
  // made by those who run the network and the cluster
  networkCompartment: config.get("networkCompartment"),
  subnet: config.get("subnet"),
  networkSecurityGroups: config.getObject<string[]>("networkSecurityGroups"),
  cluster: config.get("cluster"),
  kubeconfig: config.getSecret("kubeconfig"),
};

export = Object.fromEntries(Object.entries(outputs).filter(([, value]) => value !== undefined));
