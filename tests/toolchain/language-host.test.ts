import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as path from "node:path";

import * as grpc from "@grpc/grpc-js";
import * as language from "@pulumi/pulumi/proto/language_pb";
import type { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";

import { bundleHost, ENGINE, farFolder, Host, HOST_VERSION, installFake, programInfo, reportOf, unary } from "./host";
import { until } from "./machine";

/** A fake program ends with the exit code that its last argument says. */
const ENDS_AS_TOLD = "process.exit(Number(process.argv.at(-1)));";

let folder = "";
let host: Host;

async function startHost(): Promise<void> {
  folder = farFolder();
  host = await Host.start(bundleHost(folder));
}

async function stopHost(): Promise<void> {
  await host.stop();
  fs.rmSync(folder, { recursive: true });
}

/** An empty folder outside the checkout with the fake SDK in it. */
function freshProgram(name: string): string {
  const program = path.join(folder, "programs", name);
  installFake(program, "run", ENDS_AS_TOLD);
  return program;
}

function request(program: string, ...args: string[]): language.RunRequest {
  return new language.RunRequest()
    .setOrganization("organization")
    .setProject("delivery")
    .setStack("dev")
    .setPwd(program)
    .setMonitorAddress("127.0.0.1:2")
    .setParallel(16)
    .setInfo(programInfo(program))
    .setArgsList(args);
}

describe("the language host", () => {
  before(startHost);
  after(stopHost);

  it("prints its port as its first line", () => {
    assert.match(host.port, /^\d+$/);
  });

  it("listens on 127.0.0.1 alone", () => {
    const port = Number(host.port).toString(16).toUpperCase().padStart(4, "0");
    const LISTEN = "0A";
    const addresses = ["/proc/net/tcp", "/proc/net/tcp6"]
      .filter((table) => fs.existsSync(table))
      .flatMap((table) => fs.readFileSync(table, "utf8").split("\n").slice(1))
      .map((line) => line.trim().split(/\s+/))
      .filter(([, address, , state]) => state === LISTEN && address?.endsWith(`:${port}`))
      .map(([, address]) => address);

    assert.deepEqual(addresses, [`0100007F:${port}`]);
  });

  it("answers the handshake", async () => {
    const handshake = new language.LanguageHandshakeRequest().setEngineAddress(ENGINE);

    const answer = await unary<language.LanguageHandshakeResponse>((callback) =>
      host.client.handshake(handshake, callback),
    );

    assert.deepEqual(answer.toObject(), {});
  });

  it("reports the version that it was bundled for", async () => {
    const answer = await unary<PluginInfo>((callback) => host.client.getPluginInfo(new Empty(), callback));

    assert.equal(answer.getVersion(), HOST_VERSION);
  });

  it("tells which Node runs it", async () => {
    const answer = await unary<language.AboutResponse>((callback) =>
      host.client.about(new language.AboutRequest(), callback),
    );

    assert.deepEqual([path.basename(answer.getExecutable()), answer.getVersion()], ["node", process.versions.node]);
  });

  it("tells which Node runs the program", async () => {
    const program = freshProgram("about");
    const node = path.join(program, "node_modules", ".bin", "node");
    fs.mkdirSync(path.dirname(node), { recursive: true });
    fs.writeFileSync(node, "#!/bin/sh\necho v1.2.3\n", { mode: 0o755 });

    const answer = await unary<language.AboutResponse>((callback) =>
      host.client.about(new language.AboutRequest().setInfo(programInfo(program)), callback),
    );

    assert.deepEqual([answer.getExecutable(), answer.getVersion()], [node, "1.2.3"]);
  });

  it("requires no packages", async () => {
    const answer = await unary<language.GetRequiredPackagesResponse>((callback) =>
      host.client.getRequiredPackages(new language.GetRequiredPackagesRequest(), callback),
    );

    assert.deepEqual(answer.getPackagesList(), []);
  });

  const manifests = [
    {
      what: "the program's direct dependencies",
      manifest: { dependencies: { a: "1.0.0", b: "2.0.0" } },
      names: ["a 1.0.0", "b 2.0.0"],
    },
    { what: "none when package.json has none", manifest: {}, names: [] },
    { what: "none when there is no package.json", manifest: undefined, names: [] },
  ];
  for (const { what, manifest, names } of manifests) {
    it(`lists ${what}`, async () => {
      const program = freshProgram(`dependencies-${manifests.findIndex((each) => each.what === what)}`);
      if (manifest) fs.writeFileSync(path.join(program, "package.json"), JSON.stringify(manifest));
      const asked = new language.GetProgramDependenciesRequest().setInfo(programInfo(program));

      const answer = await unary<language.GetProgramDependenciesResponse>((callback) =>
        host.client.getProgramDependencies(asked, callback),
      );

      const list = answer.getDependenciesList().map((each) => `${each.getName()} ${each.getVersion()}`);
      assert.deepEqual(list, names);
    });
  }

  it("fails when the program's package.json is not JSON, with the file", async () => {
    const program = freshProgram("no-json");
    fs.writeFileSync(path.join(program, "package.json"), "{");
    const asked = new language.GetProgramDependenciesRequest().setInfo(programInfo(program));

    const answer = unary<language.GetProgramDependenciesResponse>((callback) =>
      host.client.getProgramDependencies(asked, callback),
    );

    await assert.rejects(answer, ({ details }: grpc.ServiceError) =>
      details.startsWith(`'${path.join(program, "package.json")}' is not JSON: `),
    );
  });

  it("fails when it is to run a plugin that is not a policy pack", async () => {
    const call = host.client.runPlugin(new language.RunPluginRequest().setKind("resource").setPwd(folder));

    const error = await new Promise<grpc.ServiceError>((resolve) => call.on("error", resolve));

    assert.deepEqual(
      [error.code, error.details],
      [
        grpc.status.UNIMPLEMENTED,
        "this language host runs policy packs, not plugins of kind 'resource'; use the official one",
      ],
    );
  });
});

describe("Run", () => {
  before(startHost);
  after(stopHost);

  it("hands the stack, the addresses, the entry point and the arguments to the SDK", async () => {
    const program = freshProgram("arguments");

    await host.run(request(program, "more", "0"));

    assert.deepEqual(reportOf(program).args, [
      ...["--monitor", "127.0.0.1:2", "--engine", ENGINE],
      ...["--organization", "organization", "--project", "delivery", "--stack", "dev"],
      ...["--root-directory", program, "--pwd", program],
      ...["--parallel", "16"],
      ...["index.ts", "more", "0"],
    ]);
  });

  it("tells the SDK when it is a preview", async () => {
    const program = freshProgram("preview");

    await host.run(request(program, "0").setDryrun(true));

    assert.deepEqual(reportOf(program).args.slice(-3), ["--dry-run", "index.ts", "0"]);
  });

  it("runs the program in its own folder", async () => {
    const program = freshProgram("folder");

    await host.run(request(program, "0").setPwd(folder));

    assert.equal(reportOf(program).cwd, program);
  });

  it("runs the folder when there is no entry point", async () => {
    const program = freshProgram("no-entry-point");
    const asked = request(program, "0");
    asked.getInfo()?.setEntryPoint("");

    await host.run(asked);

    assert.equal(reportOf(program).args.at(-2), ".");
  });

  it("hands the configuration over as JSON", async () => {
    const program = freshProgram("configuration");
    const asked = request(program, "0");
    asked.getConfigMap().set("delivery:config:name", "app").set("delivery:config:token", "hidden");

    await host.run(asked);

    assert.deepEqual(JSON.parse(reportOf(program).env["PULUMI_CONFIG"] ?? ""), {
      "delivery:config:name": "app",
      "delivery:config:token": "hidden",
    });
  });

  it("says which keys of the configuration are secret", async () => {
    const program = freshProgram("secrets");

    await host.run(request(program, "0").setConfigsecretkeysList(["delivery:config:token"]));

    assert.equal(reportOf(program).env["PULUMI_CONFIG_SECRET_KEYS"], '["delivery:config:token"]');
  });

  const options = [
    { what: "has TypeScript on when the options say nothing", options: {}, typescript: "true", tsconfig: undefined },
    {
      what: "has TypeScript off on request",
      options: { typescript: false },
      typescript: undefined,
      tsconfig: undefined,
    },
    {
      what: "names the tsconfig file",
      options: { tsconfig: "build.json" },
      typescript: "true",
      tsconfig: "build.json",
    },
  ];
  for (const { what, options: given, typescript, tsconfig } of options) {
    it(what, async () => {
      const program = freshProgram(what.replaceAll(" ", "-"));

      await host.run(request(program, "0").setInfo(programInfo(program, given)));

      const { env } = reportOf(program);
      assert.deepEqual([env["PULUMI_NODEJS_TYPESCRIPT"], env["PULUMI_NODEJS_TSCONFIG_PATH"]], [typescript, tsconfig]);
    });
  }

  it("hands the options' arguments to Node", async () => {
    const program = freshProgram("node-arguments");
    const info = programInfo(program, { nodeargs: " --stack-trace-limit=0  --no-warnings " });

    await host.run(request(program, "0").setInfo(info));

    assert.deepEqual(reportOf(program).nodeArgs, ["--stack-trace-limit=0", "--no-warnings"]);
  });

  it("keeps what Node compiles beside the engine's version", async () => {
    const program = freshProgram("compile-cache");

    await host.run(request(program, "0"));

    assert.equal(reportOf(program).env["NODE_COMPILE_CACHE"], path.join(folder, "compile-cache"));
  });

  it("takes the Node that the program's package.json installs", async () => {
    const program = freshProgram("own-node");
    const node = path.join(program, "node_modules", ".bin", "node");
    fs.mkdirSync(path.dirname(node), { recursive: true });
    fs.writeFileSync(node, "#!/bin/sh\nexit 17\n", { mode: 0o755 });

    const answer = await host.run(request(program, "0"));

    assert.equal(answer.getError(), "the program ended with exit code 17");
  });

  const ends = [
    { what: "a program that ends well", code: 0, error: "", bail: false },
    { what: "a program that reported its error itself", code: 32, error: "", bail: true },
    { what: "a program that fails", code: 3, error: "the program ended with exit code 3", bail: false },
  ];
  for (const { what, code, error, bail } of ends) {
    it(`answers ${what} with ${bail ? "bail" : error ? "its exit code" : "neither error nor bail"}`, async () => {
      const answer = await host.run(request(freshProgram(`code-${code}`), String(code)));

      assert.deepEqual(answer.toObject(), { error, bail });
    });
  }

  it("fails when '@pulumi/pulumi' is not installed, with the folder and the repair", async () => {
    const program = path.join(folder, "programs", "bare");
    fs.mkdirSync(program, { recursive: true });

    const answer = await host.run(request(program));

    const subject = `'@pulumi/pulumi/cmd/run' is not installed for '${program}'`;
    assert.deepEqual(answer.toObject(), { error: `${subject}; run 'npm ci' there`, bail: false });
  });

  it("passes the program's output on", async () => {
    const program = path.join(folder, "programs", "output");
    installFake(program, "run", `console.log("said"); console.error("warned");`);

    await host.run(request(program));
    await until(() => host.output.length >= "said\nwarned\n".length);

    assert.deepEqual(host.output.match(/said|warned/g)?.sort(), ["said", "warned"]);
  });

  it("answers more than one program at a time", async () => {
    const [first, second] = await Promise.all([
      host.run(request(freshProgram("first"), "3")),
      host.run(request(freshProgram("second"), "32")),
    ]);

    assert.deepEqual([first.getBail(), second.getBail()], [false, true]);
  });
});
