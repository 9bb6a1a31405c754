import { Command } from "commander";

import { clusterVersions } from "./cluster-commands";
import { install } from "./install";
import { installCluster } from "./install-cluster";
import { clusterPlace, enginePlace } from "./place";

/** `npm run toolchain`: brings the engine and its language host to this machine. */
async function main(): Promise<void> {
  const options = new Command("toolchain")
    .description("Brings the Pulumi engine that this project pins, and its Node language host, into PULUMI_HOME")
    .option("--cluster", "also bring Kubernetes' API server and etcd, which are built from their Go modules")
    .option("--json", "print the result as JSON")
    .parse()
    .opts<{ cluster?: boolean; json?: boolean }>();

  const interruption = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () =>
      interruption.abort(new Error(`interrupted by ${signal}; run 'npm run toolchain' to go on`)),
    );
  }

  try {
    const installed = await install(enginePlace(), interruption.signal);
    const found = installed.origin === "present" ? "is here" : `came by ${installed.origin}`;
    const text = `engine ${installed.version} ${found} (${installed.languageHost} language host)`;
    const cluster = options.cluster ? await installCluster(clusterPlace(), interruption.signal) : undefined;
    if (options.json) process.stdout.write(`${JSON.stringify(installed)}\n`);
    else process.stderr.write(`${text}\n`);
    if (cluster)
      process.stderr.write(
        `API server ${clusterVersions().kubernetes} ${cluster === "present" ? "is here" : `came by ${cluster}`}\n`,
      );
  } catch (error) {
    process.stderr.write(`toolchain: ${(error as Error).message}\n`);
    process.exitCode = interruption.signal.aborted ? 130 : 1;
  }
}

void main();
