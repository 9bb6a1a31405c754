import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";

import { PROJECT } from "../../commands/workspace";
import { enginePlace, type Place } from "../../toolchain/place";
import { RunningCommand, type Ended } from "../commands/command";
import { freshFolder } from "../engine/lab";

/** Folder of this run's machines: its own, so that two runs of the tests at once don't meet. */
const MACHINES = `toolchain-${process.pid}`;

process.once("exit", () => {
  fs.rmSync(path.join(PROJECT, ".cache", "tests", MACHINES), { recursive: true, force: true });
});

/** Version that the project pins, without `v`. */
export const VERSION = (require("pulumi/package.json") as { version: string }).version;

/** What a fake engine is: a script that answers every command with its version. */
export function fakeEngine(version = VERSION): string {
  return `#!/bin/sh\necho v${version}\n# the last line\n`;
}

/** A language host that this project did not write. */
export const FOREIGN_HOST = "#!/bin/sh\necho official\n";

/** Shell lines of a fake `go install`, which writes the engine in two parts. */
export function writesEngine(pause = "0"): string {
  const [first, ...rest] = fakeEngine().split("\n");
  return [
    `echo '${first}' > "$GOBIN/pulumi"`,
    `chmod 755 "$GOBIN/pulumi"`,
    `sleep ${pause}`,
    `printf '%s\\n' ${rest
      .slice(0, -1)
      .map((line) => `'${line}'`)
      .join(" ")} >> "$GOBIN/pulumi"`,
  ].join("\n");
}

/**
 * A machine of a test's own: its PULUMI_HOME is empty, its PATH has nothing but the fakes that the test puts there, and
 * the vendor's site can't be found unless the test serves one.
 */
export class Machine {
  readonly folder: string;
  readonly place: Place;
  /** The folder that is all of its PATH. */
  private readonly path: string;

  constructor(name: string) {
    this.folder = freshFolder(path.join(MACHINES, name));
    this.path = path.join(this.folder, "path");
    this.place = enginePlace({ PULUMI_HOME: path.join(this.folder, "pulumi-home") });
    fs.mkdirSync(this.path, { recursive: true });
  }

  /** Puts a `go` on PATH that notes each call for `goCalls` and then runs the lines of `install`. */
  installGo(install = writesEngine()): void {
    const lines = [
      "#!/bin/sh",
      "PATH=/usr/bin:/bin",
      `if [ "$1" = version ]; then echo go version go1.25.11 linux/amd64; exit; fi`,
      `echo "$CGO_ENABLED $GOFLAGS $*" >> '${this.goLog}'`,
      install,
    ];
    fs.writeFileSync(path.join(this.path, "go"), `${lines.join("\n")}\n`, { mode: 0o755 });
  }

  /** Each call of the fake `go` but for `go version`: CGO_ENABLED, GOFLAGS and its arguments. */
  goCalls(): string[] {
    return fs.existsSync(this.goLog) ? fs.readFileSync(this.goLog, "utf8").trimEnd().split("\n") : [];
  }

  /** Puts an engine in place, by default a right one. */
  putEngine(content = fakeEngine()): void {
    fs.mkdirSync(this.place.bin, { recursive: true });
    fs.writeFileSync(this.place.engine, content, { mode: 0o755 });
  }

  /** Puts a language host in place, by default one that this project did not write. */
  putLanguageHost(content = FOREIGN_HOST): void {
    fs.mkdirSync(this.place.bin, { recursive: true });
    fs.writeFileSync(this.place.languageHost, content, { mode: 0o755 });
  }

  /** Makes a staging folder as a run of process `owner` would leave it, and returns its path. */
  putStaging(owner: number): string {
    const staging = path.join(this.place.versions, `.${VERSION}.${owner}`);
    fs.mkdirSync(path.join(staging, "bin"), { recursive: true });
    fs.writeFileSync(path.join(staging, "bin", "pulumi"), "half");
    return staging;
  }

  /** Folders beside the engine's version: those of runs that are not over, or were killed. */
  stagings(): string[] {
    return fs.readdirSync(this.place.versions).filter((name) => name !== VERSION);
  }

  /** Starts `npm run toolchain` on it. @param site address of the vendor's site @default - no such host */
  start(args: readonly string[] = [], site?: string): RunningCommand {
    const preload = ["ts-node/register", path.join(__dirname, "redirect-vendor.ts")].flatMap((each) => ["-r", each]);
    const script = path.join(PROJECT, "toolchain", "cli.ts");
    return new RunningCommand(
      spawn(process.execPath, [...preload, script, ...args], {
        cwd: PROJECT,
        env: {
          PATH: this.path,
          HOME: this.folder,
          PULUMI_HOME: path.dirname(this.place.versions),
          ...(site ? { VENDOR_SITE: site } : {}),
        },
        stdio: ["ignore", "pipe", "pipe"],
      }),
    );
  }

  /** Runs `npm run toolchain` on it to its end. */
  run(...args: string[]): Promise<Ended> {
    return this.start(args).end();
  }

  private get goLog(): string {
    return path.join(this.folder, "go-calls");
  }
}

/** Waits until `isSo` holds. @throws Error after `patience` milliseconds. */
export async function until(isSo: () => boolean, patience = 8_000): Promise<void> {
  for (const end = Date.now() + patience; !isSo();) {
    if (Date.now() > end) throw new Error(`it did not come to pass within ${patience} ms: ${isSo.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
