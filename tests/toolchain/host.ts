import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as readline from "node:readline";
import type { Readable } from "node:stream";

import * as grpc from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import { LanguageRuntimeClient } from "@pulumi/pulumi/proto/language_grpc_pb";
import * as language from "@pulumi/pulumi/proto/language_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";

import { buildLanguageHost } from "../../toolchain/build-language-host";

/** Version that the host under test reports; no engine has it. */
export const HOST_VERSION = "9.8.7";

/** The engine's address, which the host only hands on. */
export const ENGINE = "127.0.0.1:1";

/** A folder outside the checkout, so that nothing of the checkout's node_modules is found from it. */
export function farFolder(): string {
  return fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "language-host-")));
}

/** Bundles the language host into a folder of its own and returns the file. */
export function bundleHost(folder: string): string {
  const file = path.join(folder, "bin", "pulumi-language-nodejs");
  buildLanguageHost(HOST_VERSION, file);
  return file;
}

/** A language host as the engine runs it: its stdin is a pipe whose other end the engine holds. */
export class Host {
  /** What it wrote to stdout and stderr after its first line. */
  output = "";

  private constructor(
    readonly process: ChildProcess,
    /** The first line of its stdout. */
    readonly port: string,
    readonly client: LanguageRuntimeClient,
    private readonly stdin: number,
  ) {
    for (const stream of [process.stdout, process.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => (this.output += text));
      // the reader of the first line has paused it
      stream?.resume();
    }
  }

  /** Starts the bundled `file`. @param cwd @default - the folder of the file */
  static async start(file: string, cwd = path.dirname(file)): Promise<Host> {
    const { reading, writing } = pipe();
    // as on a machine that has no compile cache of its own
    const env = { ...process.env, NODE_COMPILE_CACHE: undefined };
    const child = spawn(file, [ENGINE], { cwd, env, stdio: [reading, "pipe", "pipe"] });
    fs.closeSync(reading);
    const lines = readline.createInterface({ input: child.stdout as Readable });
    const [port] = (await once(lines, "line")) as [string];
    lines.close();
    const client = new LanguageRuntimeClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
    return new Host(child, port, client, writing);
  }

  /** Closes the engine's end of the host's stdin, as the engine's death does. */
  closeStdin(): void {
    fs.closeSync(this.stdin);
  }

  /** Waits for its end and returns how many milliseconds that took, at most `patience`; then it is killed. */
  async end(patience = 4_000): Promise<number> {
    const started = Date.now();
    const late = setTimeout(() => this.process.kill("SIGKILL"), patience);
    if (this.process.exitCode === null && this.process.signalCode === null) await once(this.process, "exit");
    clearTimeout(late);
    // a child that outlived the host would hold these, and with them the test's process
    this.process.stdout?.destroy();
    this.process.stderr?.destroy();
    this.client.close();
    return Date.now() - started;
  }

  /** Ends it, whatever it does. */
  async stop(): Promise<void> {
    this.process.kill("SIGTERM");
    await this.end();
  }

  /** Runs a program, and answers with what the host made of its end. */
  run(request: language.RunRequest): Promise<language.RunResponse> {
    return unary((callback) => this.client.run(request, callback));
  }

  /** Has the host serve the policy pack in `folder`. */
  async servePack(folder: string): Promise<ServedPack> {
    const request = new language.RunPluginRequest().setKind("analyzer").setPwd(folder).setInfo(programInfo(folder));
    const call = this.client.runPlugin(request);
    call.on("error", () => undefined);
    const [first] = (await once(call, "data")) as [language.RunPluginResponse];
    const port = Buffer.from(first.getStdout_asU8()).toString().trim();
    const client = new AnalyzerClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
    return { call, client };
  }
}

export interface ServedPack {
  readonly call: grpc.ClientReadableStream<language.RunPluginResponse>;
  readonly client: AnalyzerClient;
}

/** A pipe as Unix knows it; what Node makes for `stdio: "pipe"` is a pair of sockets, and the engine uses pipes. */
function pipe(): { reading: number; writing: number } {
  const folder = farFolder();
  const file = path.join(folder, "stdin");
  execFileSync("mkfifo", [file]);
  // opened for both first: neither end waits for the other then
  const both = fs.openSync(file, "r+");
  const ends = { reading: fs.openSync(file, "r"), writing: fs.openSync(file, "w") };
  fs.closeSync(both);
  fs.rmSync(folder, { recursive: true });
  return ends;
}

/** The answer to one call. @throws grpc.ServiceError */
export function unary<T>(call: (callback: (error: grpc.ServiceError | null, answer: T) => void) => void): Promise<T> {
  return new Promise((resolve, reject) => call((error, answer) => (error ? reject(error) : resolve(answer))));
}

/** What the engine tells about the program in `folder`; `options` are those of Pulumi.yaml. */
export function programInfo(folder: string, options: Record<string, JavaScriptValue> = {}): language.ProgramInfo {
  return new language.ProgramInfo()
    .setRootDirectory(folder)
    .setProgramDirectory(folder)
    .setEntryPoint("index.ts")
    .setOptions(Struct.fromJavaScript(options));
}

/** What a fake program or policy pack noted of its start. */
export interface Report {
  readonly args: string[];
  readonly nodeArgs: string[];
  readonly cwd: string;
  readonly env: Record<string, string | undefined>;
}

const NOTE_START = `
  require("node:fs").writeFileSync("report.json", JSON.stringify({
    args: process.argv.slice(2), nodeArgs: process.execArgv, cwd: process.cwd(), env: process.env,
  }));
`;

/** Puts a fake `@pulumi/pulumi/cmd/<command>` into `folder`, which notes its start and then runs `then`. */
export function installFake(folder: string, command: "run" | "run-policy-pack", then: string): void {
  const module = path.join(folder, "node_modules", "@pulumi", "pulumi", "cmd", command);
  fs.mkdirSync(module, { recursive: true });
  fs.writeFileSync(path.join(module, "index.js"), NOTE_START + then);
}

/** What the fake in `folder` noted. */
export function reportOf(folder: string): Report {
  return JSON.parse(fs.readFileSync(path.join(folder, "report.json"), "utf8")) as Report;
}

/** Whether the fake in `folder` has begun. */
export function hasStarted(folder: string): boolean {
  return fs.existsSync(path.join(folder, "report.json"));
}
