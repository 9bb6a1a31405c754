import { strict as assert } from "node:assert";

import {
  orderBuildStages,
  problemsOfParameters,
  type BuildSource,
  type BuildStage,
  type DeliverStage,
  type ManagedBuildStage,
  type WaitStage,
} from "../../../components/model/build-stages";

const source = (name: string): BuildSource<string> => ({
  kind: "repository",
  name,
  branch: "main",
  repositoryId: `ocid1.devopsrepository.oc1.eu-frankfurt-1.${name}`,
  url: `https://devops.example.com/${name}`,
});

const build: ManagedBuildStage<string> = { kind: "build", name: "build", sources: [source("orders")] };
const deliver: DeliverStage<string> = {
  kind: "deliver",
  name: "deliver",
  artifacts: [{ name: "image", artifactId: "ocid1.devopsdeployartifact.oc1.eu-frankfurt-1.image" }],
};
const wait: WaitStage = { kind: "wait", name: "wait", duration: 60 };
const deploy: BuildStage<string> = { kind: "trigger-deployment", name: "deploy", deployPipelineId: "ocid1.pipeline" };

describe("orderBuildStages", () => {
  const accepted: readonly { what: string; declared: readonly BuildStage<string>[]; order: readonly string[] }[] = [
    {
      what: "one of each kind",
      declared: [build, wait, deliver, deploy],
      order: ["build", "wait", "deliver", "deploy"],
    },
    {
      what: "a delivery that is declared before its build",
      declared: [
        { ...deliver, after: ["build"] },
        { ...build, after: [] },
      ],
      order: ["build", "deliver"],
    },
    { what: "the shortest timeout", declared: [{ ...build, timeout: 60 }], order: ["build"] },
    { what: "the longest timeout", declared: [{ ...build, timeout: 28_800 }], order: ["build"] },
    { what: "the shortest wait", declared: [{ ...wait, duration: 5 }], order: ["wait"] },
    { what: "the longest wait", declared: [{ ...wait, duration: 172_800 }], order: ["wait"] },
    {
      what: "two sources with names of their own",
      declared: [{ ...build, sources: [source("orders"), source("shared")] }],
      order: ["build"],
    },
  ];
  for (const { what, declared, order } of accepted) {
    it(`takes ${what}`, () => {
      const { stages, problems } = orderBuildStages(declared);

      assert.deepEqual(problems, []);
      assert.deepEqual(
        stages.map(({ stage }) => stage.name),
        order,
      );
    });
  }

  const refused: readonly { what: string; declared: readonly BuildStage<string>[]; problems: readonly string[] }[] = [
    { what: "no stage", declared: [], problems: ["there is no stage; declare at least one"] },
    {
      what: "a delivery without a build",
      declared: [deliver],
      problems: ["stage 'deliver' delivers before anything is built; put it after a build stage"],
    },
    {
      what: "a delivery beside the build",
      declared: [build, { ...deliver, after: [] }],
      problems: ["stage 'deliver' delivers before anything is built; put it after a build stage"],
    },
    {
      what: "a delivery of nothing",
      declared: [build, { ...deliver, artifacts: [] }],
      problems: ["stage 'deliver' delivers nothing; name an artifact"],
    },
    {
      what: "a timeout that is too short",
      declared: [{ ...build, timeout: 59 }],
      problems: ["stage 'build': 'timeout' is 59, expected 60 to 28800 seconds; change it"],
    },
    {
      what: "a timeout that is too long",
      declared: [{ ...build, timeout: 28_801 }],
      problems: ["stage 'build': 'timeout' is 28801, expected 60 to 28800 seconds; change it"],
    },
    {
      what: "a timeout that is not whole",
      declared: [{ ...build, timeout: 60.5 }],
      problems: ["stage 'build': 'timeout' is 60.5, expected 60 to 28800 seconds; change it"],
    },
    {
      what: "a wait that is too short",
      declared: [{ ...wait, duration: 4 }],
      problems: ["stage 'wait': 'duration' is 4, expected 5 to 172800 seconds; change it"],
    },
    {
      what: "a wait that is too long",
      declared: [{ ...wait, duration: 172_801 }],
      problems: ["stage 'wait': 'duration' is 172801, expected 5 to 172800 seconds; change it"],
    },
    {
      what: "two sources of one name",
      declared: [{ ...build, sources: [source("orders"), source("orders")] }],
      problems: ["stage 'build' has two sources 'orders', which is the folder that each is put into; rename one"],
    },
    {
      what: "everything that is wrong at once",
      declared: [
        { ...deliver, artifacts: [] },
        { ...wait, duration: 0 },
      ],
      problems: [
        "stage 'deliver' delivers nothing; name an artifact",
        "stage 'deliver' delivers before anything is built; put it after a build stage",
        "stage 'wait': 'duration' is 0, expected 5 to 172800 seconds; change it",
      ],
    },
    {
      what: "a graph that has no order, before anything else",
      declared: [{ ...build, timeout: 1, after: ["build"] }],
      problems: ["stage 'build' follows itself; take it out of its 'after'"],
    },
  ];
  for (const { what, declared, problems } of refused) {
    it(`refuses ${what}`, () => {
      assert.deepEqual(orderBuildStages(declared), { stages: [], problems });
    });
  }
});

describe("problemsOfParameters", () => {
  for (const name of ["a", "LOG_LEVEL", "logLevel2", "oc", "my_oci"]) {
    it(`takes '${name}'`, () => {
      assert.deepEqual(problemsOfParameters({ [name]: "info" }), []);
    });
  }

  const others = [
    { what: "nothing", name: "" },
    { what: "a digit at the beginning", name: "2nd" },
    { what: "an underscore at the beginning", name: "_level" },
    { what: "a hyphen", name: "log-level" },
    { what: "OCI's own prefix", name: "oci_level" },
    { what: "OCI's own prefix in capitals", name: "OCI_LEVEL" },
  ];
  for (const { what, name } of others) {
    it(`refuses ${what}: '${name}'`, () => {
      assert.deepEqual(problemsOfParameters({ LOG_LEVEL: "info", [name]: "info" }), [
        `parameter '${name}' is no name that OCI takes, expected letters, digits and '_', beginning with a letter, ` +
          "but not with 'oci'; rename it",
      ]);
    });
  }
});
