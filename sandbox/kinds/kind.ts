/**
 * One kind of OCI resource, described once: the REST server, the stand-in plugin and their tests all read this row.
 * Facts about inputs and outputs are those of the official plugin 4.20.0; facts about paths and states are OCI's.
 */
export interface Kind {
  /** Pulumi type token, e.g. `oci:DevOps/project:Project`. */
  readonly token: string;
  /** Second part of the OCIDs of this kind, e.g. `devopsproject`. */
  readonly entity: string;
  /** What a program may give. `Record<Pulumi property, Input>` */
  readonly inputs: Readonly<Record<string, Input>>;
  /** What only the service knows. `Record<Pulumi property, Output>` */
  readonly computed: Readonly<Record<string, Output>>;
  readonly rest: Rest;
  readonly sdk: Sdk;
}

export interface Input {
  readonly type: Shape;
  readonly required?: boolean;
  /** A change replaces the resource. */
  readonly replaceOnChange?: boolean;
  /** The service fills it in when it is not given: unknown in the preview of a create. */
  readonly computed?: boolean;
  /** Pulumi makes it up from the resource's name when it is not given. */
  readonly autonamed?: boolean;
  /** A change goes through this action of the REST API instead of PUT. */
  readonly action?: "changeCompartment" | "changeLogGroup" | "moveCompartment" | "updateEndpointConfig";
  /** Name in the REST body. @default the Pulumi name */
  readonly attribute?: string;
  /** Its name in Oracle's SDK, where the wire has another. @default `attribute` */
  readonly sdkAttribute?: string;
  /** The values that the service takes. */
  readonly oneOf?: readonly string[];
  /** What the service wants the value to look like. */
  readonly pattern?: RegExp;
  /** Language that the text, or each of its items, must be of. */
  readonly language?: "policy-statement" | "matching-rule";
  /** Attributes of the same object that must be there beside this value. `Record<value, attributes>` */
  readonly needs?: Readonly<Record<string, readonly string[]>>;
  /** The value, or each of its items, is the OCID of another object. */
  readonly refersTo?: Reference;
  /** The plugin refuses a value outside `oneOf` itself, before any call. */
  readonly checkedEarly?: boolean;
  /** The service takes base64 beside this attribute and value; Pulumi has the plain text. */
  readonly base64With?: { readonly attribute: string; readonly value: string };
  /** The plugin marks its output as secret. */
  readonly secret?: boolean;
  /** The service takes it and never shows it; no output of the plugin has it either. */
  readonly writeOnly?: boolean;
  /** Only the plugin knows it: no request has it, outputs repeat what was given. */
  readonly local?: boolean;
}

/** What an OCID in an object must be that of. */
export interface Reference {
  /** Type tokens of kinds. */
  readonly kinds: readonly string[];
  /** It must be the object's parent, or stand in the same one. */
  readonly sameParent?: boolean;
}

export interface Output {
  readonly type: Shape;
  /** Name in the REST body, or `etag` of the answer's header. @default the Pulumi name */
  readonly attribute?: string;
  readonly header?: "etag";
  /** Only the answer to the create has it; the plugin remembers it. */
  readonly toldOnce?: true;
}

/** A type of Pulumi's schema, as far as OCI's resources use it. */
export type Shape =
  "string" | "boolean" | "integer" | "number" | { readonly map: "string" } | readonly [Shape] | ObjectShape;

export interface ObjectShape {
  readonly properties: Readonly<Record<string, Field>>;
}

/** An input inside an object. */
export type Field = Omit<Input, "computed" | "autonamed" | "action">;

export interface Rest {
  /** Version prefix of the service's API, e.g. `/20210630`. */
  readonly base: string;
  /** Path below the base, with the parent's id in braces where there is one: `logGroups/{logGroupId}/logs`. */
  readonly collection: string;
  /** Attribute that holds the OCID. @default "id" */
  readonly id?: string;
  /** What ids look like. @default "ocid" */
  readonly ids?: "ocid" | "scim";
  /** State after creation. */
  readonly target: "ACTIVE" | "AVAILABLE" | "ENABLED" | "PENDING";
  /** Attribute that a path ends in, where that is not the OCID: unique in the parent. */
  readonly key?: string;
  /**
   * `scheduled`: deletion is put off; the object stays for days, can't be changed, and keeps its name. `shown`: it is
   * gone at once, and a GET still shows it as DELETED, under another name.
   */
  readonly deletion?: "scheduled" | "shown";
  /** Attribute by which objects of any kind say that they are in this one: it can't be deleted while there are some. */
  readonly holds?: string;
  /** Input that must be true for the plugin to delete the object. Without it, one of the same name is taken over. */
  readonly deletedWith?: string;
  /** It is written in the tenancy's home region alone. @see facts 1.1 and 8 */
  readonly writtenAtHome?: true;
  /** Attribute whose items OCI limits on each path of compartments. */
  readonly countedOnPath?: string;
  /** What it uses, and can't be made without a grant. */
  readonly uses?: readonly Use[];
  /** Each compartment has one, which a PUT changes: nothing creates, lists or deletes them. */
  readonly single?: true;
  /** The API has no GET of one object: it is looked for among those of its parent. */
  readonly listedOnly?: true;
  /** Deleted, it takes along what is in it. Others can't be deleted then. */
  readonly takesAlong?: true;
  /** What takes no time whatever the sandbox's delay: there is no state of OCI's on the way. */
  readonly immediate?: readonly ("create" | "delete")[];
  /** Objects that one parent may have. */
  readonly most?: number;
  /** It must be retired before it is deleted. */
  readonly retired?: true;
  /**
   * Writes that are answered with a work request, the word that its resources carry as `entityType`, and where below the
   * base it is. Default of `collection`: `workRequests`
   */
  readonly workRequest?: {
    readonly entityType: string;
    readonly on: readonly Write[];
    readonly collection?: string;
    /** The answer to a create has no body beside it. */
    readonly alone?: true;
  };
  /** Attribute of the parent's OCID, in the path or the body: the parent can't be deleted while this object is there. */
  readonly parent?: string;
  /** Type token of the parent's kind. Default: one that the sandbox does not have, such as users */
  readonly parentKind?: string;
  /** What a PUT says, as a GET shows it. @default as it is */
  readonly shown?: (given: RestObject) => RestObject;
  /** Attribute that must be unique, and where. */
  readonly unique?: { readonly attribute: string; readonly within: "tenancy" | "compartment" | "parent" };
  /** Shape of the answer to a list call; `Resources` is SCIM's. */
  readonly list: "array" | "items" | "Resources";
  /** Attributes that the service makes up for a new object. Pure. */
  readonly fill?: (object: RestObject, context: FillContext) => RestObject;
}

/** What an object needs a grant for, when it is made or given something else to use. */
export interface Use {
  /** Who asks: the object itself, by its `resource.type`, or a service. */
  readonly by: { readonly resource: string } | { readonly service: string };
  readonly permission: string;
  /** Attribute of the OCID of what is used; without a value, nothing is. */
  readonly object?: string;
  /** Attribute of the compartment whose objects are used, dotted. */
  readonly compartment?: string;
  /** Condition variables of a request for it: `<target>.id` and `<target>.name`, the latter from that attribute. */
  readonly variables?: { readonly target: string; readonly nameOf: string };
}

export type Write = "create" | "update" | "delete";

/** A REST body: camelCase keys, JSON values. */
export type RestObject = Record<string, unknown>;

export interface FillContext {
  readonly tenancyId: string;
  readonly userId: string;
  readonly region: string;
  /** Address that the request came to, e.g. `http://127.0.0.1:8411`. */
  readonly endpoint: string;
  /** RFC 3339 */
  readonly now: string;
  /** The parent's body, for kinds that have one. */
  readonly parent?: RestObject;
}

/** Where Oracle's TypeScript SDK has the operations of a kind. */
export interface Sdk {
  readonly package:
    | "oci-identity"
    | "oci-identitydomains"
    | "oci-ons"
    | "oci-logging"
    | "oci-devops"
    | "oci-artifacts"
    | "oci-containerengine"
    | "oci-vulnerabilityscanning"
    | "oci-vault"
    | "oci-keymanagement";
  readonly client: string;
  /** Input that says where the service answers, for kinds whose vault or domain has an address of its own. */
  readonly endpointFrom?: string;
  /** The noun in `create<Noun>`, `get<Noun>`, `update<Noun>`, `delete<Noun>`, `change<Noun>Compartment`. */
  readonly noun: string;
  /** The verb in `update<Noun>`. @default "update" */
  readonly updateVerb?: "update" | "put";
  /** Key of the id in requests. @default the noun with `Id`, lower-case first */
  readonly idKey?: string;
  /** The noun of work requests. @default "WorkRequest" */
  readonly workRequest?: string;
  /** Key of the body in create requests. @default `create<Noun>Details` */
  readonly createDetails?: string;
  /** Key of the body in update requests. @default `update<Noun>Details` */
  readonly updateDetails?: string;
  /** Key of the body in requests that change the compartment. @default `change<Noun>CompartmentDetails` */
  readonly moveDetails?: string;
}

/** Tags that every kind takes. The service fills both in. */
export const tags = {
  definedTags: { type: { map: "string" }, computed: true },
  freeformTags: { type: { map: "string" }, computed: true },
} as const satisfies Record<string, Input>;

/** A compartment that can be changed in place. */
export const movableCompartment = {
  type: "string",
  required: true,
  action: "changeCompartment",
} as const satisfies Input;

/** A name that is an identifier: made up when not given, and fixed afterwards. */
export const fixedName = {
  type: "string",
  computed: true,
  autonamed: true,
  replaceOnChange: true,
} as const satisfies Input;

/** A parent that is fixed. */
export const fixedParent = { type: "string", required: true, replaceOnChange: true } as const satisfies Input;

export const optionalText = { type: "string", computed: true } as const satisfies Input;

/** An attribute that tells the sorts of an object apart, each with the attributes that it needs. */
export const discriminator = (needs: Readonly<Record<string, readonly string[]>>) =>
  ({ type: "string", required: true, oneOf: Object.keys(needs), needs, checkedEarly: true }) as const satisfies Input;

/** Where something of the service gets at a private network. */
export const networkChannel: ObjectShape = {
  properties: {
    networkChannelType: discriminator({ PRIVATE_ENDPOINT_CHANNEL: [], SERVICE_VNIC_CHANNEL: [] }),
    nsgIds: { type: ["string"] },
    subnetId: { type: "string", required: true },
  },
};

/** Attribute of the parent's OCID where it is part of the path. */
export function parentInPath({ collection, parent }: Rest): string | undefined {
  return parent !== undefined && collection.includes(`{${parent}}`) ? parent : undefined;
}

export const state = { type: "string", attribute: "lifecycleState" } as const satisfies Output;
export const text = { type: "string" } as const satisfies Output;
export const systemTags = { type: { map: "string" } } as const satisfies Output;
