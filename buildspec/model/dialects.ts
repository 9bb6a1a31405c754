import {
  choice,
  FLAG,
  list,
  object,
  type ObjectShape,
  optional,
  required,
  type Shape,
  TEXT,
  undocumented,
  VARIABLE,
} from "./shape";

/** Seconds of the longest run and the longest step, and what counts when nothing is said: 8 hours. */
export const LONGEST_RUN = 28_800;

/**
 * The three specifications that share one form: `build` for a managed build stage, `command` for a shell stage,
 * `deployment` for a deployment to instances.
 */
export type Dialect = "build" | "command" | "deployment";

const SECONDS: Shape = { kind: "seconds", most: LONGEST_RUN };
const SHELL = choice(["bash", "/bin/sh"], ["/bin/bash", "sh", "shell"]);
const SCORE: Shape = { kind: "score", most: 10 };

const RUNNER = {
  timeoutInSeconds: optional(SECONDS),
  shell: optional(SHELL),
  failImmediatelyOnError: optional(FLAG),
  runAs: undocumented(TEXT),
};

const ENV = object({
  variables: optional({ kind: "map", of: TEXT, variables: true }),
  vaultVariables: optional({ kind: "map", of: TEXT, variables: true }),
  exportedVariables: optional(list(VARIABLE)),
});

const INPUT: Shape = {
  kind: "cases",
  by: "type",
  of: {
    URL: object({ name: required(TEXT), type: required(TEXT), url: required(TEXT), location: required(TEXT) }),
    STAGE_ARTIFACT: object({ name: required(TEXT), type: required(TEXT), location: required(TEXT) }),
    GENERIC_ARTIFACT: object(
      {
        name: required(TEXT),
        type: required(TEXT),
        location: required(TEXT),
        artifactId: optional(TEXT),
        registryId: optional(TEXT),
        path: optional(TEXT),
        version: optional(TEXT),
      },
      [["artifactId"], ["registryId", "path", "version"]],
    ),
  },
};

const FAILURE_STEP: Shape = {
  kind: "cases",
  by: "type",
  of: {
    Command: object({ type: required(TEXT), name: optional(TEXT), command: required(TEXT), ...RUNNER }),
  },
};

const STEP: Shape = {
  kind: "cases",
  by: "type",
  of: {
    Command: object({
      type: required(TEXT),
      name: optional(TEXT),
      command: required(TEXT),
      ...RUNNER,
      onFailure: optional(list(FAILURE_STEP)),
    }),
    VulnerabilityAudit: object({
      type: required(TEXT),
      name: optional(TEXT),
      vulnerabilityAuditName: optional(TEXT),
      vulnerabilityAuditCompartmentId: optional(TEXT),
      knowledgeBaseId: required(TEXT),
      configuration: required(
        object({
          buildType: required(TEXT),
          pomFilePath: required(TEXT),
          packagesToIgnore: optional(list(TEXT)),
          maxPermissibleCvssV2Score: optional(SCORE),
          maxPermissibleCvssV3Score: optional(SCORE),
        }),
      ),
      freeFormTags: optional({ kind: "map", of: TEXT, variables: false }),
    }),
  },
};

const OUTPUT = object({
  name: required(TEXT),
  type: required(choice(["BINARY", "DOCKER_IMAGE"])),
  location: required(TEXT),
});

const COMMON = { env: optional(ENV), ...RUNNER };

/**
 * The attributes of each dialect: of `build` from the reference, of the others what they share with it and what the
 * published examples show.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/devops/using/build_specs.htm
 */
export const DIALECTS: Readonly<Record<Dialect, ObjectShape>> = {
  build: object({
    version: required(choice(["0.1"])),
    component: required(choice(["build", "command", "deployment"])),
    ...COMMON,
    inputArtifacts: optional(list(INPUT)),
    steps: required(list(STEP)),
    outputArtifacts: optional(list(OUTPUT)),
  }),
  command: object({
    version: required(choice(["0.1"])),
    component: required(choice(["build", "command", "deployment"])),
    ...COMMON,
    inputArtifacts: optional(list(INPUT)),
    steps: required(list(STEP)),
    outputArtifacts: undocumented(list(OUTPUT)),
  }),
  deployment: object({
    version: required(choice(["1.0"])),
    component: required(choice(["build", "command", "deployment"])),
    ...COMMON,
    files: optional(list(object({ source: required(TEXT), destination: required(TEXT) }))),
    steps: required(
      list(
        object({
          stepType: required(choice(["Command"])),
          name: optional(TEXT),
          command: required(TEXT),
          ...RUNNER,
          onFailure: optional(
            list(
              object({
                stepType: required(choice(["Command"])),
                name: optional(TEXT),
                command: required(TEXT),
                ...RUNNER,
              }),
            ),
          ),
        }),
      ),
    ),
  }),
};

/** The dialect that a file says it is of; `build` when it says nothing that is known. */
export function dialectOf(component: string | undefined): Dialect {
  return component === "command" || component === "deployment" ? component : "build";
}
