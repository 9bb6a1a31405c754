import * as fs from "node:fs";
import * as path from "node:path";

/** First words of the file that this project writes, by which it tells its own host from the official one. */
const MARK = "// oci-delivery language host";

/**
 * Bundles the language host into one executable file that depends on no checkout: several clones share a PULUMI_HOME.
 * @param version engine version that the host reports, without `v`.
 */
export function buildLanguageHost(version: string, file: string): void {
  const { buildSync } = require("esbuild") as typeof import("esbuild");
  buildSync({
    entryPoints: [path.join(__dirname, "language-host", "main.ts")],
    outfile: file,
    bundle: true,
    platform: "node",
    target: "node20",
    define: { HOST_VERSION: JSON.stringify(version) },
    banner: { js: `#!/usr/bin/env node\n${MARK} ${fingerprint()}` },
    logLevel: "silent",
    logLimit: 10,
    legalComments: "none",
  });
  fs.chmodSync(file, 0o755);
}

/** Whether `file` is empty, or a host of this project made from other sources than today's. The official host never is. */
export function isOutdated(file: string): boolean {
  const head = readHead(file);
  if (head === "") return true;
  return head.includes(MARK) && !head.includes(`${MARK} ${fingerprint()}`);
}

/** Whether `file` was written by this project, rather than by the official download. */
export function isOurs(file: string): boolean {
  return readHead(file).includes(MARK);
}

/** Short hash of the host's sources and of the gRPC and SDK versions that are bundled with them. */
function fingerprint(): string {
  const { createHash } = require("node:crypto") as typeof import("node:crypto");
  const hash = createHash("sha256");
  const folder = path.join(__dirname, "language-host");
  for (const name of fs.readdirSync(folder).sort()) hash.update(fs.readFileSync(path.join(folder, name)));
  for (const name of ["@grpc/grpc-js", "@pulumi/pulumi"]) {
    hash.update((require(`${name}/package.json`) as { version: string }).version);
  }
  return hash.digest("hex").slice(0, 16);
}

function readHead(file: string): string {
  const head = Buffer.alloc(200);
  const descriptor = fs.openSync(file, "r");
  try {
    return head.toString("latin1", 0, fs.readSync(descriptor, head, 0, head.length, 0));
  } finally {
    fs.closeSync(descriptor);
  }
}
