import { strict as assert } from "node:assert";
import { once } from "node:events";
import * as fs from "node:fs";
import * as http from "node:http";
import type { AddressInfo } from "node:net";

import type { Installed } from "../../toolchain/install";
import { processesLeftOn, type Ended } from "../commands/command";
import { fakeEngine, FOREIGN_HOST, Machine, until } from "./machine";

/** How long the vendor's site may take to answer, with the time that a process needs to start and end, in milliseconds. */
const PATIENCE = 9_000;

function freshMachine(name: string): Machine {
  return new Machine(`download-${name}`);
}

/** An installer with the arguments of the official one; `then` are its shell lines. */
function installer(then: string): string {
  return [
    "#!/bin/sh",
    "PATH=/usr/bin:/bin",
    "while [ $# -gt 0 ]; do",
    `  case "$1" in --install-root) root="$2"; shift;; --version) version="$2"; shift;; esac`,
    "  shift",
    "done",
    then,
    "",
  ].join("\n");
}

const INSTALLS = [
  `mkdir -p "$root/bin"`,
  `printf '%s\\n' '#!/bin/sh' "echo v$version" '# the last line' > "$root/bin/pulumi"`,
  `printf '%s\\n' '#!/bin/sh' 'echo official' > "$root/bin/pulumi-language-nodejs"`,
  `chmod 755 "$root"/bin/*`,
].join("\n");

describe("the official download", () => {
  let answer: http.RequestListener;
  let asked: string[] = [];
  let site = "";
  const server = http.createServer((request, response) => {
    asked.push(request.url ?? "");
    answer(request, response);
  });

  before(async () => {
    await once(server.listen(0, "127.0.0.1"), "listening");
    site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => {
    asked = [];
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  /** Serves `script` as the vendor's installer, and runs the toolchain on `machine`. */
  function runWith(machine: Machine, script: string): Promise<Ended> {
    answer = (_request, response) => void response.end(script);
    return machine.start(["--json"], site).end();
  }

  it("brings the engine in the pinned version", async () => {
    const machine = freshMachine("engine");

    await runWith(machine, installer(INSTALLS));

    assert.equal(fs.readFileSync(machine.place.engine, "utf8"), fakeEngine());
  });

  it("brings the official language host", async () => {
    const machine = freshMachine("language-host");

    await runWith(machine, installer(INSTALLS));

    assert.equal(fs.readFileSync(machine.place.languageHost, "utf8"), FOREIGN_HOST);
  });

  it("asks for nothing but the installer", async () => {
    await runWith(freshMachine("asks"), installer(INSTALLS));

    assert.deepEqual(asked, ["/install.sh"]);
  });

  it("is what the result names", async () => {
    const { stdout } = await runWith(freshMachine("result"), installer(INSTALLS));

    const { origin, languageHost } = JSON.parse(stdout) as Installed;
    assert.deepEqual({ origin, languageHost }, { origin: "official download", languageHost: "official" });
  });

  it("spares the build", async () => {
    const machine = freshMachine("no-build");
    machine.installGo();

    await runWith(machine, installer(INSTALLS));

    assert.deepEqual(machine.goCalls(), []);
  });

  it("leaves no staging folder", async () => {
    const machine = freshMachine("staging");

    await runWith(machine, installer(INSTALLS));

    assert.deepEqual(machine.stagings(), []);
  });

  it("gives way to the build when the installer fails halfway", async () => {
    const machine = freshMachine("halfway");
    machine.installGo();

    const { stdout } = await runWith(machine, installer(`${INSTALLS}\nexit 22`));

    assert.equal((JSON.parse(stdout) as Installed).origin, "go module");
  });

  it("fails when the installer fails, with the installer's last lines", async () => {
    const { stderr } = await runWith(freshMachine("fails"), installer("echo 'curl: (28) too slow' >&2\nexit 28"));

    assert.match(stderr, /official download: '\/bin\/sh' ended with exit code 28\n\s+curl: \(28\) too slow\n/);
  });

  it("gives way to the build when the installer brings nothing", async () => {
    const machine = freshMachine("brings-nothing");
    machine.installGo();

    const { stdout } = await runWith(machine, "");

    assert.equal((JSON.parse(stdout) as Installed).origin, "go module");
  });

  it("fails when the site refuses, with its status", async () => {
    answer = (_request, response) => void response.writeHead(403).end("<html>blocked</html>");

    const { stderr } = await freshMachine("refused").start([], site).end();

    assert.match(stderr, /official download: the download site answered 403\n/);
  });

  it("fails when the site never answers, within seconds", async function () {
    this.timeout(PATIENCE * 2);
    answer = () => undefined;
    const started = Date.now();

    const { stderr } = await freshMachine("silent").start([], site).end();

    assert.match(stderr, /official download: the download site did not answer \(.*timeout\)\n/);
    assert.ok(Date.now() - started < PATIENCE, `it took ${Date.now() - started} ms`);
  });

  it("fails when the site stops amid its answer, within seconds", async function () {
    this.timeout(PATIENCE * 2);
    answer = (_request, response) => void response.write("#!/bin/sh\n");
    const started = Date.now();

    const { stderr } = await freshMachine("stops").start([], site).end();

    assert.match(stderr, /official download: .*timeout/);
    assert.ok(Date.now() - started < PATIENCE, `it took ${Date.now() - started} ms`);
  });

  it("ends at once when it is interrupted while it waits for the site", async () => {
    answer = () => undefined;
    const running = freshMachine("interrupted").start([], site);
    await until(() => asked.length > 0);
    const interrupted = Date.now();

    running.process.kill("SIGINT");
    const { code } = await running.end();

    assert.equal(code, 130);
    assert.ok(Date.now() - interrupted < 2_000, `it took ${Date.now() - interrupted} ms`);
  });

  it("ends the installer and its children when it is interrupted", async () => {
    const machine = freshMachine("interrupted-installer");
    answer = (_request, response) => void response.end(installer(`touch "$HOME/started"\nsleep 30`));
    const running = machine.start([], site);
    await until(() => fs.existsSync(`${machine.folder}/started`));

    running.process.kill("SIGINT");
    await running.end();

    assert.deepEqual(await processesLeftOn(machine.folder, 2_000), []);
  });
});
