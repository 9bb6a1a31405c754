import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as path from "node:path";

import { profileConfiguration } from "../../../commands/recovery/in-tenancy";
import { freshFolder } from "../../engine/lab";
import { FINGERPRINT, PRIVATE_KEY, TENANCY, USER } from "../../sandbox/harness";

describe("profileConfiguration", () => {
  let file: string;

  before(() => {
    const folder = freshFolder("profile");
    file = path.join(folder, "config");
    fs.writeFileSync(path.join(folder, "key.pem"), PRIVATE_KEY);
    fs.writeFileSync(path.join(folder, "token"), "session-token");
    const common = [`tenancy=${TENANCY}`, `fingerprint=${FINGERPRINT}`, `key_file=${path.join(folder, "key.pem")}`];
    const lines = [
      ...["[DEFAULT]", ...common, `user=${USER}`, "region=eu-frankfurt-1", "pass_phrase=open"],
      ...["[session]", ...common, `security_token_file=${path.join(folder, "token")}`, "region=us-ashburn-1"],
    ];
    fs.writeFileSync(file, `${lines.join("\n")}\n`);
  });

  it("has the key of the user, and its passphrase", () => {
    assert.deepEqual(profileConfiguration({ file }), {
      tenancyId: TENANCY,
      userId: USER,
      fingerprint: FINGERPRINT,
      privateKey: PRIVATE_KEY,
      passphrase: "open",
      region: "eu-frankfurt-1",
    });
  });

  it("has the token of a session", () => {
    const { sessionToken, region } = profileConfiguration({ file, name: "session" });

    assert.deepEqual({ sessionToken, region }, { sessionToken: "session-token", region: "us-ashburn-1" });
  });

  it("fails when there is no such profile, and names it and the file", () => {
    assert.throws(() => profileConfiguration({ file, name: "absent" }), {
      message: new RegExp(`^profile 'absent' of '${file}' could not be read: .+`),
    });
  });
});
