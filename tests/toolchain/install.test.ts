import { strict as assert } from "node:assert";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";

import { buildLanguageHost, isOurs, isOutdated } from "../../toolchain/build-language-host";
import { install, type Installed } from "../../toolchain/install";
import { processesLeftOn, type Ended } from "../commands/command";
import { fakeEngine, FOREIGN_HOST, Machine, until, VERSION, writesEngine } from "./machine";

/** Shell line of a fake `go install` that takes longer than any test waits, in a child of its own. */
const TAKES_LONG = "sleep 30";

function freshMachine(name: string): Machine {
  return new Machine(`install-${name}`);
}

/** A process that has ended: nothing has its id for the while of a test. */
function endedProcess(): number {
  return Number(execFileSync("/bin/sh", ["-c", "echo $$"], { encoding: "utf8" }));
}

describe("toolchain on a machine without an engine", () => {
  const machine = freshMachine("empty");
  let ended: Ended;

  before(async () => {
    machine.installGo();
    ended = await machine.run();
  });

  it("ends well", () => {
    assert.equal(ended.code, 0, ended.stderr);
  });

  it("tries the official download first", () => {
    const line = new RegExp(`^engine ${VERSION}: trying the official download: \\d+\\.\\d s, not to be had$`, "m");

    assert.match(ended.stderr, line);
  });

  it("says that it builds and how long that took", () => {
    assert.match(ended.stderr, /building it from its Go module, .*: \d+\.\d s, done$/m);
  });

  it("says last where the engine came from", () => {
    const last = ended.stderr.trimEnd().split("\n").at(-1);

    assert.equal(last, `engine ${VERSION} came by go module (oci-delivery language host)`);
  });

  it("writes nothing to stdout", () => {
    assert.equal(ended.stdout, "");
  });

  it("has the engine in place", () => {
    assert.equal(execFileSync(machine.place.engine, ["version"], { encoding: "utf8" }), `v${VERSION}\n`);
  });

  it("has today's language host in place", () => {
    assert.deepEqual([isOurs(machine.place.languageHost), isOutdated(machine.place.languageHost)], [true, false]);
  });

  it("has a language host that can be executed", () => {
    assert.equal(fs.statSync(machine.place.languageHost).mode & 0o111, 0o111);
  });

  it("leaves no staging folder", () => {
    assert.deepEqual(machine.stagings(), []);
  });

  it("builds once, without C, from the modules as pinned, with the version in the engine", () => {
    const flags = "-trimpath -v -tags osusergo,grpcnotrace";
    const link = `-ldflags -s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${VERSION}`;

    assert.deepEqual(machine.goCalls(), [
      `0 -mod=readonly install ${flags} ${link} github.com/pulumi/pulumi/pkg/v3/cmd/pulumi`,
    ]);
  });
});

describe("toolchain on a machine with an engine", () => {
  const machine = freshMachine("present");
  let ended: Ended;

  before(async () => {
    machine.installGo();
    machine.putEngine();
    buildLanguageHost(VERSION, machine.place.languageHost);
    ended = await machine.run("--json");
  });

  it("ends well", () => {
    assert.equal(ended.code, 0, ended.stderr);
  });

  it("builds nothing", () => {
    assert.deepEqual(machine.goCalls(), []);
  });

  it("prints what is there as JSON, and that alone, to stdout", () => {
    const expected: Installed = {
      version: VERSION,
      engine: machine.place.engine,
      origin: "present",
      languageHost: "oci-delivery",
    };

    assert.deepEqual(JSON.parse(ended.stdout), expected);
  });

  it("writes no progress", () => {
    assert.equal(ended.stderr, "");
  });
});

describe("toolchain with an engine that is not the right one", () => {
  const engines = [
    { what: "another version", content: fakeEngine("3.0.0") },
    { what: "a file of no bytes", content: "" },
    { what: "a program that fails", content: "#!/bin/sh\nexit 1\n" },
  ];
  for (const { what, content } of engines) {
    it(`replaces ${what}`, async () => {
      const machine = freshMachine("wrong-engine");
      machine.installGo();
      machine.putEngine(content);

      await machine.run();

      assert.equal(fs.readFileSync(machine.place.engine, "utf8"), fakeEngine());
    });
  }
});

describe("toolchain where neither way is open", () => {
  it("fails when there is no Go, with one message that names both ways and the repair", async () => {
    const machine = freshMachine("no-go");

    const { code, stderr } = await machine.run();

    const message = stderr.slice(stderr.indexOf("toolchain:"));
    assert.deepEqual(
      [code, message.split("\n")],
      [
        1,
        [
          `toolchain: engine ${VERSION}: neither way to get it is open`,
          "  official download: the download site did not answer (getaddrinfo ENOTFOUND get.pulumi.com)",
          "  build from the Go module: no 'go' on PATH",
          "install Go 1.25 or newer with access to a Go module proxy, or give this machine access to the official download; then run 'npm run toolchain' again",
          "",
        ],
      ],
    );
  });

  it("fails when Go fails, with Go's last lines", async () => {
    const machine = freshMachine("go-fails");
    machine.installGo("echo go: downloading something; echo 'go: no such module' >&2; exit 3");

    const { code, stderr } = await machine.run();

    assert.equal(code, 1);
    assert.match(stderr, /'go' ended with exit code 3\n\s+go: downloading something\n\s+go: no such module\n/);
  });

  it("fails when Go fails, with a last line that has no end", async () => {
    const machine = freshMachine("go-fails-unended");
    machine.installGo("printf 'go: no such module'; exit 3");

    const { stderr } = await machine.run();

    assert.match(stderr, /ended with exit code 3\n\s+go: no such module\n/);
  });

  it("fails when Go fails, and leaves neither an engine nor a staging folder", async () => {
    const machine = freshMachine("go-fails-halfway");
    machine.installGo(`${writesEngine()}; exit 1`);

    await machine.run();

    assert.deepEqual([fs.existsSync(machine.place.engine), machine.stagings()], [false, []]);
  });
});

describe("toolchain and a source that brings no engine", () => {
  const sources = [
    { what: "Go writes none", install: "exit 0" },
    { what: "Go writes one of another version", install: `${writesEngine()}; echo 'echo v3.0.0' > "$GOBIN/pulumi"` },
  ];
  for (const { what, install } of sources) {
    it(`fails when ${what}`, async () => {
      const machine = freshMachine("no-engine");
      machine.installGo(install);

      const { code, stderr } = await machine.run();

      assert.equal(code, 1);
      assert.match(stderr, /build from the Go module \(.*\): it brought no engine that answers with v/);
    });
  }
});

describe("toolchain that can't put all in place", () => {
  it("fails without an engine in place: it comes last", async () => {
    const machine = freshMachine("half-in-place");
    machine.installGo();
    fs.mkdirSync(machine.place.languageHost, { recursive: true });

    const { code } = await machine.run();

    assert.deepEqual([code, fs.existsSync(machine.place.engine)], [1, false]);
  });
});

describe("toolchain interrupted during the build", () => {
  const machine = freshMachine("interrupted");
  let ended: Ended;

  before(async () => {
    machine.installGo(TAKES_LONG);
    const running = machine.start();
    await until(() => machine.goCalls().length > 0);
    running.process.kill("SIGINT");
    ended = await running.end();
  });

  it("ends with exit code 130", () => {
    assert.equal(ended.code, 130);
  });

  it("says how to go on", () => {
    assert.match(ended.stderr, /^toolchain: interrupted by SIGINT; run 'npm run toolchain' to go on$/m);
  });

  it("ends Go and its children", async () => {
    assert.deepEqual(await processesLeftOn(machine.folder, 2_000), []);
  });

  it("leaves no staging folder", () => {
    assert.deepEqual(machine.stagings(), []);
  });

  it("succeeds when it is run again", async () => {
    machine.installGo();

    assert.equal((await machine.run()).code, 0);
  });
});

describe("toolchain run twice at once", () => {
  const machine = freshMachine("twice");
  const partial = new Set<string>();
  let both: Ended[];

  before(async () => {
    machine.installGo(writesEngine("1"));
    const watch = setInterval(() => {
      if (!fs.existsSync(machine.place.engine)) return;
      const content = fs.readFileSync(machine.place.engine, "utf8");
      if (content !== fakeEngine()) partial.add(content);
      if (!fs.existsSync(machine.place.languageHost)) partial.add("no language host beside the engine");
    }, 5);
    both = await Promise.all([machine.run(), machine.run()]);
    clearInterval(watch);
  });

  it("ends well both times", () => {
    assert.deepEqual(
      both.map(({ code }) => code),
      [0, 0],
    );
  });

  it("has the whole engine in place, and never had a part of it there", () => {
    assert.deepEqual([...partial, fs.readFileSync(machine.place.engine, "utf8")], [fakeEngine()]);
  });

  it("leaves no staging folder", () => {
    assert.deepEqual(machine.stagings(), []);
  });
});

describe("toolchain beside staging folders of other runs", () => {
  it("removes that of a process that has ended", async () => {
    const machine = freshMachine("abandoned");
    machine.installGo();
    const staging = machine.putStaging(endedProcess());

    await machine.run();

    assert.equal(fs.existsSync(staging), false);
  });

  it("uses nothing of one that an earlier process with its own id left", async () => {
    const place = freshMachine("same-id").place;
    fs.mkdirSync(place.bin, { recursive: true });
    fs.writeFileSync(place.engine, fakeEngine(), { mode: 0o755 });
    const staging = path.join(place.versions, `.${VERSION}.${process.pid}`, "bin");
    fs.mkdirSync(staging, { recursive: true });
    fs.writeFileSync(path.join(staging, "stale"), "half");

    await install(place, new AbortController().signal);

    assert.deepEqual(fs.readdirSync(place.bin).sort(), ["pulumi", "pulumi-language-nodejs"]);
  });

  it("keeps that of a process that is running", async () => {
    const machine = freshMachine("in-use");
    machine.installGo();
    const staging = machine.putStaging(process.pid);

    await machine.run();

    assert.equal(fs.existsSync(staging), true);
  });
});

describe("toolchain and the language host beside a present engine", () => {
  it("adds a missing one without a build", async () => {
    const machine = freshMachine("host-missing");
    machine.installGo();
    machine.putEngine();

    await machine.run();

    assert.deepEqual([isOurs(machine.place.languageHost), machine.goCalls()], [true, []]);
  });

  it("replaces a file of no bytes", async () => {
    const machine = freshMachine("host-empty");
    machine.putEngine();
    machine.putLanguageHost("");

    await machine.run();

    assert.equal(isOurs(machine.place.languageHost), true);
  });

  it("replaces one that this project wrote from other sources", async () => {
    const machine = freshMachine("host-outdated");
    machine.putEngine();
    machine.putLanguageHost("#!/usr/bin/env node\n// oci-delivery language host 0123456789abcdef\n");
    const todays = `${machine.folder}/todays-host`;
    buildLanguageHost(VERSION, todays);

    await machine.run();

    assert.ok(fs.readFileSync(machine.place.languageHost).equals(fs.readFileSync(todays)));
  });

  it("leaves today's as it is", async () => {
    const machine = freshMachine("host-current");
    machine.putEngine();
    buildLanguageHost(VERSION, machine.place.languageHost);
    const before = fs.statSync(machine.place.languageHost);

    await machine.run();

    assert.equal(fs.statSync(machine.place.languageHost).ino, before.ino);
  });

  it("leaves the official one as it is", async () => {
    const machine = freshMachine("host-official");
    machine.putEngine();
    machine.putLanguageHost();

    await machine.run();

    assert.equal(fs.readFileSync(machine.place.languageHost, "utf8"), FOREIGN_HOST);
  });

  it("reports the official one as official", async () => {
    const machine = freshMachine("host-reported");
    machine.putEngine();
    machine.putLanguageHost();

    const { stdout } = await machine.run("--json");

    assert.equal((JSON.parse(stdout) as Installed).languageHost, "official");
  });
});
