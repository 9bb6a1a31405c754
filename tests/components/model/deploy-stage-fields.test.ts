import { strict as assert } from "node:assert";

import { deployStageKinds, problemsOfDeployStage } from "../../../components/model/deploy-stage-fields";
import type { DeployStage, DeployStageKind } from "../../../components/model/deploy-stages";
import { GROUP, sampleOf } from "./deploy-samples";

describe("problemsOfDeployStage", () => {
  for (const kind of deployStageKinds) {
    const stage = sampleOf(kind);

    it(`takes a stage of kind '${kind}' with what it needs`, () => {
      assert.deepEqual(problemsOfDeployStage(stage), []);
    });

    for (const key of Object.keys(stage).filter((each) => each !== "kind" && each !== "name")) {
      for (const [what, nothing] of Object.entries({
        missing: undefined,
        null: null,
        "an empty text": "",
        "an empty list": [],
      })) {
        it(`refuses a stage of kind '${kind}' of which '${key}' is ${what}`, () => {
          const [problem, ...others] = problemsOfDeployStage(sampleOf(kind, { [key]: nothing }));

          assert.match(String(problem), new RegExp(`^stage '${kind}' has no '${key}', expected .+; give it$`));
          assert.deepEqual(others, []);
        });
      }
    }
  }

  const NAMESPACE =
    "expected a name of a namespace: up to 63 lower-case letters, digits and hyphens, with a letter or digit at both " +
    "ends; change it";
  const refused: readonly { kind: DeployStageKind; change: object; problems: readonly string[] }[] = [
    {
      kind: "approval",
      change: { approvals: 0 },
      problems: ["'approvals' is 0, expected 1 or more approvals; change it"],
    },
    {
      kind: "oke-canary-approval",
      change: { approvals: 1.5 },
      problems: ["'approvals' is 1.5, expected 1 or more approvals; change it"],
    },
    { kind: "wait", change: { duration: 4 }, problems: ["'duration' is 4, expected 5 to 172800 seconds; change it"] },
    { kind: "oke-rolling", change: { namespace: "Orders" }, problems: [`'namespace' has 'Orders', ${NAMESPACE}`] },
    {
      kind: "oke-helm",
      change: { namespace: "-a", timeout: 10_801, history: -1 },
      problems: [
        `'namespace' has '-a', ${NAMESPACE}`,
        "'timeout' is 10801, expected 1 to 10800 seconds; change it",
        "'history' is -1, expected 0 or more revisions; change it",
      ],
    },
    {
      kind: "oke-blue-green",
      change: { namespaces: ["orders", "orders"] },
      problems: ["'namespaces' has 'orders' twice, expected two that differ; change one"],
    },
    {
      kind: "oke-canary",
      change: { namespace: "a".repeat(64) },
      problems: [`'namespace' has '${"a".repeat(64)}', ${NAMESPACE}`],
    },
    {
      kind: "oke-canary-shift",
      change: { traffic: { batches: 0, pause: -1, limit: 101 } },
      problems: [
        "'traffic.batches' is 0, expected 1 or more batches; change it",
        "'traffic.pause' is -1, expected 0 or more seconds; change it",
        "'traffic.limit' is 101, expected 1 to 100 percent; change it",
      ],
    },
    {
      kind: "group-rolling",
      change: {
        batch: { percentage: 101, pause: -1 },
        failure: { count: 0 },
        loadBalancer: { loadBalancerId: "lb", listener: "https", backendPort: 65_536 },
      },
      problems: [
        "'batch.percentage' is 101, expected 1 to 100 percent; change it",
        "'batch.pause' is -1, expected 0 or more seconds; change it",
        "'failure.count' is 0, expected 1 or more instances; change it",
        "'loadBalancer.backendPort' is 65536, expected 1 to 65535 as a port; change it",
      ],
    },
    {
      kind: "group-rolling",
      change: { batch: { count: 1, percentage: 10 } },
      problems: ["'batch' has both of 'count' and 'percentage', expected one; change it"],
    },
    {
      kind: "group-rolling",
      change: { batch: {} },
      problems: ["'batch' has none of 'count' and 'percentage', expected one; change it"],
    },
    {
      kind: "group-blue-green",
      change: { environmentIds: [GROUP, GROUP] },
      problems: [`'environmentIds' has '${GROUP}' twice, expected two that differ; change one`],
    },
    {
      kind: "function-deploy",
      change: { memoryInMbs: 0, timeout: 0 },
      problems: [
        "'memoryInMbs' is 0, expected 1 or more MB; change it",
        "'timeout' is 0, expected 1 or more seconds; change it",
      ],
    },
  ];
  for (const { kind, change, problems } of refused) {
    it(`refuses a stage of kind '${kind}' with ${JSON.stringify(change)}`, () => {
      assert.deepEqual(
        problemsOfDeployStage(sampleOf(kind, change)),
        problems.map((problem) => `stage '${kind}': ${problem}`),
      );
    });
  }

  const incomplete: readonly { kind: DeployStageKind; change: object; lacking: readonly string[] }[] = [
    { kind: "load-balancer-shift", change: { traffic: {} }, lacking: ["traffic.batches"] },
    { kind: "group-canary", change: { production: {} }, lacking: ["production.loadBalancerId", "production.listener"] },
    {
      kind: "group-blue-green",
      change: { test: { loadBalancerId: "lb" } },
      lacking: ["test.listener"],
    },
    { kind: "shell", change: { container: {} }, lacking: ["container.shape", "container.ocpus", "container.subnetId"] },
  ];
  for (const { kind, change, lacking } of incomplete) {
    it(`refuses a stage of kind '${kind}' without ${lacking.map((each) => `'${each}'`).join(", ")}`, () => {
      const told = problemsOfDeployStage(sampleOf(kind, change)).map(
        (problem) => / has no '(.+?)',/.exec(problem)?.[1],
      );

      assert.deepEqual(told, lacking);
    });
  }

  for (const namespace of ["a", "orders-2", "a".repeat(63), "${KUBERNETES_NAMESPACE}", "orders-${COLOUR}"]) {
    it(`takes the namespace '${namespace}'`, () => {
      assert.deepEqual(problemsOfDeployStage(sampleOf("oke-rolling", { namespace })), []);
    });
  }

  it("refuses a kind that OCI does not have, with the one that is probably meant", () => {
    const stage = { kind: "oke-roling", name: "deploy" } as unknown as DeployStage<string>;

    const kinds = deployStageKinds.map((kind) => `'${kind}'`).join(", ");
    assert.deepEqual(problemsOfDeployStage(stage), [
      `stage 'deploy': 'kind' is 'oke-roling', expected one of ${kinds}; did you mean 'oke-rolling'?`,
    ]);
  });

  it("refuses a kind that is like none", () => {
    const stage = { kind: "RUN_VALIDATION_TEST_ON_COMPUTE", name: "test" } as unknown as DeployStage<string>;

    assert.match(String(problemsOfDeployStage(stage)[0]), /; change it$/);
  });
});
