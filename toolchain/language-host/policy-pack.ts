import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import * as readline from "node:readline";
import type { Readable } from "node:stream";

import * as grpc from "@grpc/grpc-js";
import { AnalyzerClient, AnalyzerService } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import * as analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import * as language from "@pulumi/pulumi/proto/language_pb";

import { startChild } from "./children";
import { nodeFor, packEnvironment, resolveFrom, type RuntimeOptions, type StackContext } from "./environment";
import { listen, MESSAGE_SIZE } from "./listen";

type RunPluginCall = grpc.ServerWritableStream<language.RunPluginRequest, language.RunPluginResponse>;

const NO_STACK: StackContext = {
  organization: "",
  project: "",
  stack: "",
  dryRun: true,
  config: {},
  configSecretKeys: [],
};

/**
 * Serves one policy pack. The pack's process needs the stack's configuration in its environment when it starts,
 * and the engine tells it only in `ConfigureStack`: so this host answers as the analyzer first, starts the pack
 * when that call comes, and passes every later call through to it. Ends with the call.
 */
export async function runPolicyPack(call: RunPluginCall): Promise<void> {
  const pack = new PolicyPack(call);
  const server = new grpc.Server(MESSAGE_SIZE);
  server.addService(AnalyzerService, analyzerOf(pack));
  call.on("cancelled", () => {
    pack.stop();
    server.forceShutdown();
  });
  const port = await listen(server);
  call.write(new language.RunPluginResponse().setStdout(Buffer.from(`${port}\n`)));
}

class PolicyPack {
  private process: ChildProcess | undefined;
  private client: Promise<AnalyzerClient> | undefined;

  constructor(private readonly call: RunPluginCall) {}

  /** The pack's own service; starts the pack at the first use. Only the first `context` counts. */
  connect(engine: string, context: StackContext = NO_STACK): Promise<AnalyzerClient> {
    this.client ??= this.start(engine, context);
    return this.client;
  }

  stop(): void {
    this.process?.kill("SIGTERM");
  }

  private async start(engine: string, context: StackContext): Promise<AnalyzerClient> {
    const directory = this.call.request.getInfo()?.getProgramDirectory() || this.call.request.getPwd();
    const options = (this.call.request.getInfo()?.getOptions()?.toJavaScript() ?? {}) as RuntimeOptions;
    const entry = resolveFrom(directory, "@pulumi/pulumi/cmd/run-policy-pack");
    const child = startChild(nodeFor(directory), [entry, engine, "."], {
      cwd: directory,
      env: packEnvironment(context, options),
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.process = child;
    child.stderr?.on("data", (data: Buffer) => this.call.write(new language.RunPluginResponse().setStderr(data)));

    const port = await firstLine(child.stdout as Readable, child, (line) =>
      this.call.write(new language.RunPluginResponse().setStdout(Buffer.from(`${line}\n`))),
    );
    return new AnalyzerClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), MESSAGE_SIZE);
  }
}

function analyzerOf(pack: PolicyPack): grpc.UntypedServiceImplementation {
  let engine = "";
  const passThrough =
    (method: string): grpc.handleUnaryCall<unknown, unknown> =>
    (call, callback) => {
      pack.connect(engine).then((client) => forward(client, method, call.request, callback), failWith(callback));
    };
  const names = [
    "analyze",
    "analyzeStack",
    "remediate",
    "getAnalyzerInfo",
    "getPluginInfo",
    "configure",
    "cancel",
  ] as const;
  return {
    ...Object.fromEntries(names.map((name) => [name, passThrough(name)])),
    handshake: ((call, callback) => {
      engine = call.request.getEngineAddress();
      callback(null, new analyzer.AnalyzerHandshakeResponse());
    }) as grpc.handleUnaryCall<analyzer.AnalyzerHandshakeRequest, analyzer.AnalyzerHandshakeResponse>,
    configureStack: ((call, callback) => {
      const request = call.request;
      const context = {
        organization: request.getOrganization(),
        project: request.getProject(),
        stack: request.getStack(),
        dryRun: request.getDryRun(),
        config: Object.fromEntries(request.getConfigMap().getEntryList()),
        configSecretKeys: request.getConfigSecretKeysList(),
      };
      pack
        .connect(engine, context)
        .then((client) => forward(client, "configureStack", request, callback), failWith(callback));
    }) as grpc.handleUnaryCall<analyzer.AnalyzerStackConfigureRequest, unknown>,
  };
}

function forward(
  client: AnalyzerClient,
  method: string,
  request: unknown,
  callback: grpc.sendUnaryData<unknown>,
): void {
  const methods = client as unknown as Record<
    string,
    (request: unknown, callback: grpc.sendUnaryData<unknown>) => void
  >;
  methods[method]?.call(client, request, callback);
}

function failWith(callback: grpc.sendUnaryData<unknown>): (error: Error) => void {
  return (error) => callback({ code: grpc.status.UNAVAILABLE, details: error.message });
}

/**
 * The first line of a process's output; `onLine` is called with each later one.
 * Rejects when the process ends before it has written one.
 */
function firstLine(stream: Readable, child: ChildProcess, onLine: (line: string) => void): Promise<string> {
  const lines = readline.createInterface({ input: stream });
  const first = once(lines, "line").then(([line]) => String(line));
  lines.once("line", () => lines.on("line", onLine));
  const end = once(child, "exit").then(([code, signal]: (number | string | null)[]) => {
    const how = code === null ? `signal ${signal}` : `exit code ${code}`;
    throw new Error(`the policy pack ended with ${how} before it was ready; its messages are above`);
  });
  return Promise.race([first, end]);
}
