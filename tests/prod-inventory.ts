import * as fs from "node:fs";
import * as path from "node:path";

import { parse } from "yaml";

import type { Registration } from "./components/inventory";

/** Reads all that the prod stack registers, as it was agreed on: `prod-inventory.yaml`, sorted by name and type. */
export function prodInventory(): Registration[] {
  return parse(fs.readFileSync(path.join(__dirname, "prod-inventory.yaml"), "utf8")) as Registration[];
}
