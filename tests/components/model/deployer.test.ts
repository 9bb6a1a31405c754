import { strict as assert } from "node:assert";

import { shortestSettings } from "../stack-file";

import { namespaceManifests } from "../../../components/model/namespace";
import { deployerGrants, deployerRole } from "../../../components/model/deployer";
import { planOf, type Plan } from "../../../components/model/plan";
import { settingsSchema } from "../../../components/model/settings-schema";

const CLUSTER = "ocid1.cluster.oc1.eu-frankfurt-1.a";
const CLUSTERS = "ocid1.compartment.oc1..clusters";

function planWith(platform: object, change: object = {}): Plan {
  const service = { name: "orders", artifacts: { image: "orders", manifest: "k8s/app.yaml" } };
  const all = { cluster: CLUSTER, clusterCompartment: CLUSTERS, ...platform };
  return planOf(
    settingsSchema.parse({
      ...shortestSettings,
      platform: { ...(shortestSettings.platform as object), ...all },
      services: [{ ...service, deploy: { strategy: "blue-green", ingress: "orders" } }],
      ...change,
    }),
    "eu-frankfurt-1",
  );
}

function statementsOf(plan: Plan): string[] {
  return deployerGrants(plan, "Deployers").map(({ statement }) => statement);
}

/** Rules of the cluster role. */
function rulesOf(
  plan: Plan,
): { apiGroups: string[]; resources: string[]; verbs: string[]; resourceNames?: string[] }[] {
  return deployerRole(plan, "GROUP")[0]?.["rules"] as ReturnType<typeof rulesOf>;
}

const toUse = `Allow group Deployers to use clusters in compartment id ${CLUSTERS} where target.cluster.id = '${CLUSTER}'`;

describe("what the person who runs 'up' must be allowed", () => {
  it("is to attach a policy wherever the stack does, that of the clusters too", () => {
    assert.ok(
      statementsOf(planWith({})).includes(`Allow group Deployers to manage policies in compartment id ${CLUSTERS}`),
    );
  });

  it("is nothing in IAM where nothing is granted", () => {
    const plan = planOf(settingsSchema.parse({ ...shortestSettings, scanning: { enabled: false } }), "eu-frankfurt-1");

    assert.deepEqual(
      statementsOf(plan).filter((each) => /policies|dynamic-groups/.test(each)),
      [],
    );
  });

  it("is to reach the cluster that namespaces are made in, and no other", () => {
    assert.ok(statementsOf(planWith({})).includes(toUse));
  });

  it("is to write each kind that a namespace is made of", () => {
    const plan = planWith({});
    const allowed = rulesOf(plan).flatMap(({ apiGroups, resources, resourceNames }) =>
      resourceNames ? [] : resources.map((resource) => `${apiGroups.join()}/${resource}`),
    );

    const made = namespaceManifests(
      "orders",
      { service: "orders", quota: { cpu: "1", memory: "1Gi", pods: 1 } },
      "GROUP",
    ).map(({ apiVersion, kind }) => `${/(.*)\//.exec(apiVersion)?.[1] ?? ""}/${plural(kind)}`);
    assert.deepEqual(allowed.sort(), [...new Set(made)].sort());
  });

  it("is to grant the pipelines' role, which Kubernetes asks for by verbs of their own, and no other role", () => {
    assert.deepEqual(
      rulesOf(planWith({})).filter(({ verbs }) => verbs.includes("escalate")),
      [
        {
          apiGroups: ["rbac.authorization.k8s.io"],
          resources: ["roles"],
          resourceNames: ["deployer"],
          verbs: ["bind", "escalate"],
        },
      ],
    );
  });

  it("has secrets of the cluster where images are pulled by one", () => {
    const resources = (plan: Plan): string[] => rulesOf(plan).flatMap((rule) => rule.resources);

    assert.ok(!resources(planWith({})).includes("secrets"));
    assert.ok(resources(planWith({}, { pull: { user: "puller", token: "t" } })).includes("secrets"));
  });

  it("is nothing in the cluster where manifests are rendered", () => {
    const plan = planWith({ render: "rendered" });

    assert.deepEqual(deployerRole(plan, "GROUP"), []);
    assert.ok(!statementsOf(plan).includes(toUse));
  });

  it("is nothing in the cluster where somebody else makes the pipelines' group", () => {
    const plan = planWith({}, { access: { existing: true } });

    assert.deepEqual(deployerRole(plan, "GROUP"), []);
  });
});

function plural(kind: string): string {
  const word = kind.toLowerCase();
  return word.endsWith("y") ? word.replace(/y$/, "ies") : `${word}s`;
}
