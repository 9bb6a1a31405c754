import * as fs from "node:fs";
import * as path from "node:path";

import * as pulumi from "@pulumi/pulumi";
import { parse, stringify } from "yaml";

import { inventoryOf } from "./components/inventory";
import { asText } from "./components/stack-file";

/**
 * Prints what a stack registers, as YAML: the main program under mocks, in a process of its own since it changes the SDK
 * for as long as the process runs. Usage: `node -r ./toolchain/register.js tests/index-inventory.ts <stack>`.
 */
async function print(stack: string): Promise<void> {
  const file = path.join(__dirname, "..", `Pulumi.${stack}.yaml`);
  const { config } = parse(fs.readFileSync(file, "utf8")) as { config: Record<string, unknown> };
  pulumi.runtime.setAllConfig(asText(config));

  const { inventory } = await inventoryOf(
    () => pulumi.runtime.runInPulumiStack(require("../index") as () => Promise<object>),
    { stack },
  );

  process.stdout.write(stringify(inventory, { aliasDuplicateObjects: false, lineWidth: 0 }));
}

void print(process.argv[2] ?? "");
