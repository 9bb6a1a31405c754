import { strict as assert } from "node:assert";

import { sendMalformed } from "./malformed-run";

describe("malformed requests to the sandbox", function () {
  this.timeout(60_000);

  it("are refused in OCI's form or the cluster's, and change nothing (npm run campaign:malformed sends a thousand)", async () => {
    const { failures } = await sendMalformed(150, 20_251_125);

    assert.deepEqual(failures, []);
  });
});
