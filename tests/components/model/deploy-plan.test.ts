import { strict as assert } from "node:assert";

import {
  artifactsOf,
  deploymentOf,
  namespacesOf,
  namespaceSpecOf,
  isOfCluster,
  parametersOf,
  stagesOf,
  type DeploymentPlan,
} from "../../../components/model/deploy-plan";
import { problemsOfApproval } from "../../../components/model/deploy-approval";
import {
  placeholdersOf,
  problemsOfArtifacts,
  problemsOfDeployParameters,
} from "../../../components/model/deploy-parameters";
import { deploySchema, STRATEGIES, type Strategy } from "../../../components/model/deploy-schema";
import { orderDeployStages } from "../../../components/model/deploy-stage-order";

const INSTANCES = ["ocid1.instance.oc1.eu-frankfurt-1.a"];
const FUNCTION = "ocid1.fnfunc.oc1.eu-frankfurt-1.a";
const listener = { loadBalancer: "ocid1.loadbalancer.oc1.eu-frankfurt-1.a", listener: "https" };
const groups = { instances: INSTANCES, others: { query: "query instance resources" }, production: listener };

/** The shortest settings of each strategy. */
const shortest: Readonly<Record<Strategy, object>> = {
  rolling: {},
  "blue-green": { ingress: "orders-api" },
  canary: { ingress: "orders-api" },
  helm: { chart: "oci://fra.ocir.io/axexample/shop-prod/orders-chart", version: "1.2.3" },
  function: { function: FUNCTION },
  "group-rolling": { instances: INSTANCES },
  "group-blue-green": groups,
  "group-canary": groups,
  stages: {
    stages: [
      { kind: "approval", name: "approve" },
      { kind: "oke-rolling", name: "deploy", environment: "cluster", manifests: ["manifest"] },
    ],
  },
};

function planWith(strategy: Strategy, change: object = {}, production = true): DeploymentPlan {
  const settings = deploySchema.parse({ strategy, ...shortest[strategy], ...change });
  return deploymentOf("orders-api", settings, {
    region: "eu-frankfurt-1",
    production,
    image: { repository: "shop-prod/orders-api", tag: "build-${BUILDRUN_HASH}" },
    filePath: "orders-api/k8s/deployment.yaml",
    cluster: "ocid1.cluster.oc1.eu-frankfurt-1.a",
  });
}

const ids = { environment: (role: string) => `environment ${role}`, artifact: (name: string) => `artifact ${name}` };
const places = { registry: "eu-frankfurt-1.ocir.io/axexample", repositoryId: "repository" };
const kindsOf = (plan: DeploymentPlan): string[] => stagesOf(plan, ids).map(({ kind }) => kind);

describe("a deployment", () => {
  for (const strategy of STRATEGIES) {
    for (const validation of [undefined, FUNCTION]) {
      const isTried = validation !== undefined;
      if (isTried && ["rolling", "helm", "group-rolling", "stages"].includes(strategy)) continue;

      it(`by '${strategy}'${isTried ? " with a trial" : ""} is one that production takes`, () => {
        const plan = planWith(strategy, isTried ? { validation } : {});
        const artifacts = artifactsOf(plan, places);
        const users = Object.entries(artifacts).map(([name, spec]) => ({
          title: name,
          placeholders: placeholdersOf(spec),
        }));

        const { stages, problems } = orderDeployStages(stagesOf(plan, ids));

        assert.deepEqual(problems, []);
        assert.deepEqual(problemsOfApproval(stages), []);
        assert.deepEqual(
          problemsOfDeployParameters(parametersOf(plan, places.registry), { production: true, users }),
          [],
        );
        assert.deepEqual(problemsOfArtifacts(artifacts, true), []);
      });
    }

    it(`by '${strategy}' asks only for environments and artifacts that it has`, () => {
      const plan = planWith(strategy);
      const artifacts = artifactsOf(plan, places);

      stagesOf(plan, {
        environment: (role) => assert.ok(plan.environments[role], role),
        artifact: (name) => assert.ok(artifacts[name], name),
      });
    });
  }

  it("asks two people in production, nobody elsewhere, and as many as are told", () => {
    const approvals = (plan: DeploymentPlan): unknown =>
      stagesOf(plan, ids).find(({ kind }) => kind === "approval")?.["approvals" as never];

    assert.equal(approvals(planWith("rolling")), 2);
    assert.equal(approvals(planWith("rolling", {}, false)), undefined);
    assert.equal(approvals(planWith("rolling", { approvals: 1 }, false)), 1);
  });

  it("is not production's without anybody who approves", () => {
    const { stages } = orderDeployStages(stagesOf(planWith("blue-green", { approvals: 0 }), ids));

    assert.equal(problemsOfApproval(stages).length, 1);
  });

  it("has its stages in the order of its strategy", () => {
    assert.deepEqual(kindsOf(planWith("blue-green", { validation: FUNCTION })), [
      "oke-blue-green",
      "function-invoke",
      "approval",
      "oke-blue-green-shift",
    ]);
    assert.deepEqual(kindsOf(planWith("canary")), [
      "oke-canary",
      "oke-canary-shift",
      "oke-canary-approval",
      "oke-rolling",
    ]);
  });

  const namespaces: readonly [Strategy, object, string[]][] = [
    ["rolling", {}, ["orders-api"]],
    ["helm", { namespace: "orders" }, ["orders"]],
    ["blue-green", { namespace: "orders" }, ["orders-blue", "orders-green"]],
    ["canary", { namespace: "orders" }, ["orders", "orders-canary"]],
    ["function", {}, []],
    ["stages", { namespaces: ["orders", "orders-jobs"] }, ["orders", "orders-jobs"]],
    ["group-rolling", {}, []],
  ];
  for (const [strategy, change, expected] of namespaces) {
    it(`by '${strategy}' is into ${expected.join(" and ") || "no namespace"}`, () => {
      assert.deepEqual(namespacesOf(planWith(strategy, change)), expected);
    });
  }

  it("lets Helm alone keep its releases as secrets", () => {
    const helm = (strategy: Strategy): boolean | undefined => {
      const { settings } = planWith(strategy);
      assert.ok(isOfCluster(settings));
      return namespaceSpecOf("orders-api", settings).helm;
    };

    assert.equal(helm("helm"), true);
    assert.equal(helm("rolling"), false);
  });

  it("opens no port where none is told", () => {
    const { settings } = planWith("rolling");
    assert.ok(isOfCluster(settings));

    assert.equal(namespaceSpecOf("orders-api", settings).ingress, undefined);
    assert.deepEqual(namespaceSpecOf("orders-api", { ...settings, port: 8080 }).ingress, {
      port: 8080,
      namespace: "ingress-nginx",
    });
  });

  it("takes a function's image by digest in production, and by the build's tag elsewhere", () => {
    const image = (production: boolean): unknown => artifactsOf(planWith("function", {}, production), places)["image"];
    const uri = "eu-frankfurt-1.ocir.io/axexample/shop-prod/orders-api";

    assert.deepEqual(image(true), { kind: "image", uri, digest: "${IMAGE_DIGEST}" });
    assert.deepEqual(image(false), { kind: "image", uri: `${uri}:build-\${BUILDRUN_HASH}` });
  });

  it("searches instances in the stack's region, unless another one is told", () => {
    const region = (query: object): unknown => {
      const group = planWith("group-rolling", { instances: query }).environments.group;
      return group?.kind === "instance-group" && "region" in group.instances[0] && group.instances[0].region;
    };
    const query = "query instance resources";

    assert.equal(region({ query }), "eu-frankfurt-1");
    assert.equal(region({ query, region: "us-ashburn-1" }), "us-ashburn-1");
  });
});

describe("the settings of a deployment", () => {
  for (const strategy of STRATEGIES) {
    it(`of '${strategy}' need no more than what can't be guessed`, () => {
      assert.ok(deploySchema.safeParse({ strategy, ...shortest[strategy] }).success);
    });
  }

  const wrong: readonly [string, Strategy, object, string][] = [
    ["a quantity", "rolling", { quota: { memory: "8 GB" } }, "a quantity, e.g. '8Gi'"],
    ["a port", "rolling", { port: 0 }, "a port, 1 to 65535"],
    [
      "an Ingress that is missing",
      "blue-green",
      { ingress: undefined },
      "a name of lower-case letters, digits and hyphens",
    ],
    ["a function's OCID", "function", { function: "resize" }, "an OCID that begins with 'ocid1.fnfunc.'"],
    [
      "a chart",
      "helm",
      { chart: "orders" },
      "address of a chart, e.g. 'oci://fra.ocir.io/axexample/shop-prod/orders-chart'",
    ],
    ["instances", "group-rolling", { instances: [] }, "at least one instance"],
  ];
  for (const [what, strategy, change, message] of wrong) {
    it(`tell what is allowed for ${what}`, () => {
      const result = deploySchema.safeParse({ strategy, ...shortest[strategy], ...change });

      assert.ok(JSON.stringify(result.error?.issues).includes(message), JSON.stringify(result.error?.issues));
    });
  }
});
