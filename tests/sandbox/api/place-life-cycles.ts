import type { AuthToken } from "oci-identity/lib/model";

import { USER } from "../harness";
import type { LifeCycle, OracleClients } from "./oracle-clients";

/** The tag is looked for by name: every tag of these tests has this one. */
const TAG = "app";

async function createTagNamespace({ identity }: OracleClients, compartmentId: string, name: string): Promise<string> {
  const createTagNamespaceDetails = { compartmentId, name, description: "d" };
  return (await identity.createTagNamespace({ createTagNamespaceDetails })).tagNamespace.id;
}

async function createTag(
  clients: OracleClients,
  compartmentId: string,
  name: string,
): Promise<{ id: string; parentId: string }> {
  const tagNamespaceId = await createTagNamespace(clients, compartmentId, name);
  const createTagDetails = { name: TAG, description: "d" };
  const { tag } = await clients.identity.createTag({ tagNamespaceId, createTagDetails });
  return { id: tag.id, parentId: tagNamespaceId };
}

/** The auth tokens of the user of these tests: there is no GET of one. */
async function authTokens({ identity }: OracleClients): Promise<AuthToken[]> {
  return (await identity.listAuthTokens({ userId: USER })).items;
}

const tried: readonly LifeCycle[] = [
  {
    token: "oci:Identity/compartment:Compartment",
    state: "ACTIVE",
    create: async ({ identity }, compartmentId, name) => {
      const createCompartmentDetails = { compartmentId, name, description: "d" };
      return { id: (await identity.createCompartment({ createCompartmentDetails })).compartment.id, parentId: "" };
    },
    get: async ({ identity }, { id }) => (await identity.getCompartment({ compartmentId: id })).compartment,
    list: async ({ identity }, compartmentId) =>
      (await identity.listCompartments({ compartmentId })).items.map(({ id }) => id),
    update: async ({ identity }, { id }) => {
      const updateCompartmentDetails = { name: "changed" };
      await identity.updateCompartment({ compartmentId: id, updateCompartmentDetails });
      return updateCompartmentDetails;
    },
    remove: ({ identity }, { id }) => identity.deleteCompartment({ compartmentId: id }),
    move: ({ identity }, { id }, targetCompartmentId) =>
      identity.moveCompartment({ compartmentId: id, moveCompartmentDetails: { targetCompartmentId } }),
  },
  {
    token: "oci:Identity/tag:Tag",
    state: "ACTIVE",
    create: createTag,
    get: async ({ identity }, { parentId }) => (await identity.getTag({ tagNamespaceId: parentId, tagName: TAG })).tag,
    list: async ({ identity }, _compartmentId, { parentId }) =>
      (await identity.listTags({ tagNamespaceId: parentId })).items.map(({ id }) => String(id)),
    update: async ({ identity }, { parentId }) => {
      const updateTagDetails = { description: "changed" };
      await identity.updateTag({ tagNamespaceId: parentId, tagName: TAG, updateTagDetails });
      return updateTagDetails;
    },
    remove: async ({ identity }, { parentId }) => {
      const named = { tagNamespaceId: parentId, tagName: TAG };
      await identity.updateTag({ ...named, updateTagDetails: { isRetired: true } });
      const { opcWorkRequestId } = await identity.deleteTag(named);
      return identity.getTaggingWorkRequest({ workRequestId: opcWorkRequestId });
    },
  },
  {
    token: "oci:Identity/tagDefault:TagDefault",
    state: "ACTIVE",
    create: async (clients, compartmentId, name) => {
      const { id: tagDefinitionId } = await createTag(
        clients,
        compartmentId,
        `${name}-${String(compartmentId.split(".").at(-1))}`,
      );
      const createTagDefaultDetails = { compartmentId, tagDefinitionId, value: "a" };
      const { tagDefault } = await clients.identity.createTagDefault({ createTagDefaultDetails });
      return { id: tagDefault.id, parentId: tagDefinitionId };
    },
    get: async ({ identity }, { id }) => (await identity.getTagDefault({ tagDefaultId: id })).tagDefault,
    list: async ({ identity }, compartmentId) =>
      (await identity.listTagDefaults({ compartmentId })).items.map(({ id }) => id),
    update: async ({ identity }, { id }) => {
      const updateTagDefaultDetails = { value: "b" };
      await identity.updateTagDefault({ tagDefaultId: id, updateTagDefaultDetails });
      return updateTagDefaultDetails;
    },
    remove: ({ identity }, { id }) => identity.deleteTagDefault({ tagDefaultId: id }),
  },
  {
    token: "oci:Identity/authToken:AuthToken",
    state: "ACTIVE",
    create: async ({ identity }, _compartmentId, description) => {
      const { authToken } = await identity.createAuthToken({ userId: USER, createAuthTokenDetails: { description } });
      return { id: String(authToken.id), parentId: USER };
    },
    get: async (clients, made) => {
      const found = (await authTokens(clients)).find(({ id }) => id === made.id);
      if (!found)
        throw Object.assign(new Error("not listed"), { statusCode: 404, serviceCode: "NotAuthorizedOrNotFound" });
      return found;
    },
    list: async (clients) => (await authTokens(clients)).map(({ id }) => String(id)),
    update: async ({ identity }, { id }) => {
      const updateAuthTokenDetails = { description: "changed" };
      await identity.updateAuthToken({ userId: USER, authTokenId: id, updateAuthTokenDetails });
      return updateAuthTokenDetails;
    },
    remove: ({ identity }, { id }) => identity.deleteAuthToken({ userId: USER, authTokenId: id }),
  },
];

/** Lives of the kinds that say where others are, and what they are called by. */
export function placeLifeCycles(): readonly LifeCycle[] {
  return tried;
}
