import { strict as assert } from "node:assert";

import { junitReport } from "../../../buildspec/run/report/junit";
import type { RunResult } from "../../../buildspec/run/result";

describe("junitReport", () => {
  it("has a case for each step and artifact, and no character that XML forbids", () => {
    const result: RunResult = {
      file: "build_spec.yaml",
      outcome: "failed",
      seconds: 2.5,
      steps: [
        { number: 1, name: 'a "b"', handler: false, outcome: "succeeded", reason: "", seconds: 1, tail: [] },
        { number: 2, name: "audit", handler: false, outcome: "skipped", reason: "no tenancy", seconds: 0, tail: [] },
        {
          ...{ number: 3, name: "c", handler: false, outcome: "failed", reason: "exit code 1", seconds: 1.5 },
          tail: ["\u001b[31m<red>\u001b[0m & \u0007\ud800"],
        },
      ],
      artifacts: [
        { direction: "output", name: "image", type: "DOCKER_IMAGE", outcome: "unchecked", detail: "no tool" },
      ],
      exported: [],
    };

    assert.equal(
      junitReport(result),
      `<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite name="build_spec.yaml" tests="4" failures="1" errors="0" skipped="2" time="2.500">
    <testcase classname="build_spec" name="1 a &quot;b&quot;" time="1.000">
    </testcase>
    <testcase classname="build_spec" name="2 audit" time="0.000">
      <skipped message="skipped: no tenancy"/>
    </testcase>
    <testcase classname="build_spec" name="3 c" time="1.500">
      <failure message="failed: exit code 1"/>
      <system-out>&lt;red&gt; &amp; </system-out>
    </testcase>
    <testcase classname="build_spec" name="output image" time="0.000">
      <skipped message="no tool"/>
    </testcase>
  </testsuite>
</testsuites>
`,
    );
  });
});
