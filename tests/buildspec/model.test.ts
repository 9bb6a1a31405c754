import { strict as assert } from "node:assert";

import { isGiven, PREDEFINED, specOf } from "../../buildspec/model";
import { parse } from "../../buildspec/parse";

/** The specification of a text that can be read. */
function read(text: string): ReturnType<typeof specOf> {
  const { tree } = parse(Buffer.from(text));
  assert.ok(tree !== undefined);
  return specOf(tree);
}

describe("specOf", () => {
  it("has the documented defaults", () => {
    const { dialect, timeoutInSeconds, shell, failImmediatelyOnError, steps } = read(
      "steps:\n  - type: Command\n    command: make\n  - type: VulnerabilityAudit\n",
    );

    assert.deepEqual(
      { dialect, timeout: timeoutInSeconds.value, shell, failImmediatelyOnError },
      { dialect: "build", timeout: 28_800, shell: "bash", failImmediatelyOnError: false },
    );
    assert.deepEqual(
      steps.map((step) => (step.kind === "Command" ? step.shell : step.maxPermissibleCvssV3Score)),
      ["bash", 0],
    );
  });

  it("hands down what the file says, and lets a step say otherwise", () => {
    const text = [
      "timeoutInSeconds: 900",
      "shell: /bin/sh",
      "failImmediatelyOnError: true",
      "steps:",
      "  - {type: Command, command: a}",
      "  - {type: Command, command: b, shell: bash, timeoutInSeconds: 60, failImmediatelyOnError: false}",
    ].join("\n");

    const runners = read(text).steps.map((step) =>
      step.kind === "Command" ? [step.shell, step.timeoutInSeconds.value, step.failImmediatelyOnError] : [],
    );

    assert.deepEqual(runners, [
      ["/bin/sh", 900, true],
      ["bash", 60, false],
    ]);
  });

  it("leaves out what is of a wrong type", () => {
    const spec = read("timeoutInSeconds: soon\nsteps:\n  - make\n  - {type: Command, command: [a]}\nenv: none\n");

    assert.deepEqual([spec.timeoutInSeconds.value, spec.steps, spec.variables], [28_800, [], []]);
  });

  it("knows the dialect by the component", () => {
    assert.deepEqual(
      ["build", "command", "deployment", "other"].map((component) => read(`component: ${component}\n`).dialect),
      ["build", "command", "deployment", "build"],
    );
  });
});

describe("the predefined variables", () => {
  it("are given to every step", () =>
    assert.deepEqual(
      PREDEFINED.filter((name) => !isGiven(name)),
      [],
    ));
});
