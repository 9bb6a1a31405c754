import { strict as assert } from "node:assert";

import { withoutSdkFrames } from "../../components/sdk-frames";

describe("withoutSdkFrames", () => {
  const error = new TypeError("x is not a function");
  error.stack = [
    "TypeError: x is not a function",
    "    at module.exports (/app/index.ts:18:32)",
    "    at parse (/app/node_modules/zod/index.js:1:1)",
    "    at async Object.runProgram [as init] (/app/node_modules/@pulumi/cmd/run/run.ts:579:20)",
    "    at async Stack.initializeAndRegisterOutputs (/app/node_modules/@pulumi/resource.ts:1598:22)",
  ].join("\n");

  it("returns what the program returns", async () => {
    assert.deepEqual(await withoutSdkFrames(() => Promise.resolve({ projectId: "a" }))(), { projectId: "a" });
  });

  it("fails with the program's own error, which keeps its message and every frame but the SDK's", async () => {
    const failing = withoutSdkFrames(() => Promise.reject(error));

    await assert.rejects(failing(), error);
    assert.deepEqual(error.stack?.split("\n"), [
      "TypeError: x is not a function",
      "    at module.exports (/app/index.ts:18:32)",
      "    at parse (/app/node_modules/zod/index.js:1:1)",
    ]);
  });

  it("fails with what is no error as it is", async () => {
    const thrown: unknown = "a text";
    const failing = withoutSdkFrames(async () => {
      await Promise.resolve();
      throw thrown;
    });

    await assert.rejects(failing(), (error) => error === thrown);
  });
});
