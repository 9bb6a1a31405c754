import { strict as assert } from "node:assert";
import { execFileSync } from "node:child_process";

import { PROJECT } from "../../commands/workspace";

/** What a script says in a process of its own: the SDK stays changed there. */
function said(script: string): unknown {
  const args = ["-r", "./toolchain/register.js", "-e", script];
  return JSON.parse(execFileSync(process.execPath, args, { cwd: PROJECT, encoding: "utf8" }));
}

const PREPARED = `
  const { readOnce } = require("./policies/read-once");
  const sdk = require("@pulumi/policy/deserialize");
  const { unknownCheckingProxy } = require("@pulumi/policy/proxy");
  const { Struct } = require("google-protobuf/google/protobuf/struct_pb");
  const one = Struct.fromJavaScript({ name: "a", tags: { Owner: "shop" } });
  const other = Struct.fromJavaScript({ name: "a", tags: { Owner: "shop" } });
  const before = sdk.deserializeProperties(one, false);
  readOnce();
  const read = (properties, keepSecrets = false) => sdk.deserializeProperties(properties, keepSecrets);
  const guard = require("@pulumi/policy/proxy").unknownCheckingProxy;
`;

describe("readOnce", () => {
  it("gives what the SDK gives, the same for the same resource, another for another", () => {
    const answer = said(`${PREPARED} console.log(JSON.stringify({
      same: JSON.stringify(read(one)) === JSON.stringify(before),
      once: read(one) === read(one) && guard(read(one)) === guard(read(one)),
      apart: read(one) !== read(other) && guard(read(one)) !== guard(read(other)),
    }))`);

    assert.deepEqual(answer, { same: true, once: true, apart: true });
  });

  it("reads anew for a repair, which changes what it reads", () => {
    const answer = said(`${PREPARED}
      read(one, true).name = "mended";
      console.log(JSON.stringify([read(one).name, read(one, true).name]))`);

    assert.deepEqual(answer, ["a", "a"]);
  });
});
