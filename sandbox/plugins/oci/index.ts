import * as fs from "node:fs";

import { kindOf, kinds } from "../../kinds";
import type { Kind } from "../../kinds/kind";
import type { Named, Plugin } from "../plugin";
import { check } from "./check";
import { diff } from "./diff";
import { invoke } from "./functions";
import { OracleClient, type ClientConfiguration } from "./oracle-client";
import { previewOutputs, withoutWriteOnly } from "./properties";
import { createResource, deleteResource, readResource, updateResource } from "./provider";

const LOOPBACK = ["127.0.0.1", "[::1]", "localhost"];

/**
 * The stand-in for the official OCI plugin, on networks where that can't be had: the same steps, unknowns and
 * replacements, over the sandbox's API.
 * @param endpoint address of the sandbox's API.
 * @param kubeconfig of the API server that stands for every cluster. @default - one that leads nowhere
 * @throws Error for an address that is not of this machine, so that nothing real is ever reached.
 */
export function ociPlugin(endpoint: string, kubeconfig?: string): Plugin<OracleClient> {
  if (!LOOPBACK.includes(new URL(endpoint).hostname))
    throw new Error(`the stand-in plugin talks to a sandbox on this machine alone, not to '${endpoint}'`);
  return {
    package: "oci",
    version: "4.20.0",
    connect: (settings) => new OracleClient(endpoint, configurationOf(settings)),
    check: (resource, olds, news, seed) => check(kindNamed(resource), resource.name, olds, news, seed),
    diff: (resource, olds, news, outputs) => diff(kindNamed(resource), olds, news, outputs),
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
    invoke: (client, token, args) => invoke(client, token, args, kubeconfig),
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
