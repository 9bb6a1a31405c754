import * as grpc from "@grpc/grpc-js";
import * as plugin from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderService, type IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";

import { HalfMadeError, type Checked, type Diff, type Difference, type Known, type Named, type Plugin } from "./plugin";
import { fromStruct, toStruct } from "./values";

/** A stand-in plugin that runs. */
export interface Served {
  readonly port: number;
  stop(): void;
}

/**
 * Serves a plugin to the engine, which attaches to it by `PULUMI_DEBUG_PROVIDERS=<package>:<port>`; that is never done
 * outside the sandbox. Binds the loopback interface only.
 * @param port 0 for a free one.
 */
export async function servePlugin<Client>(served: Plugin<Client>, port = 0): Promise<Served> {
  const server = new grpc.Server({ "grpc.max_receive_message_length": -1 });
  server.addService(ResourceProviderService, resourceProvider(served) as grpc.UntypedServiceImplementation);
  const bound = await new Promise<number>((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${port}`, grpc.ServerCredentials.createInsecure(), (error, actual) =>
      error ? reject(error) : resolve(actual),
    );
  });
  return { port: bound, stop: () => server.forceShutdown() };
}

/** Takes a request, returns its answer; what it throws becomes the call's error. */
type Handler<Request, Response, Client> = (
  request: Request,
  connection: Connection<Client>,
) => Response | Promise<Response>;

interface Connection<Client> {
  /** @throws Error when the provider was not configured. */
  readonly client: Client;
}

function resourceProvider<Client>(served: Plugin<Client>): Partial<IResourceProviderServer> {
  // A stack has several providers of one package, and a call does not say which one it is for; but the engine opens a
  // connection for each, so the peer's address does.
  const clients = new Map<string, Client>();
  const connectionOf = (peer: string): Connection<Client> => ({
    get client() {
      const client = clients.get(peer);
      if (!client) throw new Error("the provider was not configured on this connection");
      return client;
    },
  });
  const unary =
    <Request, Response>(handler: Handler<Request, Response, Client>): grpc.handleUnaryCall<Request, Response> =>
    (call, callback) => {
      new Promise<Response>((resolve) => resolve(handler(call.request, connectionOf(call.getPeer())))).then(
        (response) => callback(null, response),
        (error: Error) => callback(callError(error, served.describe(error))),
      );
    };

  return {
    handshake: unary(() => new proto.ProviderHandshakeResponse()),
    attach: unary(() => new Empty()),
    getPluginInfo: unary(() => new plugin.PluginInfo().setVersion(served.version)),
    checkConfig: unary((request: proto.CheckRequest) => new proto.CheckResponse().setInputs(request.getNews())),
    diffConfig: unary((request: proto.DiffRequest) => {
      const changed =
        JSON.stringify(fromStruct(request.getOldInputs())) !== JSON.stringify(fromStruct(request.getNews()));
      return new proto.DiffResponse().setChanges(changes(changed));
    }),
    configure: (call, callback) => {
      try {
        clients.set(call.getPeer(), served.connect(settingsOf(call.request, served.package)));
        callback(null, new proto.ConfigureResponse().setSupportspreview(true));
      } catch (error) {
        callback({ code: grpc.status.INVALID_ARGUMENT, details: (error as Error).message });
      }
    },
    check: unary((request: proto.CheckRequest) =>
      checkResponse(
        served.check(
          named(request.getUrn()),
          fromStruct(request.getOlds()),
          fromStruct(request.getNews()),
          request.getRandomseed_asU8(),
        ),
      ),
    ),
    diff: unary((request: proto.DiffRequest) =>
      diffResponse(
        served.diff(
          named(request.getUrn()),
          fromStruct(request.getOldInputs()),
          fromStruct(request.getNews()),
          fromStruct(request.getOlds()),
        ),
      ),
    ),
    create: unary(async (request: proto.CreateRequest, connection) => {
      const resource = named(request.getUrn());
      const inputs = fromStruct(request.getProperties());
      if (request.getPreview()) {
        const outputs = await served.previewCreate(connection.client, resource, inputs);
        return new proto.CreateResponse().setProperties(toStruct(outputs));
      }
      const created = await served.create(connection.client, resource, inputs);
      return new proto.CreateResponse().setId(created.id).setProperties(toStruct(created.outputs));
    }),
    read: unary(async (request: proto.ReadRequest, connection) => {
      const found = await served.read(connection.client, named(request.getUrn()), {
        id: request.getId(),
        outputs: fromStruct(request.getProperties()),
        inputs: fromStruct(request.getInputs()),
      });
      if (!found) return new proto.ReadResponse();
      return new proto.ReadResponse()
        .setId(found.id)
        .setProperties(toStruct(found.outputs))
        .setInputs(toStruct(found.inputs));
    }),
    update: unary(async (request: proto.UpdateRequest, connection) => {
      const resource = named(request.getUrn());
      const known: Known = {
        id: request.getId(),
        outputs: fromStruct(request.getOlds()),
        inputs: fromStruct(request.getOldInputs()),
      };
      const news = fromStruct(request.getNews());
      const outputs = request.getPreview()
        ? served.previewUpdate(resource, known, news)
        : (await served.update(connection.client, resource, known, news)).outputs;
      return new proto.UpdateResponse().setProperties(toStruct(outputs));
    }),
    invoke: unary(async (request: proto.InvokeRequest, connection) => {
      const found = await served.invoke(connection.client, request.getTok(), fromStruct(request.getArgs()));
      return new proto.InvokeResponse().setReturn(toStruct(found));
    }),
    delete: unary(async (request: proto.DeleteRequest, connection) => {
      const outputs = fromStruct(request.getProperties());
      await served.delete(connection.client, named(request.getUrn()), { id: request.getId(), outputs, inputs: {} });
      return new Empty();
    }),
    cancel: (_call, callback) => callback(null, new Empty()),
  };
}

function settingsOf(request: proto.ConfigureRequest, owner: string): Record<string, string> {
  const prefix = `${owner}:config:`;
  const entries = request.getVariablesMap().getEntryList();
  return Object.fromEntries(entries.map(([name, value]) => [name.replace(prefix, ""), value]));
}

/** `urn:pulumi:<stack>::<project>::<parent types>$<type>::<name>` */
function named(urn: string): Named {
  const parts = urn.split("::");
  return { token: parts[2]?.split("$").at(-1) ?? "", name: parts.slice(3).join("::") };
}

function checkResponse({ inputs, failures }: Checked): proto.CheckResponse {
  const response = new proto.CheckResponse().setInputs(toStruct(inputs));
  for (const { property, reason } of failures) {
    response.addFailures(new proto.CheckFailure().setProperty(property).setReason(reason));
  }
  return response;
}

function diffResponse({ differences, replaces, deleteBeforeReplace }: Diff): proto.DiffResponse {
  const response = new proto.DiffResponse()
    .setChanges(changes(differences.length > 0))
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

function changes(some: boolean): proto.DiffResponse.DiffChanges {
  return some ? proto.DiffResponse.DiffChanges.DIFF_SOME : proto.DiffResponse.DiffChanges.DIFF_NONE;
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

/** The error of a call; of a half-made resource it carries the id, in the way that the engine reads such details. */
function callError(error: Error, details: string): Partial<grpc.StatusObject> {
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
