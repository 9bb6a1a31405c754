import { generateKeyPairSync } from "node:crypto";
import { mock } from "node:test";

import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import type { FastifyInstance } from "fastify";

import { api } from "../../sandbox/api/server";
import { Store } from "../../sandbox/api/store";
import { addClusters } from "../../sandbox/cluster/server";
import { addPage } from "../../sandbox/page/routes";
import { kubernetesPlugin } from "../../sandbox/plugins/kubernetes";
import { ociPlugin } from "../../sandbox/plugins/oci";
import { servePlugin, type Served } from "../../sandbox/plugins/serve";
import { fromStruct, toStruct, type Properties } from "../../sandbox/plugins/values";

export const HOME_REGION = "us-ashburn-1";
export const WORKLOAD_REGION = "eu-frankfurt-1";

export const TENANCY = "ocid1.tenancy.oc1..tenancy";
export const USER = "ocid1.user.oc1..user";
export const COMPARTMENT = "ocid1.compartment.oc1..first";
export const OTHER_COMPARTMENT = "ocid1.compartment.oc1..second";

/** Tag namespace that was there before the sandbox. */
export const TAG_NAMESPACE = "Operations";

/** An API key that opens nothing but a sandbox. PEM */
export const PRIVATE_KEY = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
}).privateKey;

export const FINGERPRINT = Array.from({ length: 16 }, () => "00").join(":");

/** Settings of a provider resource, as a stack's configuration has them. */
export const providerSettings: Readonly<Record<string, string>> = {
  tenancyOcid: TENANCY,
  userOcid: USER,
  fingerprint: FINGERPRINT,
  privateKey: PRIVATE_KEY,
  region: WORKLOAD_REGION,
};

/** A copy of `record` that lacks `key`. */
export function without<V>(record: Readonly<Record<string, V>>, key: string): Record<string, V> {
  return Object.fromEntries(Object.entries(record).filter(([each]) => each !== key));
}

export interface RunningSandbox {
  /** e.g. `http://127.0.0.1:40123` */
  readonly endpoint: string;
  readonly store: Store;
  stop(): Promise<void>;
}

/**
 * Starts the REST API over objects in memory. Until it stops, `console.warn` is silent: Oracle's SDK writes every refusal
 * there, and the tests are full of them.
 * @param prepare adds hooks before it listens.
 */
export async function startSandbox(prepare?: (server: FastifyInstance) => void): Promise<RunningSandbox> {
  const store = new Store(":memory:");
  const server = api({ store, region: WORKLOAD_REGION, settings: { tagNamespaces: [TAG_NAMESPACE] } });
  addPage(server, store);
  addClusters(server, store);
  prepare?.(server);
  const endpoint = await server.listen({ host: "127.0.0.1", port: 0 });
  const warn = mock.method(globalThis.console, "warn", () => undefined);

  return {
    endpoint,
    store,
    async stop() {
      warn.mock.restore();
      await server.close();
      store.close();
    },
  };
}

/** What Check answered. */
export interface CheckAnswer {
  readonly inputs: Properties;
  readonly failures: readonly { readonly property: string; readonly reason: string }[];
}

/** What Create or Read answered. */
export interface ResourceAnswer {
  readonly id: string;
  readonly outputs: Properties;
  readonly inputs: Properties;
}

/** A running stand-in plugin, and the connections to it. */
export class RunningPlugin {
  private readonly connections: PluginConnection[] = [];

  private constructor(
    private readonly served: Served,
    private readonly name: string,
  ) {}

  static async start(endpoint: string): Promise<RunningPlugin> {
    return new RunningPlugin(await servePlugin(ociPlugin(endpoint)), "oci");
  }

  static async startKubernetes(endpoint: string): Promise<RunningPlugin> {
    return new RunningPlugin(await servePlugin(kubernetesPlugin(endpoint)), "kubernetes");
  }

  /** A connection of its own, as the engine opens one for each provider resource. */
  connect(): PluginConnection {
    const connection = new PluginConnection(this.served.port, this.name);
    this.connections.push(connection);
    return connection;
  }

  /** A connection that is configured. */
  async configured(settings: Readonly<Record<string, string>> = providerSettings): Promise<PluginConnection> {
    const connection = this.connect();
    await connection.configure(settings);
    return connection;
  }

  stop(): void {
    for (const connection of this.connections) connection.close();
    this.served.stop();
  }
}

/** The plugin as the engine talks to it: messages of its gRPC interface. */
export class PluginConnection {
  private readonly client: ResourceProviderClient;

  constructor(
    port: number,
    private readonly name: string,
  ) {
    // clients of one process otherwise share a connection to one address
    const options = { "grpc.use_local_subchannel_pool": 1 };
    this.client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), options);
  }

  close(): void {
    this.client.close();
  }

  async configure(settings: Readonly<Record<string, string>>): Promise<void> {
    const request = new proto.ConfigureRequest();
    for (const [name, setting] of Object.entries(settings))
      request.getVariablesMap().set(`${this.name}:config:${name}`, setting);
    await answer<proto.ConfigureResponse>((done) => this.client.configure(request, done));
  }

  async check(token: string, news: Properties, olds: Properties = {}): Promise<CheckAnswer> {
    const request = new proto.CheckRequest()
      .setUrn(urnOf(token))
      .setOlds(toStruct(olds))
      .setNews(toStruct(news))
      .setRandomseed(Buffer.alloc(32, 7).toString("base64"));
    const checked = await answer<proto.CheckResponse>((done) => this.client.check(request, done));
    return {
      inputs: fromStruct(checked.getInputs()),
      failures: checked.getFailuresList().map((failure) => failure.toObject()),
    };
  }

  /** @param olds inputs that the state has @param outputs those of the state */
  async diff(
    token: string,
    olds: Properties,
    news: Properties,
    outputs: Properties = olds,
  ): Promise<proto.DiffResponse> {
    const request = new proto.DiffRequest()
      .setUrn(urnOf(token))
      .setOlds(toStruct(outputs))
      .setOldInputs(toStruct(olds))
      .setNews(toStruct(news));
    return answer<proto.DiffResponse>((done) => this.client.diff(request, done));
  }

  /** The outputs in the preview of a create. */
  async previewCreate(token: string, inputs: Properties): Promise<Properties> {
    const request = new proto.CreateRequest().setUrn(urnOf(token)).setProperties(toStruct(inputs)).setPreview(true);
    const previewed = await answer<proto.CreateResponse>((done) => this.client.create(request, done));
    return fromStruct(previewed.getProperties());
  }

  async create(token: string, inputs: Properties): Promise<{ id: string; outputs: Properties }> {
    const request = new proto.CreateRequest().setUrn(urnOf(token)).setProperties(toStruct(inputs));
    const created = await answer<proto.CreateResponse>((done) => this.client.create(request, done));
    return { id: created.getId(), outputs: fromStruct(created.getProperties()) };
  }

  /** @param known outputs that the state has; none at an import. @param inputs those of the state */
  async read(token: string, id: string, known: Properties = {}, inputs: Properties = {}): Promise<ResourceAnswer> {
    const request = new proto.ReadRequest()
      .setUrn(urnOf(token))
      .setId(id)
      .setProperties(toStruct(known))
      .setInputs(toStruct(inputs));
    const found = await answer<proto.ReadResponse>((done) => this.client.read(request, done));
    return { id: found.getId(), outputs: fromStruct(found.getProperties()), inputs: fromStruct(found.getInputs()) };
  }

  /** @param olds outputs that the state has @param inputs those of the state */
  async update(
    token: string,
    id: string,
    olds: Properties,
    news: Properties,
    inputs: Properties = {},
  ): Promise<Properties> {
    const request = new proto.UpdateRequest()
      .setUrn(urnOf(token))
      .setId(id)
      .setOlds(toStruct(olds))
      .setOldInputs(toStruct(inputs))
      .setNews(toStruct(news));
    const updated = await answer<proto.UpdateResponse>((done) => this.client.update(request, done));
    return fromStruct(updated.getProperties());
  }

  async invoke(token: string, inputs: Properties): Promise<Properties> {
    const request = new proto.InvokeRequest().setTok(token).setArgs(toStruct(inputs));
    return fromStruct((await answer<proto.InvokeResponse>((done) => this.client.invoke(request, done))).getReturn());
  }

  async delete(token: string, id: string, outputs: Properties = {}): Promise<void> {
    const request = new proto.DeleteRequest().setUrn(urnOf(token)).setId(id).setProperties(toStruct(outputs));
    await answer<unknown>((done) => this.client.delete(request, done));
  }
}

function urnOf(token: string): string {
  return `urn:pulumi:test::sandbox-tests::${token}::app`;
}

/** The answer to one call. @throws grpc.ServiceError */
function answer<Response>(
  send: (done: (error: grpc.ServiceError | null, response: Response) => void) => unknown,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    send((error, response) => (error ? reject(error) : resolve(response)));
  });
}
