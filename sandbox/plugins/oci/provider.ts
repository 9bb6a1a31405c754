import { parentInPath, type Kind, type RestObject } from "../../kinds/kind";
import { HalfMadeError, type Resource } from "../plugin";
import { sameValue, type Properties } from "../values";
import { idKeyOf, idOf, type Answer, type OracleClient } from "./oracle-client";
import { createBody, inputsOf, localOf, outputsOf, toldOnce, updateBody, withoutWriteOnly } from "./properties";

/**
 * Creates the resource, and reads it back: POST, work request, GET.
 * @throws HalfMadeError when only the reading failed.
 */
export async function createResource(client: OracleClient, kind: Kind, inputs: Properties): Promise<Resource> {
  const body = createBody(kind, inputs);
  const parents = parentsOf(kind, inputs);
  for (const key of Object.keys(parents)) delete body[key];
  const { id, answered } = kind.rest.single
    ? await write(client, kind, inputs)
    : await client.create(kind, body, parents).catch((error: unknown) => takeOver(client, kind, inputs, error));
  return readWritten(client, kind, id, { ...inputs, ...toldOnce(kind, answered) }).catch((error: unknown) => {
    throw new HalfMadeError(id, withoutWriteOnly(kind, inputs), error);
  });
}

type Created = Awaited<ReturnType<OracleClient["create"]>>;

/** Writes what is there in every compartment. */
async function write(client: OracleClient, kind: Kind, inputs: Properties): Promise<Created> {
  const id = String(inputs["compartmentId"]);
  await client.update(kind, id, updateBody(kind, inputs), {});
  return { id, answered: {} };
}

/**
 * Takes over an object of the same name, where the plugin does not delete the kind's objects by itself.
 * @throws `error` for any other kind or reason.
 */
async function takeOver(client: OracleClient, kind: Kind, inputs: Properties, error: unknown): Promise<Created> {
  const isTaken = (error as { serviceCode?: string }).serviceCode === "AlreadyExists";
  if (!isTaken || !isLeft(kind, inputs)) throw error;
  const listed = await client.list(kind, { compartmentId: inputs["compartmentId"] });
  const found = listed.find(({ name }) => name === inputs["name"]);
  if (!found) throw error;
  const id = idOf(kind, found);
  await client.update(kind, id, updateBody(kind, inputs), {});
  return { id, answered: found };
}

/** Whether a delete leaves the object as it is, and the plugin only forgets it. */
function isLeft({ rest }: Kind, known: Properties): boolean {
  if (rest.single) return true;
  return rest.deletedWith !== undefined && String(known[rest.deletedWith]) !== "true";
}

/** Changes the resource in place: moves first, then PUT when anything else changed, then GET. */
export async function updateResource(
  client: OracleClient,
  kind: Kind,
  id: string,
  olds: Properties,
  news: Properties,
): Promise<Resource> {
  if (kind.rest.single) {
    await write(client, kind, news);
    return readExisting(client, kind, id, news);
  }
  for (const [key, input] of Object.entries(kind.inputs)) {
    if (!input.action || sameValue(olds[key], news[key])) continue;
    if (input.action === "changeCompartment") await client.changeCompartment(kind, id, String(news[key]));
    else if (input.action === "moveCompartment") await client.moveCompartment(kind, id, String(news[key]));
    else if (input.action === "updateEndpointConfig") await client.updateEndpointConfig(kind, id, news[key]);
    else await client.changeLogGroup(kind, id, String(olds[key]), String(news[key]));
  }
  const [before, body] = [updateBody(kind, olds), updateBody(kind, news)];
  for (const [key, input] of Object.entries(kind.inputs)) {
    // the service makes a new version of what it is sent, changed or not
    if (input.writeOnly && sameValue(before[key], body[key])) for (const each of [before, body]) delete each[key];
  }
  const etag = sameValue(body, before) ? undefined : await client.update(kind, id, body, parentsOf(kind, news));
  return readWritten(client, kind, id, news, etag);
}

/**
 * The resource as it is now, and the inputs that say so; undefined when it is gone.
 * @param known what the state has of it; at an import nothing but the id.
 */
export async function readResource(
  client: OracleClient,
  kind: Kind,
  id: string,
  known: Properties,
  inputs: Properties,
): Promise<(Resource & { readonly inputs: Properties }) | undefined> {
  try {
    const imported = importId(kind, id);
    const found = await readExisting(client, kind, imported.id, { ...imported.known, ...known });
    if (["PENDING_DELETION", "DELETED"].includes(String(found.outputs["state"]))) return undefined;
    return { ...found, inputs: inputsOf(kind, found.outputs, inputs) };
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** Deletes the resource and waits until it is, unless the plugin leaves it; one that is gone already, or waits to be, is no error. */
export async function deleteResource(client: OracleClient, kind: Kind, id: string, known: Properties): Promise<void> {
  if (isLeft(kind, known)) return;
  try {
    await client.delete(kind, id, parentsOf(kind, known));
    await client.settled(kind, id, parentsOf(kind, known));
  } catch (error) {
    if (!isGone(error) && !isPending(error)) throw error;
  }
}

async function readWritten(
  client: OracleClient,
  kind: Kind,
  id: string,
  known: Properties,
  etag?: string,
): Promise<Resource> {
  return resourceOf(kind, id, known, await client.written(kind, id, parentsOf(kind, known), etag));
}

/** A resource that is there, once the service is done with it. @param known what tells its parent, and what only the plugin knows */
export async function readExisting(client: OracleClient, kind: Kind, id: string, known: Properties): Promise<Resource> {
  return resourceOf(kind, id, known, await client.settled(kind, id, parentsOf(kind, known)));
}

function resourceOf(kind: Kind, id: string, known: Properties, { object, etag }: Answer): Resource {
  const own = kind.rest.key ? idOf(kind, object) : id;
  return {
    id: own,
    outputs: { ...outputsOf(kind, object, etag), ...localOf(kind, known), ...toldOnce(kind, known), id: own },
  };
}

/** What a request for an object names beside its OCID, or in its place: the parent in the path, and the key. */
export function parentsOf(kind: Kind, properties: Properties): RestObject {
  const parent = kind.rest.single ? "compartmentId" : parentInPath(kind.rest);
  const named = { ...(parent && { [parent]: properties[parent] }), ...keyIn(kind, properties) };
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));
}

function keyIn(kind: Kind, properties: Properties): RestObject {
  return kind.rest.key ? { [idKeyOf(kind)]: properties[kind.rest.key] } : {};
}

/**
 * What an id tells that an import gives for a child kind: `logGroupId/<ocid>/logId/<ocid>`,
 * `users/<ocid>/authTokens/<ocid>`, `tagNamespaces/<ocid>/tags/<name>`.
 * @see provider docs, `logging_log`, `identity_auth_token` and `identity_tag`, Import
 */
function importId({ rest }: Kind, id: string): { id: string; known: Properties } {
  const [, parentId, , last = id, more] = id.split("/");
  const parent = parentInPath(rest);
  if (!parent || last === id || more !== undefined) return { id, known: {} };
  return { id: last, known: { [parent]: parentId, ...(rest.key && { [rest.key]: last }) } };
}

function isGone(error: unknown): boolean {
  return (error as { statusCode?: number }).statusCode === 404;
}

function isPending(error: unknown): boolean {
  return (error as { serviceCode?: string }).serviceCode === "IncorrectState";
}
