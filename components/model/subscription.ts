/**
 * Kinds of endpoints as the settings call them, with ONS's protocol for each. Who knows an address that is a credential
 * can write to what stands behind it.
 * @see facts 3.2
 */
const KINDS = {
  email: { protocol: "EMAIL", isCredential: false },
  slack: { protocol: "SLACK", isCredential: true },
  pagerduty: { protocol: "PAGERDUTY", isCredential: true },
  https: { protocol: "CUSTOM_HTTPS", isCredential: true },
  function: { protocol: "ORACLE_FUNCTIONS", isCredential: false },
  sms: { protocol: "SMS", isCredential: false },
} as const;

export type EndpointKind = keyof typeof KINDS;

/** All kinds, in the order of the settings. */
export const ENDPOINT_KINDS = Object.keys(KINDS) as readonly EndpointKind[];

/** Whether an endpoint of this kind must not be shown anywhere. */
export function isCredential(kind: EndpointKind): boolean {
  return KINDS[kind].isCredential;
}

/** Kinds that an item of the settings has an endpoint of, in the order of the settings; a valid one has just one. */
export function kindsOf(item: object): EndpointKind[] {
  return ENDPOINT_KINDS.filter((kind) => (item as Partial<Record<EndpointKind, unknown>>)[kind] !== undefined);
}

/** One item under `notify`: an endpoint under its kind, and a name where the settings give one. */
export type Recipient = Readonly<Partial<Record<EndpointKind | "name", string | undefined>>>;

/** One subscription to the project's topic. */
export interface Subscription {
  /** Last part of the resource's name. A change replaces the resource; never a credential. */
  readonly name: string;
  readonly protocol: (typeof KINDS)[EndpointKind]["protocol"];
  readonly endpoint: string;
  /** Whether the endpoint is a credential. */
  readonly isSecret: boolean;
}

/**
 * The subscription of one recipient, called by its name or else by its endpoint.
 * @throws Error when it has no endpoint, or has no name and an endpoint that is a credential: the settings let neither
 * pass.
 */
export function subscriptionOf(recipient: Recipient): Subscription {
  const [kind] = kindsOf(recipient);
  const endpoint = kind && recipient[kind];
  if (kind === undefined || endpoint === undefined) {
    throw new Error(`a recipient has no endpoint; give it one of ${ENDPOINT_KINDS.join(", ")}`);
  }
  const isSecret = isCredential(kind);
  if (isSecret && recipient.name === undefined) {
    throw new Error(`a recipient with '${kind}' has no name, and its endpoint must not stand in one; give it a 'name'`);
  }
  return { name: recipient.name ?? endpoint, protocol: KINDS[kind].protocol, endpoint, isSecret };
}
