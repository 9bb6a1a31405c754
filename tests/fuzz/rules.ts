import fc from "fast-check";

import { rules } from "../../policies/pack";
import { types } from "../../policies/graph/pipelines";
import { kinds } from "../../policies/reading/namespaces";
import { registryTypes } from "../../policies/graph/registries";
import { COMPUTED, judgeOne, judgeResources, stackOf, UNKNOWN, type GivenResource } from "../policies/judge";
import { resource } from "../policies/delivery";

/** Types that rules look at, and one that none does. */
const TYPES = [
  ...Object.values(types),
  ...Object.values(registryTypes),
  "oci:DevOps/trigger:Trigger",
  "oci:Identity/policy:Policy",
  "oci:Identity/dynamicGroup:DynamicGroup",
  "oci:DevOps/connection:Connection",
  "oci:Vault/secret:Secret",
  ...Object.values(kinds),
  "oci:Logging/log:Log",
  "oci:Ons/notificationTopic:NotificationTopic",
  "oci:Ons/subscription:Subscription",
  "kubernetes:apps/v1:Deployment",
  "other:index:Thing",
];

/** Properties that rules read, on every level. */
const KEYS = [
  ..."id displayName name compartmentId projectId freeformTags definedTags Environment items image containers spec".split(
    " ",
  ),
  ..."deployPipelineId deployStageType deployStagePredecessorCollection approvalPolicy numberOfApprovalsRequired".split(
    " ",
  ),
  ..."rolloutPolicy rampLimitPercent rollbackPolicy policyType okeBlueGreenDeployStageId isValidationEnabled".split(
    " ",
  ),
  ..."okeClusterDeployEnvironmentId kubernetesManifestDeployArtifactIds buildPipelineId buildPipelineStageType".split(
    " ",
  ),
  ..."buildPipelineStagePredecessorCollection isPassAllParametersEnabled deployPipelineParameters".split(" "),
  ..."buildPipelineParameters defaultValue deployArtifactType deployArtifactSource imageUri imageDigest".split(" "),
  ..."base64encodedContent argumentSubstitutionMode actions filter include headRef configuration source service".split(
    " ",
  ),
  ..."matchingRule accessToken secretRules ruleType secretName labels namespace podSelector policyTypes ingress".split(
    " ",
  ),
  ..."egress rules verbs roleRef blueGreenStrategy namespaceA namespaceB value token password clusterId".split(" "),
  ..."stageExecutionTimeoutInSeconds timeoutInSeconds".split(" "),
  ..."resource isEnabled targetRegistry repositories isPublic isImmutable statements topicId setValues metadata".split(
    " ",
  ),
];

/** Values that properties have in good cases, and what else the engine, or a program that casts, may send. */
const leaf = fc.oneof(
  fc.constantFrom<unknown>(
    ...[
      UNKNOWN,
      COMPUTED,
      null,
      true,
      false,
      0,
      1,
      -1,
      1e308,
      "",
      " ",
      "prod",
      "latest",
      "a:latest",
      "${X}",
      "@",
      "urn",
    ],
    ...["ocid1.a", "ocid1.b", "MANUAL_APPROVAL", "OKE_DEPLOYMENT", "OKE_BLUE_GREEN_DEPLOYMENT", "SHELL", "BUILD"],
    ...["OKE_BLUE_GREEN_TRAFFIC_SHIFT", "OKE_CANARY_TRAFFIC_SHIFT", "DOCKER_IMAGE", "KUBERNETES_MANIFEST", "devops"],
    "SUBSTITUTE_PLACEHOLDERS",
    "Allow any-user to manage devops-family in tenancy where any {request.principal.type = 'devopsbuildpipeline', a != 'b'}",
    "Allow dynamic-group a to manage all-resources in tenancy",
    "ANY {resource.type='devopsbuildpipeline', resource.compartment.id='ocid1.a'}",
    "Allow dynamic-group a to read secret-bundles in compartment dev where target.secret.name = 'prod'",
    "ocid1.cluster.oc1.iad.a",
    "fra.ocir.io/a/b:1",
    "https://a:b@c",
    "a-".repeat(5_000),
    "x".repeat(10_000),
    "${".repeat(5_000),
    "image: ".repeat(2_000),
  ),
  fc.string(),
  fc.double(),
);

const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthIdentifier: "value" },
    leaf,
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...KEYS), tie("value"), { maxKeys: 8 }),
  ),
}));

const props = fc.dictionary(fc.constantFrom(...KEYS), value, { maxKeys: 16 });
const NAMES = ["a", "b", "c", "d"];
const someNames = fc.array(fc.constantFrom(...NAMES), { maxLength: 3 });

const stack: fc.Arbitrary<GivenResource[]> = fc
  .tuple(
    ...NAMES.map((name) =>
      fc.record({
        type: fc.constantFrom(...TYPES),
        name: fc.constant(name),
        props,
        behind: fc.dictionary(fc.constantFrom(...KEYS), someNames, { maxKeys: 6 }),
      }),
    ),
  )
  .map((resources) => resources);

/** Pipelines with any edges, so that rules about order see circles, joins and what leads nowhere. */
const tangle: fc.Arbitrary<GivenResource[]> = fc
  .tuple(
    fc.constantFrom("first preview" as const, "OCIDs" as const),
    fc.array(fc.tuple(leaf, someNames, props), { minLength: 4, maxLength: 4 }),
  )
  .map(([state, stages]) => [
    resource(state, types.deployPipeline, "p", { displayName: "prod" }),
    ...stages.map(([deployStageType, before, more], index) =>
      resource(
        state,
        types.deployStage,
        NAMES[index] ?? "",
        { ...more, deployStageType },
        {
          deployPipelineId: "p",
          deployStagePredecessorCollection: before,
          okeBlueGreenDeployStageId: "a",
        },
      ),
    ),
  ]);

/** Rules that read the inputs of single resources by the SDK's own access, which throws for unknown values on purpose. */
function isUnknownValue(error: unknown): boolean {
  return error instanceof Error && /can't be known during preview/.test(error.message);
}

/** Runs every rule on `count` resources and stacks. @throws what a rule throws, other than that a value is unknown. */
export function fuzzRules(count: number, seed?: number): void {
  const parameters = { numRuns: count, ...(seed === undefined ? {} : { seed }) };
  fc.assert(
    fc.property(fc.constantFrom(...TYPES), props, stack, tangle, (type, single, ...stacks) => {
      const handed = stacks.map((resources) => stackOf(resources, "prod"));
      for (const rule of rules) {
        try {
          if ("validateResource" in rule.policy) judgeOne(rule, type, single, "it", { stack: "prod" });
          else for (const resources of handed) judgeResources(rule, resources);
        } catch (error) {
          if (!isUnknownValue(error)) throw new Error(`rule '${rule.metadata.name}'`, { cause: error });
        }
      }
    }),
    parameters,
  );
}

if (require.main === module) {
  const [count = "100000", seed] = process.argv.slice(2);
  fuzzRules(Number(count), seed === undefined ? undefined : Number(seed));
  process.stdout.write(`${count} stacks and resources, ${rules.length} rules: none threw\n`);
}
