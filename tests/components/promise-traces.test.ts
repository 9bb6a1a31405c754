import { strict as assert } from "node:assert";

import { skipPromiseTraces } from "../../components/promise-traces";

interface Debuggable {
  debuggablePromise: (promise: Promise<unknown>, context: unknown) => Promise<unknown>;
}

const debuggable = require("@pulumi/pulumi/runtime/debuggable") as Debuggable;

/** Frames of the trace that the SDK keeps of a promise. */
function framesOf(promise: Promise<unknown>): readonly string[] {
  const { _debugStackTrace: trace } = promise as unknown as { _debugStackTrace: string };
  return trace.split("\n").filter((line) => /^\s+at /.test(line));
}

describe("skipPromiseTraces", () => {
  const { debuggablePromise: original } = debuggable;
  const { stackTraceLimit } = Error;

  beforeEach(() => skipPromiseTraces());

  afterEach(() => {
    debuggable.debuggablePromise = original;
    Error.stackTraceLimit = stackTraceLimit;
  });

  it("takes away frames that the SDK does keep", async () => {
    const promise = Promise.resolve();

    await original(promise, "kept");

    assert.notDeepEqual(framesOf(promise), []);
  });

  it("leaves no frame in a promise's trace", async () => {
    const promise = Promise.resolve();

    await debuggable.debuggablePromise(promise, "skipped");

    assert.deepEqual(framesOf(promise), []);
  });

  it("leaves the promise its value", async () => {
    const value = await debuggable.debuggablePromise(Promise.resolve("kept"), "value");

    assert.equal(value, "kept");
  });

  it("leaves the promise its rejection", async () => {
    const failure = debuggable.debuggablePromise(Promise.reject(new Error("refused")), "rejection");

    await assert.rejects(failure, { message: "refused" });
  });

  it("restores the limit of frames", async () => {
    Error.stackTraceLimit = 7;

    await debuggable.debuggablePromise(Promise.resolve(), "limit");

    assert.equal(Error.stackTraceLimit, 7);
  });

  it("restores the limit of frames when the SDK throws", () => {
    Error.stackTraceLimit = 7;

    // the SDK writes its marks on the promise itself
    assert.throws(() => void debuggable.debuggablePromise(Object.freeze(Promise.resolve()), "frozen"), TypeError);

    assert.equal(Error.stackTraceLimit, 7);
  });

  it("leaves an ordinary error its file", async () => {
    await debuggable.debuggablePromise(Promise.resolve(), "before");

    assert.match(String(new Error("ordinary").stack), /\n\s+at .*promise-traces\.test\.ts/);
  });
});
