import { text } from "node:stream/consumers";
import type { ReadableStream } from "node:stream/web";

import { kindOf, kinds } from "../../kinds";
import type { Kind } from "../../kinds/kind";
import { isObject, type Properties } from "../values";
import { idKeyOf, type OracleClient } from "./oracle-client";
import { readExisting } from "./provider";

type Invoke = (client: OracleClient, args: Properties, kubeconfig?: string) => Promise<Properties>;

/** Functions that look up what is of no kind. */
const functions: Readonly<Record<string, Invoke>> = {
  "oci:ObjectStorage/getNamespace:getNamespace": async (client, args) => {
    const service = { package: "oci-objectstorage", client: "ObjectStorageClient" };
    const { value } = await client.ask(service, "getNamespace", {});
    return { ...args, id: "ObjectStorageNamespaceDataSource-0", namespace: value };
  },
  "oci:ContainerEngine/getClusterKubeConfig:getClusterKubeConfig": async (client, args, kubeconfig) => {
    const id = "ContainerengineClusterKubeConfigDataSource-0";
    if (kubeconfig !== undefined) return { ...args, id, content: kubeconfig };
    const service = { package: "oci-containerengine", client: "ContainerEngineClient" };
    const { value } = await client.ask(service, "createKubeconfig", { clusterId: args["clusterId"] });
    const content = await text(value as ReadableStream);
    return { ...args, id, content };
  },
  "oci:Secrets/getSecretbundle:getSecretbundle": async (client, args) => {
    const service = { package: "oci-secrets", client: "SecretsClient" };
    const { versionNumber, ...request } = args;
    const asked = { ...request, ...(versionNumber === undefined ? {} : { versionNumber: Number(versionNumber) }) };
    const { secretBundle } = (await client.ask(service, "getSecretBundle", asked)) as { secretBundle: Properties };
    const { secretBundleContent, ...rest } = secretBundle;
    const told = { ...rest, versionNumber: String(rest["versionNumber"]), secretBundleContents: [secretBundleContent] };
    return { ...args, ...told, id: `SecretsSecretbundleDataSource-${String(args["secretId"])}` };
  },
};

/**
 * Answers a function of the official plugin.
 * @param kubeconfig of the API server that stands for every cluster. @default - what the API answers
 * @throws Error when the sandbox does not have it
 */
export async function invoke(
  client: OracleClient,
  token: string,
  args: Properties,
  kubeconfig?: string,
): Promise<Properties> {
  const kind = lookedUp(token);
  if (kind) return lookUp(client, kind, args);
  const answer = functions[token];
  if (answer) return answer(client, args, kubeconfig);
  const known = [...Object.keys(functions), ...kinds.map(lookUpOf)].sort().join(", ");
  throw new Error(`the sandbox has no function '${token}' yet (it has: ${known})`);
}

/** Token of the function that looks up an object of a kind: `oci:DevOps/getProject:getProject`. */
export function lookUpOf({ token }: Kind): string {
  const [, module = "", type = ""] = /^oci:(\w+)\/\w+:(\w+)$/.exec(token) ?? [];
  return `oci:${module}/get${type}:get${type}`;
}

function lookedUp(token: string): Kind | undefined {
  const [, module = "", type = ""] = /^oci:(\w+)\/get(\w+):get\w+$/.exec(token) ?? [];
  return kindOf(`oci:${module}/${type.charAt(0).toLowerCase()}${type.slice(1)}:${type}`);
}

/** An object by its id. Where a resource has one object, a function has a list of it, named in the plural. */
async function lookUp(client: OracleClient, kind: Kind, args: Properties): Promise<Properties> {
  const id = Object.entries(args).find(([key]) => key === idKeyOf(kind) || key === "id")?.[1];
  const { outputs } = await readExisting(client, kind, String(id), args);
  const shown = Object.entries(outputs).map(([key, value]) =>
    isOneObject(kind, key) ? [key.replace(/s?$/, "s"), isObject(value) ? [value] : []] : [key, value],
  );
  return { ...args, ...(Object.fromEntries(shown) as Properties) };
}

function isOneObject({ inputs }: Kind, key: string): boolean {
  const type = inputs[key]?.type;
  return typeof type === "object" && "properties" in type;
}
