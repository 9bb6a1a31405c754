import * as fs from "node:fs";
import * as path from "node:path";

import { run } from "./run";

/** How long the vendor's site may take to answer, in milliseconds, before the download counts as blocked. */
const ANSWER_WITHIN = 5_000;

/** What npm's `pulumi` package uses to fetch the engine; internal to that package, whose version is pinned. */
interface Downloader {
  installCLI: (
    version: string,
    root: string,
    io: { fetchText(url: string): Promise<string>; execScript(script: string, args: string[]): void },
  ) => Promise<void>;
}

/**
 * Downloads the official engine with its language hosts into `<directory>/bin`.
 * @throws Error within seconds when the vendor's site can't be reached or stops sending.
 */
export async function downloadOfficial(version: string, directory: string, signal: AbortSignal): Promise<void> {
  const { installCLI } = require("pulumi/lib/download") as Downloader;
  let installer: { script: string; args: string[] } | undefined;
  // installCLI writes its script to the folder for temporary files, where others could have put one of that name
  const temporary = process.env["TMPDIR"];
  process.env["TMPDIR"] = directory;
  try {
    await installCLI(version, directory, {
      fetchText: (url) => fetchText(url, signal),
      // installCLI deletes its script when this returns, and a synchronous run could not be interrupted
      execScript: (script, args) => {
        const copy = path.join(directory, "install.sh");
        fs.copyFileSync(script, copy);
        installer = { script: copy, args };
      },
    });
  } finally {
    if (temporary === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = temporary;
  }
  if (!installer) throw new Error("the installer was not fetched");

  fs.writeFileSync(
    path.join(directory, ".curlrc"),
    "connect-timeout = 5\nspeed-limit = 1000\nspeed-time = 10\nretry = 0\n",
  );
  await run("/bin/sh", [installer.script, ...installer.args], {
    env: { ...process.env, CURL_HOME: directory, TMPDIR: directory },
    signal,
  });
}

async function fetchText(url: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_WITHIN)]) }).catch(
    (error: Error & { cause?: Error }) => {
      signal.throwIfAborted();
      throw new Error(`the download site did not answer (${(error.cause ?? error).message})`);
    },
  );
  if (!response.ok) throw new Error(`the download site answered ${response.status}`);
  return response.text();
}
