import { strict as assert } from "node:assert";

import { types } from "../../../policies/graph/pipelines";
import { registryTypes } from "../../../policies/graph/registries";
import { kinds } from "../../../policies/reading/namespaces";
import { STATES } from "../delivery";
import type { GivenResource } from "../judge";
import { deploys } from "./deploys";
import { findingsOn } from "./judged";
import { others } from "./others";
import { manifest } from "./parts";

const shapes = { ...deploys, ...others };

describe("compliant stacks, judged by every rule of the pack", () => {
  for (const [what, shape] of Object.entries(shapes))
    it(`finds nothing in ${what}`, () => {
      for (const stack of ["prod", "dev"])
        for (const state of STATES) assert.deepEqual(findingsOn(stack, shape(state)), [], `${stack}, ${state}`);
    });

  it("are 20 or more, with every type that rules are about but cluster-wide roles", () => {
    assert.ok(Object.keys(shapes).length >= 20);
    const { clusterRole, clusterRoleBinding, ...namespaced } = kinds;
    const judged = [
      ...Object.values({ ...types, ...registryTypes, ...namespaced }),
      ...["oci:DevOps/trigger:Trigger", "oci:DevOps/connection:Connection", "oci:Logging/log:Log"],
      ...["oci:Identity/policy:Policy", "oci:Identity/dynamicGroup:DynamicGroup", "oci:Vault/secret:Secret"],
      ...["oci:Kms/vault:Vault", "oci:Kms/key:Key", "oci:Ons/notificationTopic:NotificationTopic"],
    ];
    const present = new Set(Object.values(shapes).flatMap((shape) => shape("OCIDs").map(({ type }) => type)));
    assert.deepEqual(
      judged.filter((type) => !present.has(type)),
      [],
    );
    assert.deepEqual(
      [clusterRole, clusterRoleBinding].filter((type) => present.has(type)),
      [],
    );
  });

  it("would be found at fault without their approval, log, tags and digest", () => {
    const rolling = deploys["a manifest, rolling"]?.("first preview") ?? [];
    const faulty = rolling.flatMap((each) => {
      if (["approve", "project-log"].includes(each.name)) return [];
      if (each.name === "deploy") return without(each, "deployStagePredecessorCollection");
      if (each.name === "manifest") return manifest("first preview", "manifest", "fra.ocir.io/acme/shop:latest");
      return each.name === "project" ? without(each, "freeformTags") : each;
    });
    const rules = findingsOn("prod", faulty).map((finding) => finding.split(":")[0]);
    assert.deepEqual(rules, [
      "oci-artifacts-image-require-digest",
      "oci-devops-delivery-no-latest",
      "oci-devops-deploy-pipeline-require-approval",
      "oci-devops-project-require-log",
      "oci-tagging-resource-require-tags",
    ]);
  });
});

/** The resource without one of its properties. */
function without({ props, behind = {}, ...rest }: GivenResource, property: string): GivenResource {
  const but = <T>(of: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(of).filter(([key]) => key !== property));
  return { ...rest, props: but(props), behind: but(behind) };
}
