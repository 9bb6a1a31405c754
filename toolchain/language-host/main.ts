import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";

import * as grpc from "@grpc/grpc-js";
import { LanguageRuntimeService, type ILanguageRuntimeServer } from "@pulumi/pulumi/proto/language_grpc_pb";
import * as language from "@pulumi/pulumi/proto/language_pb";
import * as plugin from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";

import { endChildren, stopChildren } from "./children";
import { nodeFor } from "./environment";
import { installDependencies } from "./install-dependencies";
import { listen, MESSAGE_SIZE } from "./listen";
import { runPolicyPack } from "./policy-pack";
import { runProgram } from "./program";

/** Set when the host is bundled: the engine version that it was made for. */
declare const HOST_VERSION: string | undefined;

/**
 * The `pulumi-language-nodejs` of networks where the official one can't be downloaded: it runs Node programs and
 * policy packs for the engine. Code generation, project templates and debugging are the official host's.
 */
async function main(engine: string): Promise<void> {
  const server = new grpc.Server(MESSAGE_SIZE);
  server.addService(LanguageRuntimeService, languageRuntime(engine) as grpc.UntypedServiceImplementation);
  const stop = (signal: NodeJS.Signals): void => {
    endChildren(signal);
    server.forceShutdown();
    // a pipe that is being read would keep this process, and the engine waits five seconds for its end
    process.stdin.destroy();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop(signal));
  // the engine holds the other end of this pipe: it is closed when the engine is gone, however it went
  if (fs.fstatSync(0).isFIFO()) process.stdin.resume().once("close", () => stop("SIGTERM"));
  process.on("exit", () => stopChildren("SIGTERM"));
  process.stdout.write(`${await listen(server)}\n`);
}

function languageRuntime(engine: string): Partial<ILanguageRuntimeServer> {
  return {
    handshake: (_call, callback) => callback(null, new language.LanguageHandshakeResponse()),
    getPluginInfo: (_call, callback) => callback(null, new plugin.PluginInfo().setVersion(HOST_VERSION ?? "0.0.0")),
    getRequiredPackages: (_call, callback) => callback(null, new language.GetRequiredPackagesResponse()),
    getRequiredPlugins: (_call, callback) => callback(null, new language.GetRequiredPluginsResponse()),
    about: (call, callback) => {
      const node = nodeFor(call.request.getInfo()?.getProgramDirectory() || process.cwd());
      execFile(node, ["--version"], (error, version) =>
        error
          ? callback({
              code: grpc.status.UNAVAILABLE,
              details: `'${node}' does not tell its version: ${error.message}`,
            })
          : callback(
              null,
              new language.AboutResponse().setExecutable(node).setVersion(version.trim().replace(/^v/, "")),
            ),
      );
    },
    getProgramDependencies: (call, callback) => {
      try {
        callback(null, dependenciesOf(call.request.getInfo()?.getProgramDirectory() ?? "."));
      } catch (error) {
        callback({ code: grpc.status.INVALID_ARGUMENT, details: (error as Error).message });
      }
    },
    installDependencies,
    run: (call, callback) => void runProgram(call.request, engine).then((response) => callback(null, response)),
    runPlugin: (call) => {
      if (call.request.getKind() !== "analyzer") {
        const details = `this language host runs policy packs, not plugins of kind '${call.request.getKind()}'; use the official one`;
        call.emit("error", { code: grpc.status.UNIMPLEMENTED, details });
        return;
      }
      runPolicyPack(call).catch((error: Error) =>
        call.emit("error", { code: grpc.status.UNAVAILABLE, details: error.message }),
      );
    },
    cancel: (_call, callback) => {
      stopChildren("SIGINT");
      callback(null, new Empty());
    },
  };
}

/**
 * The direct dependencies in the program's package.json: what `pulumi about` shows.
 * @throws Error that names the file when it is not JSON.
 */
function dependenciesOf(directory: string): language.GetProgramDependenciesResponse {
  const response = new language.GetProgramDependenciesResponse();
  const file = path.join(directory, "package.json");
  if (!fs.existsSync(file)) return response;
  const manifest = readJson(file) as { dependencies?: Record<string, string> };
  for (const [name, version] of Object.entries(manifest.dependencies ?? {})) {
    response.addDependencies(new language.DependencyInfo().setName(name).setVersion(version));
  }
  return response;
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch (error) {
    throw new Error(`'${file}' is not JSON: ${(error as Error).message}`, { cause: error });
  }
}

void main(process.argv.at(-1) ?? "");
