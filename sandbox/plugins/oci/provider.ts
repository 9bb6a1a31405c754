import { parentInPath, type Kind, type RestObject } from "../../kinds/kind";
import { HalfMadeError, type Resource } from "../plugin";
import { sameValue, type Properties } from "../values";
import { idOf, type Answer, type OracleClient } from "./oracle-client";
import { createBody, inputsOf, localOf, outputsOf, updateBody, withoutWriteOnly } from "./properties";

/**
 * Creates the resource, and reads it back: POST, work request, GET.
 * @throws HalfMadeError when only the reading failed.
 */
export async function createResource(client: OracleClient, kind: Kind, inputs: Properties): Promise<Resource> {
  const body = createBody(kind, inputs);
  const parents = parentsOf(kind, inputs);
  for (const key of Object.keys(parents)) delete body[key];
  const id = await client.create(kind, body, parents).catch((error: unknown) => takeOver(client, kind, inputs, error));
  return readWritten(client, kind, id, inputs).catch((error: unknown) => {
    throw new HalfMadeError(id, withoutWriteOnly(kind, inputs), error);
  });
}

/**
 * Takes over an object of the same name, where the plugin does not delete the kind's objects by itself.
 * @throws `error` for any other kind or reason.
 */
async function takeOver(client: OracleClient, kind: Kind, inputs: Properties, error: unknown): Promise<string> {
  const isTaken = (error as { serviceCode?: string }).serviceCode === "AlreadyExists";
  if (!isTaken || !isLeft(kind, inputs)) throw error;
  const listed = await client.list(kind, { compartmentId: inputs["compartmentId"] });
  const found = listed.find(({ name }) => name === inputs["name"]);
  if (!found) throw error;
  const id = idOf(kind, found, {});
  await client.update(kind, id, updateBody(kind, inputs), {});
  return id;
}

/** Whether a delete leaves the object as it is, and the plugin only forgets it. */
function isLeft({ rest }: Kind, known: Properties): boolean {
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
  for (const [key, input] of Object.entries(kind.inputs)) {
    if (!input.action || sameValue(olds[key], news[key])) continue;
    if (input.action === "changeCompartment") await client.changeCompartment(kind, id, String(news[key]));
    else if (input.action === "moveCompartment") await client.moveCompartment(kind, id, String(news[key]));
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
    const found = await readExisting(client, kind, imported.id, { ...imported.parents, ...known });
    if (["PENDING_DELETION", "DELETED"].includes(String(found.outputs["state"]))) return undefined;
    return { ...found, inputs: inputsOf(kind, found.outputs, inputs) };
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** Deletes the resource, unless the plugin leaves it; one that is gone already, or waits to be, is no error. */
export async function deleteResource(client: OracleClient, kind: Kind, id: string, known: Properties): Promise<void> {
  if (isLeft(kind, known)) return;
  try {
    await client.delete(kind, id, parentsOf(kind, known));
  } catch (error) {
    if (!isGone(error) && !isPending(error)) throw error;
  }
}

async function readWritten(
  client: OracleClient,
  kind: Kind,
  id: string,
  known: Properties,
  written?: string,
): Promise<Resource> {
  return resourceOf(kind, id, known, await client.getWritten(kind, id, parentsOf(kind, known), written));
}

/** A resource that is there. @param known what tells its parent, and what only the plugin knows */
export async function readExisting(client: OracleClient, kind: Kind, id: string, known: Properties): Promise<Resource> {
  return resourceOf(kind, id, known, await client.get(kind, id, parentsOf(kind, known)));
}

function resourceOf(kind: Kind, id: string, known: Properties, { object, etag }: Answer): Resource {
  return { id, outputs: { ...outputsOf(kind, object, etag), ...localOf(kind, known), id } };
}

/** What a request for an object names beside it: its parent, where that is part of the path. */
export function parentsOf(kind: Kind, properties: Properties): RestObject {
  const parent = parentInPath(kind.rest);
  return parent ? { [parent]: properties[parent] } : {};
}

/**
 * An id that an import gives for a child kind: `logGroupId/<ocid>/logId/<ocid>`, or the id itself where that is a path.
 * @see provider docs, `logging_log`, Import
 */
function importId(kind: Kind, id: string): { id: string; parents: RestObject } {
  const parts = id.split("/");
  const parent = parentInPath(kind.rest);
  if (parent && kind.rest.key) return { id, parents: { [parent]: parts[1] } };
  if (!parent || parts.length !== 4 || parts[0] !== parent) return { id, parents: {} };
  return { id: parts[3] as string, parents: { [parent]: parts[1] } };
}

function isGone(error: unknown): boolean {
  return (error as { statusCode?: number }).statusCode === 404;
}

function isPending(error: unknown): boolean {
  return (error as { serviceCode?: string }).serviceCode === "IncorrectState";
}
