import * as fs from "node:fs";

import { stringify } from "yaml";

import { kindOf, kinds } from "../../kinds";
import type { Kind } from "../../kinds/kind";
import type { Named, Plugin } from "../plugin";
import type { Properties } from "../values";
import { check } from "./check";
import { diff } from "./diff";
import { OracleClient, type ClientConfiguration } from "./oracle-client";
import { previewOutputs, withoutWriteOnly } from "./properties";
import { createResource, deleteResource, readResource, updateResource } from "./provider";

type Invoke = (client: OracleClient, args: Properties) => Promise<Properties> | Properties;

/** The functions that the sandbox answers. */
const functionsWith = (kubeconfigOf: (clusterId: string) => string): Readonly<Record<string, Invoke>> => ({
  "oci:ObjectStorage/getNamespace:getNamespace": async (client, args) => ({
    ...args,
    id: "ObjectStorageNamespaceDataSource-0",
    namespace: await client.namespace(),
  }),
  "oci:ContainerEngine/getClusterKubeConfig:getClusterKubeConfig": (_client, args) => ({
    ...args,
    id: "ContainerengineClusterKubeConfigDataSource-0",
    content: kubeconfigOf(String(args["clusterId"])),
  }),
});

/** What a cluster's kubeconfig looks like. Its address leads nowhere: it tells one cluster of the sandbox from another. */
function nowhere(clusterId: string): string {
  const name = clusterId.split(".").at(-1) ?? "cluster";
  return stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name, cluster: { server: `https://${name}.invalid:6443` } }],
    users: [{ name: "user", user: { exec: { command: "oci", args: ["ce", "cluster", "generate-token"] } } }],
    contexts: [{ name, context: { cluster: name, user: "user" } }],
    "current-context": name,
  });
}

/**
 * The stand-in for the official OCI plugin, on networks where that can't be had: the same steps, unknowns and
 * replacements, over the sandbox's API.
 * @param endpoint address of the sandbox's API.
 * @param kubeconfig of the API server that stands for every cluster. @default - one that leads nowhere
 */
export function ociPlugin(endpoint: string, kubeconfig?: string): Plugin<OracleClient> {
  const functions = functionsWith((clusterId) => kubeconfig ?? nowhere(clusterId));
  return {
    package: "oci",
    version: "4.20.0",
    connect: (settings) => new OracleClient(endpoint, configurationOf(settings)),
    check: (resource, olds, news, seed) => check(kindNamed(resource), resource.name, olds, news, seed),
    diff: (resource, olds, news) => diff(kindNamed(resource), olds, news),
    previewCreate: (_client, resource, inputs) => previewOutputs(kindNamed(resource), inputs),
    create: (client, resource, inputs) => createResource(client, kindNamed(resource), inputs),
    read: (client, resource, { id, outputs, inputs }) => readResource(client, kindNamed(resource), id, outputs, inputs),
    previewUpdate: (resource, { outputs, inputs }, news) =>
      withoutWriteOnly(kindNamed(resource), { ...outputs, ...inputs, ...news }),
    update: (client, resource, { id, outputs, inputs }, news) => {
      const olds = { ...outputs, ...inputs };
      return updateResource(client, kindNamed(resource), id, olds, { ...olds, ...news });
    },
    delete: (client, resource, { id, outputs }) => deleteResource(client, kindNamed(resource), id, outputs),
    invoke: async (client, token, args) => {
      const answer = functions[token];
      if (answer) return answer(client, args);
      throw new Error(
        `the sandbox has no function '${token}' yet (it has: ${Object.keys(functions).sort().join(", ")})`,
      );
    },
    describe,
  };
}

/** @throws Error that names the setting that is missing, as the official plugin's client does before any call. */
export function configurationOf(settings: Readonly<Record<string, string>>): ClientConfiguration {
  const setting = (name: string): string => {
    const value = settings[name];
    if (!value)
      throw new Error(`provider 'oci': '${name}' is not set; the sandbox writes it into its copy of the stack file`);
    return value;
  };
  const keyFile = settings["privateKeyPath"];
  return {
    tenancyId: setting("tenancyOcid"),
    userId: setting("userOcid"),
    fingerprint: setting("fingerprint"),
    privateKey: keyFile ? fs.readFileSync(keyFile, "utf8") : setting("privateKey"),
    region: setting("region"),
  };
}

function kindNamed({ token }: Named): Kind {
  const kind = kindOf(token);
  if (!kind) {
    const known = kinds
      .map((each) => each.token)
      .sort()
      .join(", ");
    throw new Error(`the sandbox has no kind '${token}' yet (it has: ${known})`);
  }
  return kind;
}

/** An error of Oracle's SDK as the official plugin words it: `409-Conflict, <message>`. */
function describe(error: Error & { statusCode?: number; serviceCode?: string; operationName?: string }): string {
  if (error.statusCode === undefined) return error.message;
  return `${error.statusCode}-${error.serviceCode}, ${error.message} (${error.operationName})`;
}
