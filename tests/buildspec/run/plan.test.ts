import { strict as assert } from "node:assert";

import { stepsOf } from "../../../buildspec/run/plan";
import { specIn } from "./project";

describe("stepsOf", () => {
  it("names steps on one line, by their number where they have no name", () => {
    const spec = specIn(
      'steps:\n  - {type: Command, command: a, name: "one\\n\\e[1m two "}\n  - {type: Command, command: b}',
    );

    assert.deepEqual(
      stepsOf(spec).map(({ name }) => name),
      ["one [1m two", "step 2"],
    );
  });
});
