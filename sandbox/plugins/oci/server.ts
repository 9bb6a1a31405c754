import * as fs from "node:fs";

import * as grpc from "@grpc/grpc-js";
import * as plugin from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderService, type IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";

import { kindOf, kinds } from "../../kinds";
import type { Kind } from "../../kinds/kind";
import { check } from "./check";
import { diff, type Difference } from "./diff";
import { OracleClient, type ClientConfiguration } from "./oracle-client";
import { previewOutputs, withoutWriteOnly } from "./properties";
import { createResource, deleteResource, HalfMadeError, readResource, updateResource } from "./provider";
import { fromStruct, toStruct } from "./values";

/** Version of the official plugin whose answers this one gives. */
const VERSION = "4.20.0";

/** The one function that the sandbox answers. */
const GET_NAMESPACE = "oci:ObjectStorage/getNamespace:getNamespace";

/** Takes a request, returns its answer; what it throws becomes the call's error. */
type Handler<Request, Response> = (request: Request, clients: Connection) => Response | Promise<Response>;

/**
 * The stand-in for the official OCI plugin, on networks where that can't be had: the same steps, unknowns and
 * replacements, over the sandbox's API. The engine attaches to it by `PULUMI_DEBUG_PROVIDERS=oci:<port>`, which is
 * never done outside the sandbox.
 * @param endpoint address of the sandbox's API.
 * @param port 0 for a free one. Binds the loopback interface only.
 * @returns the port and how to stop it.
 */
export async function serveOciPlugin(endpoint: string, port = 0): Promise<{ port: number; stop(): void }> {
  const server = new grpc.Server({ "grpc.max_receive_message_length": -1 });
  server.addService(
    ResourceProviderService,
    resourceProvider(new Connections(endpoint)) as grpc.UntypedServiceImplementation,
  );
  const bound = await new Promise<number>((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${port}`, grpc.ServerCredentials.createInsecure(), (error, actual) =>
      error ? reject(error) : resolve(actual),
    );
  });
  return { port: bound, stop: () => server.forceShutdown() };
}

/**
 * The configuration of each provider resource. A stack has several (workload region, home region) and a call does not
 * say which one it is for; but the engine opens a connection for each, so the peer's address does.
 */
class Connections {
  private readonly clients = new Map<string, OracleClient>();

  constructor(private readonly endpoint: string) {}

  configure(peer: string, configuration: ClientConfiguration): void {
    this.clients.set(peer, new OracleClient(this.endpoint, configuration));
  }

  of(peer: string): OracleClient {
    const client = this.clients.get(peer);
    if (!client) throw new Error("the provider was not configured on this connection");
    return client;
  }
}

interface Connection {
  readonly client: OracleClient;
}

function resourceProvider(connections: Connections): Partial<IResourceProviderServer> {
  const unary =
    <Request, Response>(handler: Handler<Request, Response>): grpc.handleUnaryCall<Request, Response> =>
    (call, callback) => {
      const connection: Connection = {
        get client() {
          return connections.of(call.getPeer());
        },
      };
      new Promise<Response>((resolve) => resolve(handler(call.request, connection))).then(
        (response) => callback(null, response),
        (error: Error) => callback(callError(error)),
      );
    };

  return {
    handshake: unary(() => new proto.ProviderHandshakeResponse()),
    attach: unary(() => new Empty()),
    getPluginInfo: unary(() => new plugin.PluginInfo().setVersion(VERSION)),
    checkConfig: unary((request: proto.CheckRequest) => new proto.CheckResponse().setInputs(request.getNews())),
    diffConfig: unary((request: proto.DiffRequest) => {
      const changed =
        JSON.stringify(fromStruct(request.getOldInputs())) !== JSON.stringify(fromStruct(request.getNews()));
      return new proto.DiffResponse().setChanges(
        changed ? proto.DiffResponse.DiffChanges.DIFF_SOME : proto.DiffResponse.DiffChanges.DIFF_NONE,
      );
    }),
    configure: (call, callback) => {
      try {
        connections.configure(call.getPeer(), configurationOf(call.request));
        callback(null, new proto.ConfigureResponse().setSupportspreview(true));
      } catch (error) {
        callback({ code: grpc.status.INVALID_ARGUMENT, details: (error as Error).message });
      }
    },
    check: unary(checkResource),
    diff: unary(diffResource),
    create: unary(async (request: proto.CreateRequest, connection) => {
      const kind = kindOfUrn(request.getUrn());
      const inputs = fromStruct(request.getProperties());
      if (request.getPreview()) return new proto.CreateResponse().setProperties(toStruct(previewOutputs(kind, inputs)));
      const created = await createResource(connection.client, kind, inputs);
      return new proto.CreateResponse().setId(created.id).setProperties(toStruct(created.outputs));
    }),
    read: unary(async (request: proto.ReadRequest, connection) => {
      const kind = kindOfUrn(request.getUrn());
      const known = fromStruct(request.getProperties());
      const found = await readResource(
        connection.client,
        kind,
        request.getId(),
        known,
        fromStruct(request.getInputs()),
      );
      if (!found) return new proto.ReadResponse();
      return new proto.ReadResponse()
        .setId(found.id)
        .setProperties(toStruct(found.outputs))
        .setInputs(toStruct(found.inputs));
    }),
    update: unary(async (request: proto.UpdateRequest, connection) => {
      const kind = kindOfUrn(request.getUrn());
      const olds = { ...fromStruct(request.getOlds()), ...fromStruct(request.getOldInputs()) };
      const news = fromStruct(request.getNews());
      const preview = withoutWriteOnly(kind, { ...olds, ...news });
      if (request.getPreview()) return new proto.UpdateResponse().setProperties(toStruct(preview));
      const updated = await updateResource(connection.client, kind, request.getId(), olds, { ...olds, ...news });
      return new proto.UpdateResponse().setProperties(toStruct(updated.outputs));
    }),
    invoke: unary(async (request: proto.InvokeRequest, connection) => {
      if (request.getTok() !== GET_NAMESPACE) {
        throw new Error(`the sandbox has no function '${request.getTok()}' yet (it has: ${GET_NAMESPACE})`);
      }
      const namespace = await connection.client.namespace();
      const id = "ObjectStorageNamespaceDataSource-0";
      return new proto.InvokeResponse().setReturn(toStruct({ ...fromStruct(request.getArgs()), id, namespace }));
    }),
    delete: unary(async (request: proto.DeleteRequest, connection) => {
      await deleteResource(
        connection.client,
        kindOfUrn(request.getUrn()),
        request.getId(),
        fromStruct(request.getProperties()),
      );
      return new Empty();
    }),
    cancel: (_call, callback) => callback(null, new Empty()),
  };
}

function checkResource(request: proto.CheckRequest): proto.CheckResponse {
  const kind = kindOfUrn(request.getUrn());
  const olds = fromStruct(request.getOlds());
  const { inputs, failures } = check(
    kind,
    nameOfUrn(request.getUrn()),
    olds,
    fromStruct(request.getNews()),
    request.getRandomseed_asU8(),
  );
  const response = new proto.CheckResponse().setInputs(toStruct(inputs));
  for (const { property, reason } of failures) {
    response.addFailures(new proto.CheckFailure().setProperty(property).setReason(reason));
  }
  return response;
}

function diffResource(request: proto.DiffRequest): proto.DiffResponse {
  const kind = kindOfUrn(request.getUrn());
  const { differences, replaces, deleteBeforeReplace } = diff(
    kind,
    fromStruct(request.getOldInputs()),
    fromStruct(request.getNews()),
  );
  const response = new proto.DiffResponse()
    .setChanges(
      differences.length > 0 ? proto.DiffResponse.DiffChanges.DIFF_SOME : proto.DiffResponse.DiffChanges.DIFF_NONE,
    )
    .setReplacesList([...replaces])
    .setDiffsList([...new Set(differences.map(({ path }) => path.split(".")[0] as string))])
    .setDeletebeforereplace(deleteBeforeReplace)
    .setHasdetaileddiff(true);
  for (const difference of differences) {
    response
      .getDetaileddiffMap()
      .set(difference.path, new proto.PropertyDiff().setKind(diffKind(difference)).setInputdiff(true));
  }
  return response;
}

function diffKind({ kind, replace }: Difference): proto.PropertyDiff.Kind {
  const { Kind: kinds } = proto.PropertyDiff;
  switch (kind) {
    case "add":
      return replace ? kinds.ADD_REPLACE : kinds.ADD;
    case "update":
      return replace ? kinds.UPDATE_REPLACE : kinds.UPDATE;
    case "delete":
      return replace ? kinds.DELETE_REPLACE : kinds.DELETE;
  }
}

/** @throws Error that names the setting that is missing, as the official plugin's client does before any call. */
function configurationOf(request: proto.ConfigureRequest): ClientConfiguration {
  const variables = Object.fromEntries(request.getVariablesMap().getEntryList());
  const setting = (name: string): string => {
    const value = variables[`oci:config:${name}`];
    if (!value)
      throw new Error(`provider 'oci': '${name}' is not set; the sandbox writes it into its copy of the stack file`);
    return value;
  };
  const keyFile = variables["oci:config:privateKeyPath"];
  return {
    tenancyId: setting("tenancyOcid"),
    userId: setting("userOcid"),
    fingerprint: setting("fingerprint"),
    privateKey: keyFile ? fs.readFileSync(keyFile, "utf8") : setting("privateKey"),
    region: setting("region"),
  };
}

function kindOfUrn(urn: string): Kind {
  const token = urn.split("::")[2]?.split("$").at(-1) ?? "";
  const kind = kindOf(token);
  if (!kind) {
    const known = kinds
      .map((each) => each.token)
      .sort()
      .join(", ");
    throw new Error(`the sandbox has no kind '${token}' yet (it has: ${known})`);
  }
  return kind;
}

function nameOfUrn(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

/** The error of a call; of a half-made resource it carries the id, in the way that the engine reads such details. */
function callError(error: Error): Partial<grpc.StatusObject> {
  const details = describe(error);
  if (!(error instanceof HalfMadeError)) return { code: grpc.status.UNKNOWN, details };
  const halfMade = new proto.ErrorResourceInitFailed()
    .setId(error.id)
    .setProperties(toStruct(error.outputs))
    .setInputs(toStruct(error.outputs))
    .setReasonsList([details]);
  const detail = new Any();
  detail.pack(halfMade.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const status = new Status().setCode(grpc.status.UNKNOWN).setMessage(details);
  status.addDetails(detail);
  const metadata = new grpc.Metadata();
  metadata.add("grpc-status-details-bin", Buffer.from(status.serializeBinary()));
  return { code: grpc.status.UNKNOWN, details, metadata };
}

/** An error of Oracle's SDK as the official plugin words it: `409-Conflict, <message>`. */
function describe(error: Error & { statusCode?: number; serviceCode?: string; operationName?: string }): string {
  if (error.statusCode === undefined) return error.message;
  return `${error.statusCode}-${error.serviceCode}, ${error.message} (${error.operationName})`;
}
