import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";

import type { HttpClient } from "oci-common";

import { PASSING } from "../../api/life-cycle";
import { REGION_HEADER } from "../../api/region-header";
import type { Kind, RestObject } from "../../kinds/kind";

/** What a provider resource is configured with, as far as calls need it. */
export interface ClientConfiguration {
  readonly tenancyId: string;
  readonly userId: string;
  readonly fingerprint: string;
  /** PEM */
  readonly privateKey: string;
  /** Of the private key, where it has one. */
  readonly passphrase?: string;
  /** Of a session that the CLI has opened; there is no user then. */
  readonly sessionToken?: string;
  readonly region: string;
}

/** An object as the API answered it. */
export interface Answer {
  readonly object: RestObject;
  readonly etag: string | undefined;
}

type Operation = (request: Record<string, unknown>) => Promise<Record<string, unknown>>;
type Client = Record<string, Operation> & { endpoint: string };

/** First pause between two looks at a work request, in milliseconds; it doubles up to the second one. */
const POLL = { first: 100, most: 10_000 };

/**
 * How often a call is made that fails for a reason that may pass, and the first pause in milliseconds; it doubles. Oracle's
 * SDK makes as many attempts, with longer pauses, and does not read `retry-after` either.
 * @see oci-common 2.137.0, `OciSdkDefaultRetryConfiguration`
 */
const RETRIES = { attempts: 8, first: 5 };

/**
 * Calls OCI's API for one provider resource, through Oracle's TypeScript SDK: what is sent and read passes Oracle's own
 * serialisation. Every method throws `OciError` for what the API refuses.
 */
export class OracleClient {
  private readonly clients = new Map<string, Client>();

  /**
   * @param endpoint address of the sandbox, e.g. `http://127.0.0.1:8411`. Undefined: Oracle's own of each service and
   *   region, which nothing of the sandbox itself asks for.
   */
  constructor(
    private readonly endpoint: string | undefined,
    readonly configuration: ClientConfiguration,
  ) {}

  /**
   * Creates an object and waits until the service has it. Returns the id that the plugin knows it by, most kinds' OCID,
   * and what the service answered.
   */
  async create(kind: Kind, body: RestObject, parents: RestObject): Promise<{ id: string; answered: RestObject }> {
    const { noun, createDetails = `create${noun}Details` } = kind.sdk;
    const answer = await this.call(kind, `create${noun}`, { ...parents, [createDetails]: body });
    const request = await this.finish(kind, answer);
    const answered = modelOf(answer) ?? {};
    return { id: request ?? idOf(kind, answered), answered };
  }

  /**
   * The objects that a list call answers, all pages of them, as short as the service lists them.
   * @param where what the call is narrowed by, e.g. a compartment.
   */
  async list(kind: Kind, where: RestObject): Promise<RestObject[]> {
    const found: RestObject[] = [];
    for (let page: unknown; ;) {
      const answer = await this.call(kind, `list${kind.sdk.noun.replace(/(?<=[^aeiou])y$/, "ie")}s`, {
        ...where,
        page,
      });
      found.push(...itemsOf(answer));
      page = answer["opcNextPage"];
      if (!page) return found;
    }
  }

  /**
   * The object after a write, once the service is done with it: one of IAM is looked at again when a read misses the write.
   * @param etag that the write has answered
   */
  written(kind: Kind, id: string, parents: RestObject, etag?: string): Promise<Answer> {
    if (!kind.rest.writtenAtHome) return this.settled(kind, id, parents);
    return this.settled(kind, id, parents, async () => {
      for (let attempt = 1; ; attempt++) {
        const isLast = attempt === RETRIES.attempts;
        try {
          const answer = await this.get(kind, id, parents);
          if (isLast || etag === undefined || answer.etag === etag) return answer;
        } catch (error) {
          if (isLast || (error as { statusCode?: number }).statusCode !== 404) throw error;
        }
        await sleep(RETRIES.first * 2 ** (attempt - 1));
      }
    });
  }

  async get(kind: Kind, id: string, parents: RestObject): Promise<Answer> {
    if (kind.rest.listedOnly) {
      const object = (await this.list(kind, parents)).find((each) => each["id"] === id);
      if (!object) throw Object.assign(new Error(`${id} is not listed`), { statusCode: 404 });
      return { object, etag: undefined };
    }
    const answer = await this.call(kind, `get${kind.sdk.noun}`, { ...keyOf(kind, id), ...parents });
    return { object: modelOf(answer) ?? {}, etag: answer["etag"] as string | undefined };
  }

  /**
   * The object once the service is done with making or deleting it.
   * @param read how it is looked at
   */
  async settled(kind: Kind, id: string, parents: RestObject, read = this.get.bind(this)): Promise<Answer> {
    for (let pause = POLL.first; ; pause = Math.min(pause * 2, POLL.most)) {
      const answer = await read(kind, id, parents);
      if (!PASSING.includes(String(answer.object["lifecycleState"]))) return answer;
      await sleep(pause);
    }
  }

  /** Changes an object. Returns its etag then, where the service says it. */
  async update(kind: Kind, id: string, body: RestObject, parents: RestObject): Promise<string | undefined> {
    const { noun, updateVerb = "update", updateDetails = `update${noun}Details` } = kind.sdk;
    const request = { ...keyOf(kind, id), ...parents, [updateDetails]: body };
    const answer = await this.call(kind, updateVerb + noun, request);
    await this.finish(kind, answer);
    return answer["etag"] as string | undefined;
  }

  async changeCompartment(kind: Kind, id: string, compartmentId: string): Promise<void> {
    const name = `change${kind.sdk.noun}Compartment`;
    const details = kind.sdk.moveDetails ?? `${name}Details`;
    await this.finish(kind, await this.call(kind, name, { ...keyOf(kind, id), [details]: { compartmentId } }));
  }

  /** What other kinds call a change of compartment is a move to compartments. */
  async moveCompartment(kind: Kind, id: string, targetCompartmentId: string): Promise<void> {
    const request = { ...keyOf(kind, id), moveCompartmentDetails: { targetCompartmentId } };
    await this.finish(kind, await this.call(kind, "moveCompartment", request));
  }

  async changeLogGroup(kind: Kind, id: string, from: string, to: string): Promise<void> {
    const request = { logGroupId: from, logId: id, changeLogLogGroupDetails: { targetLogGroupId: to } };
    await this.finish(kind, await this.call(kind, "changeLogLogGroup", request));
  }

  /** Changes how a cluster's API is reached, which its PUT does not. */
  async updateEndpointConfig(kind: Kind, id: string, config: unknown): Promise<void> {
    const request = { ...keyOf(kind, id), updateClusterEndpointConfigDetails: config };
    await this.finish(kind, await this.call(kind, "updateClusterEndpointConfig", request));
  }

  /** Deletes an object, or schedules its deletion where that is all the service offers. */
  async delete(kind: Kind, id: string, parents: RestObject): Promise<void> {
    if (kind.rest.deletion === "scheduled") {
      const name = `schedule${kind.sdk.noun}Deletion`;
      await this.call(kind, name, { ...keyOf(kind, id), [`${name}Details`]: {} });
      return;
    }
    if (kind.rest.retired) await this.update(kind, id, { isRetired: true }, parents);
    await this.finish(kind, await this.call(kind, `delete${kind.sdk.noun}`, { ...keyOf(kind, id), ...parents }));
  }

  /** What a look-up answers that is of no kind. @param operation e.g. `getNamespace` */
  async ask(
    service: { readonly package: string; readonly client: string },
    operation: string,
    request: RestObject,
  ): Promise<Record<string, unknown>> {
    const client = this.clientOf(service);
    return (await client[operation]?.call(client, request)) ?? {};
  }

  /** Waits for the work request of a write, if there is one. Returns the OCID that it names. */
  private async finish(kind: Kind, answer: Record<string, unknown>): Promise<string | undefined> {
    const workRequestId = answer["opcWorkRequestId"];
    if (typeof workRequestId !== "string" || workRequestId === "") return undefined;
    const operation = `get${kind.sdk.workRequest ?? "WorkRequest"}`;
    for (let pause = POLL.first; ; pause = Math.min(pause * 2, POLL.most)) {
      const request = modelOf(await this.call(kind, operation, { workRequestId })) ?? {};
      if (request["status"] === "FAILED") throw new Error(`work request ${workRequestId} failed`);
      if (request["timeFinished"]) {
        const resources = (request["resources"] ?? []) as { entityType: string; identifier: string }[];
        const entity = kind.rest.workRequest?.entityType.toLowerCase() ?? "";
        return resources.find(({ entityType }) => entityType.toLowerCase().includes(entity))?.identifier;
      }
      await sleep(pause);
    }
  }

  private async call(
    kind: Kind,
    operation: string,
    request: Record<string, unknown>,
  ): Promise<Record<string, unknown>> {
    const client = this.clientOf(kind.sdk);
    const method = client[operation];
    if (!method) throw new Error(`${kind.sdk.client} has no operation '${operation}'`);
    // a create that is sent again must not make a second object
    const sent = operation.startsWith("create") ? { opcRetryToken: randomUUID(), ...request } : request;
    for (let attempt = 1; ; attempt++) {
      try {
        return await method.call(client, sent);
      } catch (error) {
        if (attempt === RETRIES.attempts || !mayPass(error)) throw error;
        await sleep(RETRIES.first * 2 ** (attempt - 1));
      }
    }
  }

  private clientOf({ package: from, client: name }: { package: string; client: string }): Client {
    let client = this.clients.get(name);
    if (!client) {
      const common = require("oci-common") as typeof import("oci-common");
      const { tenancyId, userId, fingerprint, privateKey, passphrase, sessionToken, region } = this.configuration;
      const authenticationDetailsProvider = new common.SimpleAuthenticationDetailsProvider(
        tenancyId,
        userId,
        fingerprint,
        privateKey,
        passphrase ?? null,
        common.Region.fromRegionId(region),
        undefined,
        undefined,
        undefined,
        sessionToken,
      );
      const inner = new common.FetchHttpClient(new common.DefaultRequestSigner(authenticationDetailsProvider));
      const httpClient: HttpClient = {
        send: (request) => {
          if (this.endpoint !== undefined) request.headers.set(REGION_HEADER, region);
          return inner.send(request);
        },
      };
      const service = require(from) as Record<string, new (parameters: object, options: object) => Client>;
      const Constructor = service[name];
      if (!Constructor) throw new Error(`${from} has no client '${name}'`);
      client = new Constructor(
        { authenticationDetailsProvider, httpClient },
        { retryConfiguration: common.NoRetryConfigurationDetails },
      );
      if (this.endpoint !== undefined) client.endpoint = this.endpoint;
      this.clients.set(name, client);
    }
    return client;
  }
}

/** The id that the plugin knows an object by. */
export function idOf(kind: Kind, object: RestObject): string {
  return String(object[kind.rest.id ?? "id"]);
}

/** The list in an answer: under `items`, or in the collection that the SDK puts around it; SCIM calls it `resources`. */
function itemsOf(answer: Record<string, unknown>): RestObject[] {
  const list = answer["items"] ?? modelOf(answer)?.["items"] ?? modelOf(answer)?.["resources"];
  return (list ?? []) as RestObject[];
}

/** Whether a call may succeed when it is made again: the service was busy or broken, or the connection was. */
function mayPass(error: unknown): boolean {
  const { statusCode, message } = error as Error & { statusCode?: number };
  return statusCode !== undefined && statusCode > 0
    ? statusCode === 429 || statusCode >= 500
    : /fetch failed|socket hang up|ECONNRESET/.test(message);
}

/** How a request names the object that has an OCID. */
function keyOf(kind: Kind, id: string): RestObject {
  return { [idKeyOf(kind)]: id };
}

/** Key of what a request names an object by. */
export function idKeyOf({ sdk: { noun, idKey } }: Kind): string {
  return idKey ?? `${noun.charAt(0).toLowerCase()}${noun.slice(1)}Id`;
}

/** The SDK puts the body of an answer under a key named after its model, beside the headers, which are strings. */
function modelOf(answer: Record<string, unknown>): RestObject | undefined {
  return Object.values(answer).find((part) => typeof part === "object" && part !== null) as RestObject | undefined;
}
