import type { LifeCycle, OracleClients } from "./oracle-clients";

/** The tag is looked for by name: every tag of these tests has this one. */
const TAG = "app";

async function createTagNamespace({ identity }: OracleClients, compartmentId: string, name: string): Promise<string> {
  const createTagNamespaceDetails = { compartmentId, name, description: "d" };
  return (await identity.createTagNamespace({ createTagNamespaceDetails })).tagNamespace.id;
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
    create: async (clients, compartmentId, name) => {
      const tagNamespaceId = await createTagNamespace(clients, compartmentId, name);
      const createTagDetails = { name: TAG, description: "d" };
      const { tag } = await clients.identity.createTag({ tagNamespaceId, createTagDetails });
      return { id: tag.id, parentId: tagNamespaceId };
    },
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
];

/** Lives of the kinds that say where others are, and what they are called by. */
export function placeLifeCycles(): readonly LifeCycle[] {
  return tried;
}
