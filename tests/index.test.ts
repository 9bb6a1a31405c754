import { strict as assert } from "node:assert";
import { execFileSync } from "node:child_process";
import * as path from "node:path";

import { parse } from "yaml";

import { prodInventory } from "./prod-inventory";

import type { Registration } from "./components/inventory";

const ROOT = path.join(__dirname, "..");
const PRINT = ["-r", "./toolchain/register.js", "tests/index-inventory.ts", "prod"];
const GOLDEN = "tests/prod-inventory.yaml";

/**
 * The whole inventory of the prod stack: type, name, parent, inputs and options of each resource. What changes there
 * changes for every user; a name, a type or a parent that changes replaces the resource. When a change is meant, the
 * command below writes the file anew: read its difference before it is committed.
 */
const REGENERATE = `node ${PRINT.join(" ")} > ${GOLDEN} && npx prettier --write ${GOLDEN}`;

describe("the main program", function () {
  this.timeout(60_000);

  it("registers for prod what was agreed on, and nothing else", () => {
    const printed = execFileSync("node", PRINT, { cwd: ROOT, encoding: "utf8" });

    const registered = parse(printed) as Registration[];
    const agreed = prodInventory();
    const urnOf = ({ type, name, parent }: Registration): string => `${parent ?? ""} > ${type}::${name}`;
    const hint = `the prod stack has changed; if it was meant to: ${REGENERATE}`;
    assert.deepEqual({ hint, urns: registered.map(urnOf) }, { hint, urns: agreed.map(urnOf) });
    for (const [index, resource] of registered.entries())
      assert.deepEqual({ hint, ...resource }, { hint, ...agreed[index] });
  });
});
