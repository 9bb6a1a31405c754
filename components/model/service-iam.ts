import { grantTo, pushGrants, secretsGrants, type NeededGrant, type Needs, type ServiceNeeds } from "./grants";
import type { Policy } from "./iam";
import { resourceTypes, type Names } from "./names";

/** What the builds of one service have to themselves in IAM. */
export interface ServiceIam {
  readonly service: string;
  readonly group: { readonly name: string; readonly description: string };
  readonly policies: readonly (Policy & { readonly what: "secrets" | "push" })[];
}

/**
 * Keeps the secrets and the image of one service from the builds of all others: a group that its build pipeline alone is
 * in. The rest stays with the group of all builds. Statements name the group, so that they are known before the pipeline
 * has an id. Tokens of mirrors can't be kept apart like this: a connection reads its token as soon as it is made, so that
 * its grant must hold before its id is known.
 */
export function serviceIamOf(names: Names, needs: Omit<Needs, "dynamicGroup">, own: ServiceNeeds): ServiceIam {
  const { service, repository, buildSecretIds } = own;
  const grant = grantTo("build-pipelines", names.buildGroup(service), needs.domain);
  const ofService = { ...needs, buildSecretIds, pushedRepositories: [repository] };
  const policy = (
    what: "secrets" | "push",
    place: keyof Needs["compartments"],
    grants: readonly NeededGrant[],
  ): ServiceIam["policies"] =>
    grants.length === 0
      ? []
      : [
          {
            what,
            place,
            compartmentId: needs.compartments[place],
            name: names.buildPolicy(what, service),
            description: `What the builds of ${service} in ${names.project} may do alone`,
            grants,
          },
        ];
  return {
    service,
    group: {
      name: names.buildGroup(service),
      description: `OCI DevOps build pipeline of ${service} in ${names.project}`,
    },
    policies: [
      ...policy("secrets", "vault", secretsGrants(ofService, grant)),
      ...policy("push", "registry", pushGrants(ofService, grant)),
    ],
  };
}

/** Matching rule of the group that one build pipeline is in. @param pipelineId its OCID. @see facts 1.2 */
export function ruleOfPipeline(pipelineId: string): string {
  return `ALL {resource.type='${resourceTypes["build-pipelines"]}', resource.id='${pipelineId}'}`;
}
