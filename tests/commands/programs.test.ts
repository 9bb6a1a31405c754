import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as path from "node:path";

import { findSource, sourceOf, stackSources } from "../../commands/programs";
import { labelOf, PROJECT } from "../../commands/workspace";

const platform = path.join(PROJECT, "examples", "platform");

describe("findSource", () => {
  it("finds a stack of the main program by its name", () => {
    assert.deepEqual(findSource("prod"), {
      program: { name: "oci-delivery", folder: PROJECT },
      stack: "prod",
      file: path.join(PROJECT, "Pulumi.prod.yaml"),
    });
  });

  for (const name of ["examples/platform", "examples/platform/", "examples/platform:dev"]) {
    it(`finds the stack of an example that is a program of its own: ${name}`, () => {
      assert.deepEqual(findSource(name), {
        program: { name: "platform", folder: platform },
        stack: "dev",
        file: path.join(platform, "Pulumi.dev.yaml"),
      });
    });
  }

  describe("of an example without a Pulumi.yaml", () => {
    const folder = path.join(PROJECT, "examples", "of-a-test");
    before(() => {
      fs.mkdirSync(folder);
      for (const stack of ["blue", "green"])
        fs.writeFileSync(path.join(folder, `Pulumi.${stack}.yaml`), "config: {}\n");
    });
    after(() => fs.rmSync(folder, { recursive: true }));

    it("finds a stack of the main program, whose file is there", () => {
      assert.deepEqual(findSource("examples/of-a-test:blue"), {
        program: { name: "oci-delivery", folder: PROJECT },
        stack: "blue",
        file: path.join(folder, "Pulumi.blue.yaml"),
      });
    });

    it("fails when there are several and none is named", () => {
      assert.throws(() => findSource("examples/of-a-test"), {
        message: "'examples/of-a-test' has several stacks; name one, e.g. 'examples/of-a-test:blue'",
      });
    });
  });

  it("fails when the main program has no such stack, and names those that it has", () => {
    assert.throws(() => findSource("prd"), {
      message: "stack 'prd': there is no 'Pulumi.prd.yaml' (stacks here: dev, prod, staging)",
    });
  });

  for (const name of ["examples/nothing", "examples/platform:prd", "../examples/platform"]) {
    it(`fails when there is no such example, and names those that there are: ${name}`, () => {
      assert.throws(
        () => findSource(name),
        (error: Error) =>
          error.message.startsWith(`stack '${name}': there is no such stack (examples: `) &&
          error.message.includes("examples/platform:dev"),
      );
    });
  }
});

describe("sourceOf", () => {
  it("finds every stack that has a file by what the state knows it by", () => {
    const sources = stackSources();

    assert.deepEqual(
      sources.map(({ program, stack }) => sourceOf({ project: program.name, stack })),
      sources,
    );
  });

  it("says where the file of a stack was that is gone", () => {
    assert.equal(sourceOf({ project: "platform", stack: "gone" }).file, path.join(platform, "Pulumi.gone.yaml"));
  });
});

describe("stackSources", () => {
  it("has no two stacks that the state could not tell apart", () => {
    const labels = stackSources().map(({ program, stack }) => labelOf({ project: program.name, stack }));

    assert.deepEqual(
      labels.filter((label, index) => labels.indexOf(label) !== index),
      [],
    );
  });
});
