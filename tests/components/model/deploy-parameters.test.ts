import { strict as assert } from "node:assert";

import fc from "fast-check";

import type { ArtifactSpec } from "../../../components/model/deploy-artifact";
import {
  deployParameters,
  placeholdersOf,
  problemsOfArtifacts,
  problemsOfDeployParameters,
  type DeployParameters,
} from "../../../components/model/deploy-parameters";

const ADDRESS = "eu-frankfurt-1.ocir.io/axexample/shop-prod/orders-api";
const DIGEST = `sha256:${"4f".repeat(32)}`;

const production = deployParameters({ imageAddress: ADDRESS, production: true });
const staging = deployParameters({ imageAddress: ADDRESS, production: false, kubernetesNamespace: "orders" });
const withDefault = (name: string, defaultValue: string): DeployParameters => ({
  ...staging,
  [name]: { defaultValue },
});

describe("deployParameters", () => {
  it("takes a digest in production, and no tag", () => {
    assert.deepEqual(Object.keys(production), ["IMAGE_ADDRESS", "IMAGE_DIGEST", "BUILDRUN_HASH"]);
  });

  it("takes a tag too elsewhere, and the namespace of Kubernetes where there is one", () => {
    assert.deepEqual(
      Object.entries(staging).map(([name, { defaultValue }]) => [name, defaultValue]),
      [
        ["IMAGE_ADDRESS", ADDRESS],
        ["IMAGE_DIGEST", `sha256:${"0".repeat(64)}`],
        ["IMAGE_TAG", "none"],
        ["BUILDRUN_HASH", "none"],
        ["KUBERNETES_NAMESPACE", "orders"],
      ],
    );
  });

  for (const [what, parameters, isProduction] of [
    ["production", production, true],
    ["other environments", staging, false],
  ] as const) {
    it(`gives ${what} what there is nothing wrong with`, () => {
      const users = [
        { title: "artifact 'manifest'", placeholders: ["IMAGE_ADDRESS", "IMAGE_DIGEST", "BUILDRUN_HASH"] },
      ];

      assert.deepEqual(problemsOfDeployParameters(parameters, { production: isProduction, users }), []);
    });
  }
});

describe("problemsOfDeployParameters", () => {
  const refused: readonly { what: string; parameters: DeployParameters; problems: readonly string[] }[] = [
    {
      what: "a name that OCI does not take",
      parameters: withDefault("log-level", "info"),
      problems: [
        "parameter 'log-level' is no name that OCI takes, expected letters, digits and '_', beginning with a letter, " +
          "but not with 'oci'; rename it",
      ],
    },
    {
      what: "a name that means one thing to a build and another to a deployment",
      parameters: withDefault("NAMESPACE", "orders"),
      problems: [
        "parameter 'NAMESPACE' is the registry's namespace to a build and Kubernetes' to a deployment, and a build " +
          "hands its own on; call it 'IMAGE_ADDRESS' or 'KUBERNETES_NAMESPACE'",
      ],
    },
    {
      what: "no default",
      parameters: withDefault("LOG_LEVEL", " "),
      problems: ["parameter 'LOG_LEVEL' has no default, without which nobody can start a run by hand; give it one"],
    },
    {
      what: "whatever came last, as a default",
      parameters: withDefault("IMAGE_TAG", "latest"),
      problems: ["parameter 'IMAGE_TAG' has the default 'latest', which is another one tomorrow; give one that stays"],
    },
    {
      what: "whatever came last, as a tag of a default",
      parameters: withDefault("SIDECAR", `${ADDRESS}:latest`),
      problems: [
        `parameter 'SIDECAR' has the default '${ADDRESS}:latest', which is another one tomorrow; give one that stays`,
      ],
    },
    {
      what: "a digest that is none",
      parameters: withDefault("IMAGE_DIGEST", "build-7"),
      problems: [
        "parameter 'IMAGE_DIGEST' has the default 'build-7', expected 'sha256:' and 64 hexadecimal digits; change it",
      ],
    },
    {
      what: "an address with a tag",
      parameters: withDefault("IMAGE_ADDRESS", `${ADDRESS}:1`),
      problems: [
        `parameter 'IMAGE_ADDRESS' has the default '${ADDRESS}:1', expected host, namespace and repository without ` +
          "tag or digest, e.g. 'eu-frankfurt-1.ocir.io/axexample/shop-prod/orders-api'; change it",
      ],
    },
  ];
  for (const { what, parameters, problems } of refused) {
    it(`refuses ${what}`, () => {
      assert.deepEqual(problemsOfDeployParameters(parameters, { production: false, users: [] }), problems);
    });
  }

  it("refuses a tag among the parameters of production", () => {
    assert.deepEqual(problemsOfDeployParameters({ ...staging }, { production: true, users: [] }), [
      "parameter 'IMAGE_TAG' is a tag, which can be moved, and this is production; take 'IMAGE_DIGEST' instead",
    ]);
  });

  const users: readonly { what: string; placeholders: readonly string[]; production: boolean; problem: string }[] = [
    {
      what: "a placeholder that is misspelt",
      placeholders: ["BUILD_RUNHASH"],
      production: false,
      problem:
        "stage 'deploy' uses '${BUILD_RUNHASH}', which is no parameter (parameters: 'IMAGE_ADDRESS', 'IMAGE_DIGEST', " +
        "'IMAGE_TAG', 'BUILDRUN_HASH', 'KUBERNETES_NAMESPACE'); did you mean '${BUILDRUN_HASH}'?",
    },
    {
      what: "a placeholder that nobody declared",
      placeholders: ["REPLICAS"],
      production: true,
      problem:
        "stage 'deploy' uses '${REPLICAS}', which is no parameter (parameters: 'IMAGE_ADDRESS', 'IMAGE_DIGEST', " +
        "'BUILDRUN_HASH'); declare it",
    },
    {
      what: "an image in production that is named by nothing",
      placeholders: ["IMAGE_ADDRESS"],
      production: true,
      problem:
        "stage 'deploy' takes its image by no digest, and this is production; name it by " +
        "'${IMAGE_ADDRESS}@${IMAGE_DIGEST}'",
    },
  ];
  for (const { what, placeholders, production: isProduction, problem } of users) {
    it(`refuses ${what}`, () => {
      const parameters = isProduction ? production : staging;
      const uses = { production: isProduction, users: [{ title: "stage 'deploy'", placeholders }] };

      assert.deepEqual(problemsOfDeployParameters(parameters, uses), [problem]);
    });
  }

  it("refuses an image in production that is named by its tag", () => {
    const uses = {
      production: true,
      users: [{ title: "artifact 'manifest'", placeholders: ["IMAGE_ADDRESS", "IMAGE_TAG"] }],
    };

    assert.ok(
      problemsOfDeployParameters(production, uses).includes(
        "artifact 'manifest' takes its image by a tag, which can be moved, and this is production; name it by " +
          "'${IMAGE_ADDRESS}@${IMAGE_DIGEST}'",
      ),
    );
  });

  it("takes placeholders that are declared, and tells each of the others", () => {
    const name = fc.stringMatching(/^[a-n][a-n_0-9]{0,8}$/);
    fc.assert(
      fc.property(fc.uniqueArray(name), fc.uniqueArray(name), (declared, placeholders) => {
        const parameters = Object.fromEntries(declared.map((each) => [each, { defaultValue: "x" }]));
        const missing = placeholders.filter((each) => !declared.includes(each));

        const problems = problemsOfDeployParameters(parameters, {
          production: false,
          users: [{ title: "it", placeholders }],
        });

        assert.deepEqual(
          problems.map((problem) => /^it uses '\$\{(\w+)\}'/.exec(problem)?.[1]),
          missing,
        );
      }),
    );
  });
});

describe("problemsOfArtifacts", () => {
  const image = (uri: string, digest?: string): ArtifactSpec<string> => ({
    kind: "image",
    uri,
    ...(digest ? { digest } : {}),
  });
  const by = (what: string): string =>
    `artifact 'app' takes its image by ${what}, and this is production; take the tag out of 'uri' and give 'digest', ` +
    "e.g. '${IMAGE_DIGEST}'";
  const last = (what: string): string =>
    `artifact 'app' is '${what}', which is another one tomorrow; name one that stays`;
  const generic = (version: string): ArtifactSpec<string> => ({
    kind: "generic",
    type: "KUBERNETES_MANIFEST",
    repositoryId: "r",
    path: "k8s.yaml",
    version,
  });

  const cases: readonly {
    what: string;
    spec: ArtifactSpec<string>;
    production: boolean;
    problems: readonly string[];
  }[] = [
    { what: "an image by tag", spec: image(`${ADDRESS}:1`), production: false, problems: [] },
    { what: "an image by digest in production", spec: image(ADDRESS, DIGEST), production: true, problems: [] },
    {
      what: "an image by a digest that a run is given",
      spec: image(ADDRESS, "${IMAGE_DIGEST}"),
      production: true,
      problems: [],
    },
    { what: "a manifest in production", spec: generic("${BUILDRUN_HASH}"), production: true, problems: [] },
    {
      what: "an image by tag in production",
      spec: image(`${ADDRESS}:1`),
      production: true,
      problems: [by(`'${ADDRESS}:1'`)],
    },
    {
      what: "an image by tag and digest in production",
      spec: image(`${ADDRESS}:1`, DIGEST),
      production: true,
      problems: [by(`'${ADDRESS}:1'`)],
    },
    { what: "an image by nothing in production", spec: image(ADDRESS), production: true, problems: [by("no digest")] },
    {
      what: "the latest image",
      spec: image(`${ADDRESS}:latest`),
      production: false,
      problems: [last(`${ADDRESS}:latest`)],
    },
    { what: "the latest manifest", spec: generic("latest"), production: false, problems: [last("latest")] },
    {
      what: "the latest chart",
      spec: { kind: "helm-chart", url: `oci://${ADDRESS}`, version: "latest" },
      production: false,
      problems: [last("latest")],
    },
  ];
  for (const { what, spec, production: isProduction, problems } of cases) {
    it(`${problems.length === 0 ? "takes" : "refuses"} ${what}`, () => {
      assert.deepEqual(problemsOfArtifacts({ app: spec }, isProduction), problems);
    });
  }
});

describe("placeholdersOf", () => {
  const cases: readonly { what: string; spec: ArtifactSpec<string>; names: readonly string[] }[] = [
    { what: "an image", spec: { kind: "image", uri: `${ADDRESS}:\${A}`, digest: "${B}" }, names: ["A", "B"] },
    {
      what: "a file of the generic repository",
      spec: { kind: "generic", type: "GENERIC_FILE", repositoryId: "r", path: "${A}.zip", version: "${B}" },
      names: ["A", "B"],
    },
    {
      what: "a manifest's text",
      spec: { kind: "inline", type: "KUBERNETES_MANIFEST", content: "a: ${A}" },
      names: ["A"],
    },
    { what: "no command", spec: { kind: "inline", type: "COMMAND_SPEC", content: "echo ${HOME}" }, names: [] },
    {
      what: "no deployment specification",
      spec: { kind: "inline", type: "DEPLOYMENT_SPEC", content: "${A}" },
      names: [],
    },
    { what: "no chart", spec: { kind: "helm-chart", url: "oci://a/b", version: "${A}" }, names: [] },
    { what: "no Helm command", spec: { kind: "helm-command", content: "${A}" }, names: [] },
  ];
  for (const { what, spec, names } of cases) {
    it(`finds those of ${what}`, () => {
      assert.deepEqual(placeholdersOf(spec), names);
    });
  }
});
