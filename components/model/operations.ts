import type { DeploySettings } from "./deploy-schema";

/** OCIDs that commands name. */
export interface OperationIds {
  readonly pipeline: string;
  /** `Record<stage name, OCID>` */
  readonly stages: Readonly<Record<string, string>>;
}

/**
 * Commands of the OCI CLI for one service's deployments. What is in angle brackets is for whoever types them; it stands in
 * quotes, so that a shell takes none of it for a redirection.
 */
export interface Operations {
  /** Deploys one build: its digest, and the version of its manifest. */
  readonly deploy: string;
  /** The way back to the version before. */
  readonly back: string;
  /** Approves a deployment that waits. @default - nobody is asked */
  readonly approve?: string;
  /** Shows who approved what, why, and with which digest. */
  readonly history: string;
}

const ARGUMENTS =
  '\'{"items": [{"name": "IMAGE_DIGEST", "value": "<sha256:...>"}, {"name": "BUILDRUN_HASH", "value": "<hash>"}]}\'';

/** Strategies whose way back is to move the traffic once more: OCI redeploys no blue-green pipeline. @see facts 2.6 */
const SHIFTED: readonly DeploySettings["strategy"][] = ["blue-green", "group-blue-green"];

/**
 * What people type in operation. `--stage-id` is the option of `approve`, as of the other commands for one stage.
 * @see https://docs.cloud.oracle.com/iaas/tools/oci-cli/2.7.0/oci_cli_docs/cmdref/devops/deployment/create-single-stage-deployment.html
 * an excerpt, read 2026-11-25; the name of the redeployment is formed after it, and untried
 * @see facts 5, faults 15 and 16
 */
export function operationsOf(strategy: DeploySettings["strategy"], { pipeline, stages }: OperationIds): Operations {
  const deploy = `oci devops deployment create-pipeline-deployment --pipeline-id ${pipeline} --deployment-arguments ${ARGUMENTS}`;
  const approval = stages["approve"];
  return {
    deploy,
    back: SHIFTED.includes(strategy)
      ? `oci devops deployment create-single-stage-redeployment --pipeline-id ${pipeline} --stage-id ${stages["shift"]} --previous-deployment-id '<deployment before>'`
      : `${deploy}  # with digest and hash of the version before`,
    ...(approval
      ? {
          approve: `oci devops deployment approve --deployment-id '<deployment>' --stage-id ${approval} --action APPROVE --reason '<why>'`,
        }
      : {}),
    history:
      `oci devops deployment list --pipeline-id ${pipeline} --sort-by timeCreated --sort-order DESC` +
      "  # then: oci devops deployment get --deployment-id '<deployment>'",
  };
}
