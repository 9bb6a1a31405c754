/**
 * Variables that the service gives to every step.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/devops/using/build_specs.htm
 */
export const PREDEFINED: readonly string[] = [
  "OCI_STAGE_ID",
  "OCI_PIPELINE_ID",
  "OCI_BUILD_RUN_ID",
  "OCI_TRIGGER_COMMIT_HASH",
  "OCI_TRIGGER_SOURCE_BRANCH_NAME",
  "OCI_TRIGGER_SOURCE_URL",
  "OCI_TRIGGER_EVENT_TYPE",
  "OCI_PRIMARY_SOURCE_DIR",
  "OCI_WORKSPACE_DIR",
  "OCI_BUILD_STAGE_NAME",
  "OCI_PRIMARY_SOURCE_NAME",
  "OCI_PRIMARY_SOURCE_COMMIT_HASH",
  "OCI_PRIMARY_SOURCE_URL",
  "OCI_PRIMARY_SOURCE_BRANCH_NAME",
];

/**
 * Variables that every shell or the runner has of its own, or that are carried from step to step without a declaration:
 * a changed `PATH` is seen by the steps after.
 */
export const OF_THE_SHELL: readonly string[] = [
  ..."PATH JAVA_HOME HOME PWD OLDPWD USER LOGNAME SHELL HOSTNAME LANG TERM TMPDIR UID EUID PPID RANDOM SECONDS IFS".split(
    " ",
  ),
  ..."OPTARG OPTIND REPLY LINENO FUNCNAME DIRSTACK GROUPS HOSTTYPE OSTYPE MACHTYPE SHLVL PIPESTATUS MAPFILE COLUMNS LINES EPOCHSECONDS EPOCHREALTIME".split(
    " ",
  ),
];

const GIVEN: ReadonlySet<string> = new Set(OF_THE_SHELL);

/** Whether a step finds a variable set without anybody's doing. */
export function isGiven(name: string): boolean {
  return name.startsWith("OCI_") || name.startsWith("BASH") || GIVEN.has(name);
}
