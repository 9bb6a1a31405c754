import { state, tags, text, type Kind } from "./kind";

/**
 * Compartment: what everything else is in. Unique by name within its parent. The plugin deletes it only where
 * `enableDelete` says so, and else takes over one of the same name; the service deletes it only when it is empty, and
 * shows it for a while after that, under another name.
 * @see https://docs.oracle.com/en-us/iaas/Content/Identity/compartments/To_delete_a_compartment.htm read 2026-11-25
 * @see https://docs.oracle.com/en-us/iaas/tools/terraform-provider-oci/latest/docs/r/identity_compartment.html read 2026-11-25
 */
export const compartment: Kind = {
  token: "oci:Identity/compartment:Compartment",
  entity: "compartment",
  inputs: {
    ...tags,
    compartmentId: { type: "string", computed: true, action: "moveCompartment" },
    description: { type: "string", required: true },
    enableDelete: { type: "boolean", local: true },
    name: { type: "string", computed: true, autonamed: true },
  },
  computed: {
    inactiveState: { type: "string", attribute: "inactiveStatus" },
    isAccessible: { type: "boolean" },
    state,
    timeCreated: text,
  },
  rest: {
    base: "/20160918",
    collection: "compartments",
    target: "ACTIVE",
    writtenAtHome: true,
    deletion: "shown",
    holds: "compartmentId",
    deletedWith: "enableDelete",
    unique: { attribute: "name", within: "compartment" },
    list: "array",
    fill: (object, { tenancyId }) => ({ compartmentId: object["compartmentId"] ?? tenancyId, isAccessible: true }),
  },
  sdk: { package: "oci-identity", client: "IdentityClient", noun: "Compartment" },
};
