import { strict as assert } from "node:assert";

import type { BuildStage, DeliverStage, ManagedBuildStage } from "../../../components/model/build-stages";
import { orderBuildStages } from "../../../components/model/build-stages";
import { problemsOfSpecs, type SpecSurroundings } from "../../../components/model/spec-check";

const SECRET = "ocid1.vaultsecret.oc1..npm";

const build = (name: string, change: Partial<ManagedBuildStage<string>> = {}): ManagedBuildStage<string> => ({
  kind: "build",
  name,
  sources: [{ kind: "repository", name: "orders", branch: "main", repositoryId: "ocid1.repository", url: "https://a" }],
  ...change,
});

const deliver = (
  ...artifacts: readonly (readonly [name: string, kind: "image" | "file", address: string])[]
): DeliverStage<string> => ({
  kind: "deliver",
  name: "deliver",
  artifacts: artifacts.map(([name, kind, address]) => ({
    name,
    artifactId: "ocid1.artifact",
    becomes: { kind, address },
  })),
});

const SPEC = `version: 0.1
component: build
timeoutInSeconds: 600
env:
  vaultVariables:
    TOKEN: ${SECRET}
  exportedVariables: [BUILDRUN_HASH]
inputArtifacts:
  - {name: base, type: STAGE_ARTIFACT, location: base.tar}
steps:
  - {type: Command, command: BUILDRUN_HASH=1}
outputArtifacts:
  - {name: image, type: DOCKER_IMAGE, location: "orders:1"}
  - {name: manifest, type: BINARY, location: k8s/app.yaml}
`;
const BASE = `version: 0.1
component: build
steps:
  - {type: Command, command: make}
outputArtifacts:
  - {name: base, type: BINARY, location: base.tar}
`;

/** Problems of stages whose specifications are in files of the stages' names. */
function problems(
  stages: readonly BuildStage<string>[],
  specs: Readonly<Record<string, string>>,
  surroundings: Partial<SpecSurroundings> = {},
): readonly string[] {
  const order = orderBuildStages(stages);
  assert.deepEqual(order.problems, []);
  const files = Object.entries(specs).map(([name, text]) => [name, { path: `${name}.yaml`, text }] as const);
  return problemsOfSpecs(order.stages, new Map(files), { parameters: [], ...surroundings });
}

describe("problemsOfSpecs", () => {
  const fine = deliver(["image", "image", "host/orders:build-${BUILDRUN_HASH}"], ["manifest", "file", "app.yaml:1"]);

  it("has none where specifications and stages agree", () => {
    const stages = [build("base"), build("app", { timeout: 600 }), fine];

    assert.deepEqual(problems(stages, { base: BASE, app: SPEC }, { grantedSecrets: [SECRET] }), []);
  });

  const cases: readonly {
    what: string;
    stages: readonly BuildStage<string>[];
    specs: Readonly<Record<string, string>>;
    surroundings?: Partial<SpecSurroundings>;
    found: readonly string[];
  }[] = [
    {
      what: "an artifact that is delivered and not produced",
      stages: [build("base"), build("app"), deliver(["manifests", "file", "a:1"], ["chart", "file", "a:1"])],
      specs: { base: BASE, app: SPEC },
      found: [
        "base.yaml:1:1, app.yaml:1:1: stage 'deliver' delivers 'manifests', which no output artifact is called (produced: 'base', 'image', 'manifest'); did you mean 'manifest'?",
        "base.yaml:1:1, app.yaml:1:1: stage 'deliver' delivers 'chart', which no output artifact is called (produced: 'base', 'image', 'manifest'); produce it, or don't deliver it",
      ],
    },
    {
      what: "an artifact of another type",
      stages: [build("base"), build("app"), deliver(["manifest", "image", "a:1"], ["image", "file", "a:1"])],
      specs: { base: BASE, app: SPEC },
      found: [
        "app.yaml:14:12: output artifact 'manifest' is BINARY, and stage 'deliver' delivers an image; make it DOCKER_IMAGE",
        "app.yaml:13:12: output artifact 'image' is DOCKER_IMAGE, and stage 'deliver' delivers a file; make it BINARY",
      ],
    },
    {
      what: "an input artifact that is produced later",
      stages: [build("app"), build("base")],
      specs: { base: BASE, app: SPEC },
      found: [
        "app.yaml:9:12: input artifact 'base' is produced by no stage before 'app' (produced: none); produce it, or put the stage later",
      ],
    },
    {
      what: "a placeholder that nothing sets",
      stages: [
        build("base"),
        build("app"),
        deliver(["image", "image", "a:${BUILDRUNHASH}-${REGION}-${OCI_BUILD_RUN_ID}"]),
      ],
      specs: { base: BASE, app: SPEC },
      surroundings: { parameters: ["FLAVOUR"] },
      found: [
        "base.yaml:1:1, app.yaml:1:1: 'a:${BUILDRUNHASH}-${REGION}-${OCI_BUILD_RUN_ID}', which stage 'deliver' delivers 'image' to, has 'BUILDRUNHASH', neither an exported variable nor a parameter (known: 'FLAVOUR', 'BUILDRUN_HASH'); did you mean 'BUILDRUN_HASH'?",
        "base.yaml:1:1, app.yaml:1:1: 'a:${BUILDRUNHASH}-${REGION}-${OCI_BUILD_RUN_ID}', which stage 'deliver' delivers 'image' to, has 'REGION', neither an exported variable nor a parameter (known: 'FLAVOUR', 'BUILDRUN_HASH'); export it, or declare the parameter",
      ],
    },
    {
      what: "a placeholder that is a parameter, which is none",
      stages: [build("base"), build("app"), deliver(["image", "image", "a:${FLAVOUR}"])],
      specs: { base: BASE, app: SPEC },
      surroundings: { parameters: ["FLAVOUR"] },
      found: [],
    },
    {
      what: "a secret that is not granted",
      stages: [build("base"), build("app")],
      specs: { base: BASE, app: SPEC },
      surroundings: { grantedSecrets: ["ocid1.vaultsecret.oc1..other"] },
      found: [
        "app.yaml:6:5: vault variable 'TOKEN' is a secret that the stack lets no build read; name it in the service's build.secrets",
      ],
    },
    {
      what: "a timeout beyond the stage's",
      stages: [build("base"), build("app", { timeout: 599 })],
      specs: { base: BASE, app: SPEC },
      found: [
        "app.yaml:3:19: timeoutInSeconds is 600, more than the 599 of stage 'app'; lower it, or raise the stage's timeout",
      ],
    },
    {
      what: "no timeout beside a stage's, which is none",
      stages: [build("base", { timeout: 60 })],
      specs: { base: BASE },
      found: [],
    },
    {
      what: "what another stage's specification may produce, which is none",
      stages: [build("base"), build("app"), deliver(["chart", "file", "a:${OTHER}"])],
      specs: { app: SPEC },
      found: [],
    },
    {
      what: "a file that is no YAML",
      stages: [build("app"), fine],
      specs: { app: "a: b\n\tc: d\n" },
      found: ["app.yaml:2:1: line is indented by a tab, which YAML forbids; indent it by spaces"],
    },
    {
      what: "a specification of no stage",
      stages: [build("app")],
      specs: { ap: BASE },
      found: ["a specification is given for 'ap', which is no build stage; did you mean 'app'?"],
    },
  ];
  for (const { what, stages, specs, surroundings, found } of cases) {
    it(`tells ${what}`, () => assert.deepEqual(problems(stages, specs, surroundings), found));
  }
});
