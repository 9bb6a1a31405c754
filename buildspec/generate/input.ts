/** What `buildSpec` makes a specification of. Everything is a plain value; what has a default may be left out. */
export interface BuildSpecInput extends Runner {
  /** Seconds, 1 to 28800. @default - 28800, not written */
  readonly timeoutInSeconds?: number;
  /** @default - `bash`, not written */
  readonly shell?: Shell;
  /** Whether a step ends at the first command that fails. @default true, other than the service's */
  readonly failImmediatelyOnError?: boolean;
  readonly env?: {
    /** `Record<variable, value>`; a line break in a value becomes a space in the steps. */
    readonly variables?: Readonly<Record<string, string>>;
    /** `Record<variable, OCID of the vault secret that it holds>` */
    readonly vaultVariables?: Readonly<Record<string, string>>;
    /** Names of variables that steps assign for the stages after; each once. */
    readonly exportedVariables?: readonly string[];
  };
  readonly inputArtifacts?: readonly InputArtifactInput[];
  /** At least one, in the order of the run. */
  readonly steps: readonly [StepInput, ...StepInput[]];
  /** Each name once. */
  readonly outputArtifacts?: readonly OutputArtifactInput[];
}

export type Shell = "bash" | "/bin/sh";

/** How commands are run: said for all steps, and otherwise for one. */
export interface Runner {
  /** Seconds, 1 to 28800. @default - that of the file */
  readonly timeoutInSeconds?: number;
  /** @default - that of the file */
  readonly shell?: Shell;
  /** @default - as the file says */
  readonly failImmediatelyOnError?: boolean;
  /** User that the commands run as, e.g. `root`; not in the reference. @default - the runner's user */
  readonly runAs?: string;
}

export type StepInput = CommandStepInput | AuditStepInput;

/** Commands that run in one shell, which starts in the primary source. */
export interface FailureStepInput extends Runner {
  readonly type?: "Command";
  readonly name?: string;
  /** The script, or its lines. */
  readonly command: string | readonly string[];
}

export interface CommandStepInput extends FailureStepInput {
  /** Run when the step fails; the run fails all the same. @default - nothing */
  readonly onFailure?: readonly FailureStepInput[];
}

/** An audit of the dependencies of a Maven build. */
export interface AuditStepInput {
  readonly type: "VulnerabilityAudit";
  readonly name?: string;
  readonly vulnerabilityAuditName?: string;
  /** @default - that of the knowledge base */
  readonly vulnerabilityAuditCompartmentId?: string;
  readonly knowledgeBaseId: string;
  readonly configuration: {
    readonly buildType: string;
    readonly pomFilePath: string;
    readonly packagesToIgnore?: readonly string[];
    /** 0 to 10. @default 0, so that any finding fails the build */
    readonly maxPermissibleCvssV2Score?: number;
    /** 0 to 10. @default 0, so that any finding fails the build */
    readonly maxPermissibleCvssV3Score?: number;
  };
  readonly freeFormTags?: Readonly<Record<string, string>>;
}

/** Where an artifact comes from that is fetched before the first step; `location` is the path that it is put at. */
export type InputArtifactInput =
  | { readonly name: string; readonly type: "URL"; readonly url: string; readonly location: string }
  | { readonly name: string; readonly type: "STAGE_ARTIFACT"; readonly location: string }
  | { readonly name: string; readonly type: "GENERIC_ARTIFACT"; readonly artifactId: string; readonly location: string }
  | {
      readonly name: string;
      readonly type: "GENERIC_ARTIFACT";
      readonly registryId: string;
      readonly path: string;
      readonly version: string;
      readonly location: string;
    };

export interface OutputArtifactInput {
  /** Letters, digits, `_` and `-`. */
  readonly name: string;
  readonly type: "BINARY" | "DOCKER_IMAGE";
  /** Path of one file, or name and tag of an image; knows no variable that a step sets. */
  readonly location: string;
}
