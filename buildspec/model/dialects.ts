import {
  type Attribute,
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

const FAIL_FAST = "Whether a step ends at the first command that fails";
const RUN_AS = "User that the commands run as, e.g. `root`";

/** What a file says for all of its steps. */
const WHOLE = {
  timeoutInSeconds: optional(SECONDS, "Seconds until the whole run is given up, at most 8 hours", LONGEST_RUN),
  shell: optional(SHELL, "Shell that runs the steps", "bash"),
  failImmediatelyOnError: optional(FLAG, `${FAIL_FAST}; without it, only its last command counts`, false),
  runAs: undocumented(TEXT, RUN_AS),
};

/** What a step may say otherwise than its file. */
const OWN = {
  timeoutInSeconds: optional(SECONDS, "Seconds until the step is given up; by default those of the file"),
  shell: optional(SHELL, "Shell that runs the commands; by default that of the file"),
  failImmediatelyOnError: optional(FLAG, `${FAIL_FAST}; by default as the file says`),
  runAs: undocumented(TEXT, RUN_AS),
};

const ENV = object({
  variables: optional(
    { kind: "map", of: TEXT, variables: true },
    "Variables that every step has; what a step changes, the steps after it see",
  ),
  vaultVariables: optional(
    { kind: "map", of: TEXT, variables: true },
    "Variables that are read from a vault: the OCID of the secret that each holds",
  ),
  exportedVariables: optional(
    list(VARIABLE),
    "Names of variables that the steps assign for the steps and the stages after",
  ),
});

const NAME_OF_INPUT = "Name of the artifact; a stage artifact is found by it";
const LOCATION_OF_INPUT = "Path that it is put at: relative to the primary source, or absolute in `/workspace`";

const INPUT: Shape = {
  kind: "cases",
  by: "type",
  about: "Where the artifact comes from",
  of: {
    URL: object({
      name: required(TEXT, NAME_OF_INPUT),
      type: required(TEXT, "Download from a public address"),
      url: required(TEXT, "Address, which must be public"),
      location: required(TEXT, LOCATION_OF_INPUT),
    }),
    STAGE_ARTIFACT: object({
      name: required(TEXT, NAME_OF_INPUT),
      type: required(TEXT, "Output artifact of an earlier build stage of the pipeline"),
      location: required(TEXT, LOCATION_OF_INPUT),
    }),
    GENERIC_ARTIFACT: object(
      {
        name: required(TEXT, NAME_OF_INPUT),
        type: required(TEXT, "Generic artifact of Artifact Registry"),
        location: required(TEXT, LOCATION_OF_INPUT),
        artifactId: optional(TEXT, "OCID of the artifact; then registry, path and version don't count"),
        registryId: optional(TEXT, "OCID of the repository, beside `path` and `version`"),
        path: optional(TEXT, "Path of the artifact in its repository"),
        version: optional(TEXT, "Version of the artifact"),
      },
      [["artifactId"], ["registryId", "path", "version"]],
    ),
  },
};

const COMMAND = {
  name: optional(TEXT, "Name of the step, as the log has it"),
  ...OWN,
  command: required(TEXT, "Commands, which run in one shell that starts in the primary source"),
};
const IS_COMMAND = required(TEXT, "Runs commands");
const ON_FAILURE = "Steps that run when this one fails; the run fails all the same";

const FAILURE_STEP: Shape = {
  kind: "cases",
  by: "type",
  about: "What the step does",
  of: { Command: object({ type: IS_COMMAND, ...COMMAND }) },
};

const STEP: Shape = {
  kind: "cases",
  by: "type",
  about: "What the step does",
  of: {
    Command: object({ type: IS_COMMAND, ...COMMAND, onFailure: optional(list(FAILURE_STEP), ON_FAILURE) }),
    VulnerabilityAudit: object({
      type: required(TEXT, "Audits the dependencies of a Maven build"),
      name: optional(TEXT, "Name of the step, as the log has it"),
      vulnerabilityAuditName: optional(TEXT, "Name of the audit; may hold parameters"),
      vulnerabilityAuditCompartmentId: optional(
        TEXT,
        "OCID of the audit's compartment, by default that of the knowledge base; may be a parameter",
      ),
      knowledgeBaseId: required(TEXT, "OCID of the knowledge base that the audit is kept in; may be a parameter"),
      configuration: required(
        object({
          buildType: required(TEXT, "Build tool, e.g. `maven`"),
          pomFilePath: required(TEXT, "Path of the `pom.xml`; may hold parameters"),
          packagesToIgnore: optional(list(TEXT), "Java packages that don't count"),
          maxPermissibleCvssV2Score: optional(SCORE, "Highest score that passes, by CVSS 2; 0: any finding fails", 0),
          maxPermissibleCvssV3Score: optional(SCORE, "Highest score that passes, by CVSS 3; 0: any finding fails", 0),
        }),
        "What is audited, and what passes",
      ),
      freeFormTags: optional({ kind: "map", of: TEXT, variables: false }, "Tags of the audit"),
    }),
  },
};

const OUTPUT = object({
  name: required(TEXT, "Name by which later stages know the artifact: letters, `_` and `-`"),
  type: required(choice(["BINARY", "DOCKER_IMAGE"]), "`BINARY`: one file; `DOCKER_IMAGE`: an image that a step made"),
  location: required(TEXT, "Path of the file, or name and tag of the image; knows no exported variables or parameters"),
});

const INPUTS = optional(list(INPUT), "Artifacts that are fetched before the first step");
const OUTPUTS = "Artifacts that are kept for the later stages of the run";

function head(version: string): Readonly<Record<"version" | "component", Attribute>> {
  return {
    version: required(choice([version]), "Version of the specification's form"),
    component: required(choice(["build", "command", "deployment"]), "What the specification is for"),
  };
}

const INSTANCE_STEP = {
  stepType: required(choice(["Command"]), "Runs commands"),
  ...COMMAND,
};

/**
 * The attributes of each dialect: of `build` from the reference, of the others what they share with it and what the
 * published examples show.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/devops/using/build_specs.htm
 */
export const DIALECTS: Readonly<Record<Dialect, ObjectShape>> = {
  build: object({
    ...head("0.1"),
    ...WHOLE,
    env: optional(ENV, "Variables"),
    inputArtifacts: INPUTS,
    steps: required(list(STEP), "What is run, in this order"),
    outputArtifacts: optional(list(OUTPUT), OUTPUTS),
  }),
  command: object({
    ...head("0.1"),
    ...WHOLE,
    env: optional(ENV, "Variables"),
    inputArtifacts: INPUTS,
    steps: required(list(STEP), "What is run, in this order"),
    outputArtifacts: undocumented(list(OUTPUT), OUTPUTS),
  }),
  deployment: object({
    ...head("1.0"),
    ...WHOLE,
    env: optional(ENV, "Variables"),
    files: optional(
      list(
        object({
          source: required(TEXT, "Path in the artifact"),
          destination: required(TEXT, "Path on the instance"),
        }),
      ),
      "Files that are copied to each instance",
    ),
    steps: required(
      list(object({ ...INSTANCE_STEP, onFailure: optional(list(object(INSTANCE_STEP)), ON_FAILURE) })),
      "What is run, in this order",
    ),
  }),
};

/** The dialect that a file says it is of; `build` when it says nothing that is known. */
export function dialectOf(component: string | undefined): Dialect {
  return component === "command" || component === "deployment" ? component : "build";
}
