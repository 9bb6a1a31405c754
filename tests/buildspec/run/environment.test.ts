import { strict as assert } from "node:assert";

import { firstVariables, nextVariables } from "../../../buildspec/run/environment";
import { specIn } from "./project";

const ENV = specIn("env: {variables: {A: literal}, vaultVariables: {B: ocid1.x}, exportedVariables: [C]}");

describe("firstVariables", () => {
  it("takes of one name the later: machine, predefined, parameters, env.variables, vault", () => {
    const of = (value: string, ...names: readonly string[]): [string, string][] => names.map((name) => [name, value]);

    const variables = firstVariables(ENV, {
      machine: Object.fromEntries(of("machine", "PATH", "HOME", "SECRET_OF_MINE", "https_proxy")),
      predefined: new Map(of("predefined", "HOME", "OCI_STAGE_ID", "OCI_PIPELINE_ID")),
      given: new Map(of("given", "A", "B", "OCI_STAGE_ID")),
    });

    assert.deepEqual(Object.fromEntries(variables), {
      PATH: "machine",
      HOME: "predefined",
      https_proxy: "machine",
      OCI_STAGE_ID: "given",
      OCI_PIPELINE_ID: "predefined",
      A: "literal",
      B: "given",
    });
  });
});

describe("nextVariables", () => {
  it("takes what is declared, and PATH; the rest stays", () => {
    const before = new Map([
      ["A", "1"],
      ["B", "2"],
      ["OWN", "3"],
      ["PATH", "4"],
    ]);
    const handedOn = new Map([
      ["A", "a\nb"],
      ["B", "lost"],
      ["C", "c\nd"],
      ["OWN", "lost"],
    ]);

    assert.deepEqual(Object.fromEntries(nextVariables(ENV, before, handedOn)), {
      A: "a b",
      B: "2",
      C: "c\nd",
      OWN: "3",
      PATH: "4",
    });
  });
});
