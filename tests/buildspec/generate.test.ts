import { strict as assert } from "node:assert";

import { Ajv } from "ajv";
import * as fc from "fast-check";
import { parse as parseYaml } from "yaml";

import { buildSpec, BuildSpecError } from "../../buildspec/generate/build-spec";
import type { BuildSpecInput, CommandStepInput, StepInput } from "../../buildspec/generate/input";
import { specOf } from "../../buildspec/model";
import { parse } from "../../buildspec/parse";
import { jsonSchema } from "../../buildspec/schema/json-schema";
import { codesOf, lintText } from "./fixtures";

const validate = new Ajv({ strict: true, allErrors: true }).compile(jsonSchema());

const WHOLE: BuildSpecInput = {
  outputArtifacts: [
    { name: "image", type: "DOCKER_IMAGE", location: "shop:latest" },
    { name: "manifest", type: "BINARY", location: "k8s/app.yaml" },
  ],
  steps: [
    {
      name: "Build",
      timeoutInSeconds: 600,
      onFailure: [{ command: "RESULT=failed" }],
      command: ["RESULT=done", "docker build -t shop:latest ."],
    },
    { command: "echo '0.1: # no comment'", shell: "/bin/sh" },
  ],
  env: { exportedVariables: ["RESULT"], variables: { EMPTY: "", NUMBER: "0.10", WORD: "true" } },
  timeoutInSeconds: 900,
};

describe("buildSpec", () => {
  it("writes keys in the order of the reference, and scripts as blocks", () => {
    assert.equal(
      buildSpec(WHOLE),
      [
        "version: 0.1",
        "component: build",
        "timeoutInSeconds: 900",
        "failImmediatelyOnError: true",
        "",
        "env:",
        "  variables:",
        '    EMPTY: ""',
        '    NUMBER: "0.10"',
        '    WORD: "true"',
        "  exportedVariables:",
        "    - RESULT",
        "",
        "steps:",
        "  - type: Command",
        "    name: Build",
        "    timeoutInSeconds: 600",
        "    command: |",
        "      RESULT=done",
        "      docker build -t shop:latest .",
        "    onFailure:",
        "      - type: Command",
        "        command: RESULT=failed",
        "",
        "  - type: Command",
        "    shell: /bin/sh",
        "    command: \"echo '0.1: # no comment'\"",
        "",
        "outputArtifacts:",
        "  - name: image",
        "    type: DOCKER_IMAGE",
        "    location: shop:latest",
        "",
        "  - name: manifest",
        "    type: BINARY",
        "    location: k8s/app.yaml",
        "",
      ].join("\n"),
    );
  });

  it("gives what lints clean", () => assert.deepEqual(codesOf(buildSpec(WHOLE)), []));

  it("lets the input turn off that a step ends at its first failure", () => {
    assert.match(
      buildSpec({ failImmediatelyOnError: false, steps: [{ command: "make" }] }),
      /^failImmediatelyOnError: false$/m,
    );
  });

  it("fails when the service would refuse it, with all that is wrong", () => {
    const input: BuildSpecInput = {
      timeoutInSeconds: 28_801,
      steps: [{ command: "sudo make" }],
      outputArtifacts: [{ name: "a", type: "BINARY", location: "target/" }],
    };

    assert.throws(() => buildSpec(input), {
      name: "BuildSpecError",
      problems: [
        "'timeoutInSeconds' is '28801', expected whole seconds from 1 to 28800; write a value in that range [out-of-range]",
        "step 1 runs 'sudo', which the build runner doesn't have; set 'runAs: root' and leave it out [sudo-unavailable]",
        "output artifact 'a': location 'target/' is a directory, expected a file; pack the directory in a step (tar, zip) and name the archive [binary-directory]",
      ],
    });
  });

  describe("of any input", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: "grapheme-ascii" }),
      fc
        .array(
          fc.constantFrom("make", "\n", " ", "\t", "\r", "'", '"', ": ", " #", "- ", "| ", "\\", "$A", "~", "null"),
        )
        .map((parts) => parts.join("")),
    );
    const filled = text.filter((each) => each !== "");
    const variable = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,8}$/);
    const artifact = fc.stringMatching(/^[A-Za-z_-]{1,8}$/);
    const seconds = fc.integer({ min: 1, max: 28_800 });
    const runner = {
      timeoutInSeconds: seconds,
      shell: fc.constantFrom("bash" as const, "/bin/sh" as const),
      failImmediatelyOnError: fc.boolean(),
      runAs: filled,
    };
    const command = fc.record(
      { command: fc.oneof(filled, fc.array(text, { minLength: 1 })), name: text, ...runner },
      { requiredKeys: ["command"] },
    );
    const step: fc.Arbitrary<StepInput> = fc.oneof(
      fc.record(
        { command: filled, name: text, onFailure: fc.array(command, { maxLength: 2 }) },
        { requiredKeys: ["command"] },
      ),
      fc.record({
        type: fc.constant("VulnerabilityAudit" as const),
        knowledgeBaseId: filled,
        configuration: fc.record(
          {
            buildType: filled,
            pomFilePath: filled,
            maxPermissibleCvssV2Score: fc.double({ min: 0, max: 10, noNaN: true }),
          },
          { requiredKeys: ["buildType", "pomFilePath"] },
        ),
      }),
    );
    const output = fc.record({
      name: artifact,
      type: fc.constantFrom("BINARY" as const, "DOCKER_IMAGE" as const),
      location: filled,
    });
    const input: fc.Arbitrary<BuildSpecInput> = fc.record(
      {
        ...runner,
        env: fc.record(
          { variables: fc.dictionary(variable, text), exportedVariables: fc.uniqueArray(variable) },
          { requiredKeys: [] },
        ),
        steps: fc.array(step, { minLength: 1, maxLength: 4 }) as unknown as fc.Arbitrary<BuildSpecInput["steps"]>,
        outputArtifacts: fc.uniqueArray(output, { selector: ({ name }) => name, maxLength: 3 }),
      },
      { requiredKeys: ["steps"] },
    );

    /** The specification, or undefined where the linter refuses what the input says. */
    const made = (from: BuildSpecInput): string | undefined => {
      try {
        return buildSpec(from);
      } catch (error) {
        if (error instanceof BuildSpecError) return undefined;
        throw error;
      }
    };

    it("parses, lints without an error, and validates against the schema", () => {
      let specs = 0;
      fc.assert(
        fc.property(input, (from) => {
          const spec = made(from);
          if (spec === undefined) return;
          specs++;
          assert.deepEqual(
            lintText(spec).filter(({ level }) => level === "error"),
            [],
          );
          assert.ok(validate(parseYaml(spec)), JSON.stringify(validate.errors));
        }),
        { numRuns: 500 },
      );
      assert.notEqual(specs, 0);
    });

    it("says what the input says, to the character", () => {
      fc.assert(
        fc.property(
          fc.record({ command: filled, variables: fc.dictionary(variable, text) }),
          ({ command: script, variables }) => {
            const spec = made({ steps: [{ command: script } satisfies CommandStepInput], env: { variables } });
            if (spec === undefined) return;
            const { tree } = parse(Buffer.from(spec));
            assert.ok(tree !== undefined);
            const [read] = specOf(tree).steps;

            assert.equal(read?.kind === "Command" && read.command.text, script);
            assert.deepEqual(
              Object.fromEntries(
                specOf(tree).variables.map(({ key, value }) => [
                  key.text,
                  value.kind === "text" ? value.text : value.kind,
                ]),
              ),
              { ...variables },
            );
          },
        ),
        { numRuns: 500 },
      );
    });
  });
});
