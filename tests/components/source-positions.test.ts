import { strict as assert } from "node:assert";

import { skipSourcePositions } from "../../components/source-positions";

interface Positions {
  stackTrace: (skip: number) => readonly unknown[];
}

const { Resource } = require("@pulumi/pulumi/resource") as { Resource: Positions };

describe("skipSourcePositions", () => {
  const { stackTrace: original } = Resource;
  const { stackTraceLimit } = Error;

  afterEach(() => {
    Resource.stackTrace = original;
    Error.stackTraceLimit = stackTraceLimit;
  });

  it("takes away frames that the SDK does capture", () => {
    assert.notDeepEqual(Resource.stackTrace(0), []);
  });

  it("leaves no frame to a resource", () => {
    skipSourcePositions();

    assert.deepEqual(Resource.stackTrace(0), []);
  });

  it("leaves an ordinary error its file, and the limit of frames as it is", () => {
    Error.stackTraceLimit = 7;

    skipSourcePositions();

    assert.match(String(new Error("ordinary").stack), /\n\s+at .*source-positions\.test\.ts/);
    assert.equal(Error.stackTraceLimit, 7);
  });
});
