import { strict as assert } from "node:assert";
import { spawnSync } from "node:child_process";
import * as path from "node:path";

import { ociPlugin } from "../../sandbox/plugins/oci";
import { ALLOW_REAL_KEY, refuseRealKey } from "../../sandbox/real-key";
import { FINGERPRINT } from "./harness";

const ROOT = path.join(__dirname, "..", "..");
const REAL = "12:34:56:78:90:ab:cd:ef:12:34:56:78:90:ab:cd:ef";

describe("a sandbox beside a real tenancy", () => {
  const variables = ["OCI_CLI_FINGERPRINT", "OCI_CLI_KEY_FILE", "OCI_CLI_KEY_CONTENT", "TF_VAR_private_key_path"];
  for (const name of variables) {
    it(`fails to start with a key in ${name}`, () => {
      assert.throws(() => refuseRealKey({ [name]: REAL }), {
        message:
          `'${name}' in the environment may open a real tenancy, and the sandbox needs no key; ` +
          "unset it, or set SANDBOX_ALLOW_REAL_KEY=true",
      });
    });
  }

  it("starts where somebody says that the key is known", () => {
    assert.doesNotThrow(() => refuseRealKey({ OCI_CLI_FINGERPRINT: REAL, [ALLOW_REAL_KEY]: "true" }));
  });

  it("starts with its own fingerprint of zeros, and beside other variables of Oracle's tools", () => {
    assert.doesNotThrow(() => refuseRealKey({ OCI_CLI_FINGERPRINT: FINGERPRINT, OCI_CLI_REGION: "us-ashburn-1" }));
  });

  it("is no process before it has looked", function () {
    this.timeout(60_000);
    const main = path.join(ROOT, "sandbox", "main.ts");
    const register = path.join(ROOT, "toolchain", "register.js");
    const { status, stderr } = spawnSync(process.execPath, ["-r", register, main, "--folder", "no-such-folder"], {
      env: { ...process.env, TF_VAR_fingerprint: REAL },
      encoding: "utf8",
    });

    assert.equal(status, 1);
    assert.match(stderr, /^sandbox: 'TF_VAR_fingerprint' in the environment may open a real tenancy/m);
  });

  it("has a plugin for a sandbox on this machine alone", () => {
    assert.doesNotThrow(() => ociPlugin("http://127.0.0.1:8411"));
    assert.throws(() => ociPlugin("https://identity.us-ashburn-1.oci.oraclecloud.com"), {
      message:
        "the stand-in plugin talks to a sandbox on this machine alone, not to " +
        "'https://identity.us-ashburn-1.oci.oraclecloud.com'",
    });
  });
});
