import { ociPlugin } from "../../../sandbox/plugins/oci";
import { servePlugin } from "../../../sandbox/plugins/serve";

/** The stand-in plugin as a process of its own, which can be killed: takes the API's address, says its port. */
async function main(): Promise<void> {
  const { port } = await servePlugin(ociPlugin(process.argv[2] as string));
  process.stdout.write(`${port}\n`);
}

void main();
