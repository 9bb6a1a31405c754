import type { Principal } from "./names";
import { anyOf, type Grant } from "./statement";

/** What the pipelines of an environment work with, all of it known before the first `up`. */
export interface Needs {
  readonly dynamicGroups: Readonly<Record<Principal, string>>;
  /** Compartment of the DevOps project and its topic. */
  readonly projectCompartmentId: string;
  readonly registryCompartmentId: string;
  /** Full names of the container repositories. May be empty. */
  readonly repositories: readonly string[];
}

/**
 * The grants that the pipelines need, and no other: a build pipeline pushes to the environment's own repositories, a
 * deploy pipeline reads them, both tell the topic. Names stand where ids are still unknown at a first preview.
 * Notifications know no variable for a topic, so that grant holds for the topics of the compartment.
 * @see https://docs.oracle.com/en-us/iaas/Content/Identity/Reference/registrypolicyreference.htm read 2026-11-21:
 * `use repos` can't push; pushing needs REPOSITORY_UPDATE, which only `manage` carries.
 */
export function grantsFor(needs: Needs): Grant[] {
  const { dynamicGroups, projectCompartmentId, registryCompartmentId, repositories } = needs;
  const principals = Object.values(dynamicGroups);
  const notify = principals.map((dynamicGroup): Grant => ({
    dynamicGroup,
    verb: "use",
    resource: "ons-topics",
    compartmentId: projectCompartmentId,
  }));
  if (repositories.length === 0) return notify;

  const theirs = anyOf("target.repo.name", repositories);
  return [
    {
      dynamicGroup: dynamicGroups["build-pipelines"],
      verb: "manage",
      resource: "repos",
      compartmentId: registryCompartmentId,
      where: { all: [theirs, anyOf("request.permission", ["REPOSITORY_READ", "REPOSITORY_UPDATE"])] },
    },
    {
      dynamicGroup: dynamicGroups["deploy-pipelines"],
      verb: "read",
      resource: "repos",
      compartmentId: registryCompartmentId,
      where: theirs,
    },
    ...notify,
  ];
}
