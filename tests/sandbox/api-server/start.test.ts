import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as path from "node:path";

import { startApiServer } from "../../../sandbox/api-server/start";
import { processesLeftOn } from "../../commands/command";
import { freshFolder } from "../../engine/lab";

/** A folder of programs that do what the lines of shell say. */
function programs(folder: string, lines: { readonly etcd: string; readonly "kube-apiserver": string }): string {
  const bin = path.join(folder, "bin");
  fs.mkdirSync(bin);
  for (const [name, line] of Object.entries(lines))
    fs.writeFileSync(path.join(bin, name), `#!/bin/sh\n${line}\n`, { mode: 0o755 });
  return bin;
}

const LONG = "while :; do sleep 0.1; done";

describe("startApiServer", () => {
  const cases = [
    { what: "etcd", etcd: "echo no space left >&2; exit 1", "kube-apiserver": LONG, says: "no space left" },
    { what: "kube-apiserver", etcd: LONG, "kube-apiserver": "echo unknown flag; exit 1", says: "unknown flag" },
  ];
  for (const { what, says, ...lines } of cases) {
    it(`fails with the last words of ${what} when it ends, and leaves no process`, async () => {
      const folder = freshFolder(`api-server-${what}-${process.pid}`);

      await assert.rejects(
        startApiServer(programs(folder, lines), path.join(folder, "cluster")),
        new RegExp(`^Error: '\\S+/${what}' ended before it was ready\n  ${says}$`),
      );

      assert.deepEqual(await processesLeftOn(folder), []);
      assert.equal(fs.existsSync(path.join(folder, "cluster", "kubeconfig")), false);
      fs.rmSync(folder, { recursive: true });
    });
  }
});
