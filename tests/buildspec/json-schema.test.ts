import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as path from "node:path";

import { Ajv } from "ajv";
import { parse } from "yaml";

import { type Attribute, DIALECTS, LONGEST_RUN, type ObjectShape, type Shape } from "../../buildspec/model";
import { jsonSchema } from "../../buildspec/schema/json-schema";
import { FIXTURES, lintText, namesIn, ROOT, specOfSteps } from "./fixtures";

const CORPUS = path.join(ROOT, "..", "shared", "corpora", "build-specs");
const validate = new Ajv({ strict: true, allErrors: true }).compile(jsonSchema());

/** What the schema says of a text, one `path message` each; empty when it is valid. */
function problemsOf(text: string): readonly string[] {
  if (validate(parse(text, { uniqueKeys: false, merge: true }))) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

function hasError(text: string): boolean {
  return lintText(text).some(({ level }) => level === "error");
}

describe("the JSON Schema", () => {
  for (const name of namesIn(path.join(FIXTURES, "ok"), ".spec")) {
    it(`takes ok/${name}`, () => {
      assert.deepEqual(problemsOf(fs.readFileSync(path.join(FIXTURES, "ok", `${name}.spec`), "utf8")), []);
    });
  }

  for (const name of ["missing-key", "out-of-range", "variable-name", "wrong-type", "wrong-value", "unknown-key"]) {
    it(`refuses err/${name}`, () => {
      assert.notDeepEqual(problemsOf(fs.readFileSync(path.join(FIXTURES, "err", `${name}.spec`), "utf8")), []);
    });
  }

  const good: readonly { what: string; text: string }[] = [
    { what: "a version in quotes", text: specOfSteps("make").replace("0.1", "'0.1'") },
    { what: "a key without a value", text: `env:\n${specOfSteps("make")}` },
    { what: "a variable without a value", text: `env:\n  variables:\n    A:\n${specOfSteps("make")}` },
    { what: "a shell that isn't documented", text: `shell: /bin/bash\n${specOfSteps("make")}` },
    { what: "seconds in quotes", text: `timeoutInSeconds: "600"\n${specOfSteps("make")}` },
    { what: "a flag in quotes", text: specOfSteps("make").replace("true", "'True'") },
    {
      what: "a number as a version of an artifact",
      text: `inputArtifacts: [{name: a, type: GENERIC_ARTIFACT, registryId: b, path: c, version: 2.0, location: d}]\n${specOfSteps("make")}`,
    },
  ];
  for (const { what, text } of good) {
    it(`takes ${what}, as the linter does`, () => {
      assert.deepEqual(problemsOf(text), []);
      assert.equal(hasError(text), false);
    });
  }

  const bad: readonly { what: string; text: string; problem: string }[] = [
    {
      what: "a step that is too long",
      text: specOfSteps("make").replace("command:", "timeoutInSeconds: 28801\n    command:"),
      problem: "/steps/0/timeoutInSeconds must be <= 28800",
    },
    {
      what: "no step",
      text: "version: 0.1\ncomponent: build\nsteps: []\n",
      problem: "/steps must NOT have fewer than 1 items",
    },
    {
      what: "an unknown type of step",
      text: specOfSteps("make").replace("Command", "Comand"),
      problem: "/steps/0/type must be equal to one of the allowed values",
    },
    {
      what: "a generic artifact that nothing leads to",
      text: `inputArtifacts: [{name: a, type: GENERIC_ARTIFACT, path: c, location: d}]\n${specOfSteps("make")}`,
      problem: "/inputArtifacts/0 must have required property 'artifactId'",
    },
    {
      what: "an address of a stage artifact",
      text: `inputArtifacts: [{name: a, type: STAGE_ARTIFACT, url: c, location: d}]\n${specOfSteps("make")}`,
      problem: "/inputArtifacts/0 must NOT have additional properties",
    },
    {
      what: "a build's form of steps in a deployment",
      text: specOfSteps("make").replace("component: build", "component: deployment").replace("0.1", "1.0"),
      problem: "/steps/0 must have required property 'stepType'",
    },
    {
      what: "an artifact of another type",
      text: `${specOfSteps("make")}outputArtifacts: [{name: a, type: BINARIES, location: d}]\n`,
      problem: "/outputArtifacts/0/type must be equal to one of the allowed values",
    },
  ];
  for (const { what, text, problem } of bad) {
    it(`refuses ${what}`, () => assert.ok(problemsOf(text).includes(problem), problemsOf(text).join("\n")));
  }

  it("describes every attribute, and none by a sentence that ends", () => {
    for (const { about } of attributesOf(DIALECTS.build)) assert.match(about, /^[A-Z`].*[^.]$/);
  });

  it("has the defaults that the model gives", () => {
    const { properties } = (
      jsonSchema()["definitions"] as { build: { properties: Record<string, { default?: unknown }> } }
    ).build;

    assert.deepEqual(
      ["timeoutInSeconds", "shell", "failImmediatelyOnError"].map((name) => properties[name]?.default),
      [LONGEST_RUN, "bash", false],
    );
  });

  it("takes every published specification that has no error (needs ../shared)", function () {
    if (!fs.existsSync(CORPUS)) this.skip();
    const files = fs.readdirSync(CORPUS).filter((file) => file.endsWith(".yaml"));
    assert.ok(files.length >= 18);

    const refused = files.flatMap((file) => {
      const text = fs.readFileSync(path.join(CORPUS, file), "utf8");
      return hasError(text) ? [] : problemsOf(text).map((problem) => `${file}: ${problem}`);
    });

    assert.deepEqual(refused, []);
  });
});

/** Every attribute within an object. */
function attributesOf({ attributes }: ObjectShape): readonly Attribute[] {
  return Object.values(attributes).flatMap((attribute) => [attribute, ...within(attribute.shape)]);
}

function within(shape: Shape): readonly Attribute[] {
  if (shape.kind === "object") return attributesOf(shape);
  if (shape.kind === "list" || shape.kind === "map") return within(shape.of);
  return shape.kind === "cases" ? Object.values(shape.of).flatMap(attributesOf) : [];
}
