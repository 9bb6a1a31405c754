import type { Variables } from "./environment";
import type { GitFacts } from "./git";
import type { Layout } from "./location";

/** What the predefined variables of a run are made of. */
export interface Run {
  /** Letters and digits that no other run has: scripts take the end of the run's OCID for a tag. */
  readonly id: string;
  readonly sourceName: string;
  readonly layout: Layout;
  /** @default - empty texts for all that git would know */
  readonly git: GitFacts | undefined;
}

/**
 * The predefined variables, as those of a run that a push of these sources would start. The OCIDs are of nothing that
 * exists.
 *
 * @see seed: build-specification-reference
 */
export function predefinedVariables({ id, sourceName, layout, git }: Run): Variables {
  const { commit, branch, url } = git ?? { commit: "", branch: "", url: "" };
  return new Map([
    ["OCI_STAGE_ID", "ocid1.devopsbuildpipelinestage.oc1.local.example"],
    ["OCI_PIPELINE_ID", "ocid1.devopsbuildpipeline.oc1.local.example"],
    ["OCI_BUILD_RUN_ID", `ocid1.devopsbuildrun.oc1.local.${id}`],
    ["OCI_TRIGGER_COMMIT_HASH", commit],
    ["OCI_TRIGGER_SOURCE_BRANCH_NAME", branch],
    ["OCI_TRIGGER_SOURCE_URL", url],
    ["OCI_TRIGGER_EVENT_TYPE", "PUSH"],
    ["OCI_PRIMARY_SOURCE_DIR", layout.primary],
    ["OCI_WORKSPACE_DIR", layout.workspace],
    ["OCI_BUILD_STAGE_NAME", "local"],
    ["OCI_PRIMARY_SOURCE_NAME", sourceName],
    ["OCI_PRIMARY_SOURCE_COMMIT_HASH", commit],
    ["OCI_PRIMARY_SOURCE_URL", url],
    ["OCI_PRIMARY_SOURCE_BRANCH_NAME", branch],
  ]);
}
