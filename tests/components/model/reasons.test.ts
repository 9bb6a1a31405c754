import { strict as assert } from "node:assert";

import type { DeployStage } from "../../../components/model/deploy-stages";
import { iamOf } from "../../../components/model/iam";
import { planOf, type Plan } from "../../../components/model/plan";
import { settingsSchema } from "../../../components/model/settings-schema";
import { shortestSettings } from "../stack-file";

const REGION = "eu-frankfurt-1";
const idOf = (entity: string): string => `ocid1.${entity}.oc1.${REGION}.a`;
const place = (name: string): string => `ocid1.compartment.oc1..${name}`;

/** Every target has a compartment of its own, so that none hides behind another. */
const platform = {
  ...shortestSettings.platform,
  namespace: "axexample",
  registryCompartment: place("registry"),
  vaultCompartment: place("vault"),
  networkCompartment: place("network"),
  clusterCompartment: place("clusters"),
  functionsCompartment: place("functions"),
  instancesCompartment: place("instances"),
  vault: idOf("vault"),
  key: idOf("key"),
  cluster: idOf("cluster"),
  subnet: idOf("subnet"),
  networkSecurityGroups: [idOf("networksecuritygroup")],
};

/** Whether a plan has a deploy stage whose kind begins like one of these. */
const stage =
  (...kinds: readonly string[]) =>
  ({ needs }: Plan): boolean =>
    stagesOf(needs).some(({ kind }) => kinds.some((each) => kind.startsWith(each)));

const stagesOf = ({ deployments }: Plan["needs"]): readonly DeployStage<unknown>[] => deployments?.stages ?? [];

const builds = ({ deliveries }: Plan): boolean => deliveries.length > 0;
const deploys = ({ deployments }: Plan): boolean => deployments.length > 0;
const mirrors = ({ deliveries }: Plan): boolean => deliveries.some(({ source }) => source.kind === "mirrored");
const delivers = ({ deliveries }: Plan): boolean => deliveries.some(({ manifestPath }) => manifestPath !== undefined);
const starts = (plan: Plan): boolean =>
  plan.deployments.some(({ service }) => plan.deliveries.some((delivery) => delivery.service === service));
const certifies = ({ deliveries }: Plan): boolean =>
  deliveries.some(
    ({ source }) =>
      source.kind === "mirrored" && "caBundleId" in source.connection && source.connection.caBundleId !== undefined,
  );
const runsPrivately = ({ deliveries }: Plan): boolean => deliveries.some(({ build }) => build.privateAccess);
const reachesPrivately = ({ environments }: Plan): boolean =>
  Object.values(environments).some((each) => each.kind === "oke" && each.privateEndpoint !== undefined);
const scans = ({ scanning }: Plan): boolean => scanning !== undefined;
const asksPeople = stage("approval", "oke-canary-approval", "group-canary-approval");
const usesFunction = stage("function-deploy");
const callsFunction = stage("function-invoke");

/** What a stack has, for each reason that a statement may have. */
const REASONS: Readonly<Record<string, (plan: Plan, settings: Settings) => boolean>> = {
  "connections read their tokens": mirrors,
  "connections check certificates": certifies,
  "mirrors read their tokens": mirrors,
  "mirrors go through their connections": mirrors,
  "mirrors are brought up to date": mirrors,
  "builds read their sources": builds,
  "builds run their stages": builds,
  "builds read their secrets": (_, { services }) =>
    services.some(({ source, build }) => source && Object.keys(build.secrets).length > 0),
  "private runners get a network card": runsPrivately,
  "builds deliver images": builds,
  "builds find the generic repository": (plan) => plan.genericRepository && delivers(plan),
  "builds deliver manifests": (plan) => plan.genericRepository && delivers(plan),
  "builds find the pipelines that they start": starts,
  "builds start deployments": starts,
  "builds tell the project's topic": builds,
  "deployments read images": deploys,
  "deployments read manifests": (plan) =>
    plan.genericRepository && stage("oke-rolling", "oke-blue-green", "oke-canary", "group-")(plan),
  "deployments reach the cluster": stage("oke-"),
  "deployments reach the cluster's private endpoint": reachesPrivately,
  "deployments read charts": stage("oke-helm"),
  "deployments find the application of a function": (plan) => usesFunction(plan) || callsFunction(plan),
  "deployments give functions their images": usesFunction,
  "the functions service pulls images": usesFunction,
  "deployments find functions": callsFunction,
  "deployments call functions": callsFunction,
  "deployments find instances": stage("group-"),
  "deployments run commands on instances": stage("group-"),
  "deployments move traffic between instances": ({ needs }) =>
    stagesOf(needs).some(
      ({ kind, ...each }) => kind.startsWith("group-") && (kind !== "group-rolling" || "loadBalancer" in each),
    ),
  "deployments tell the project's topic": deploys,
  "approvers see what they approve": asksPeople,
  "approvers let deployments go on": asksPeople,
  "the scanner pulls images": scans,
  "the scanner finds the repositories": scans,
};

type Settings = ReturnType<typeof settingsSchema.parse>;

const hosted = { provider: "hosted" };
const mirrored = { provider: "github", url: "https://git.example.com/a.git", tokenSecret: idOf("vaultsecret") };
const checked = {
  ...mirrored,
  provider: "gitlab-server",
  baseUrl: "https://git.example.com",
  caBundle: idOf("cabundle"),
};
const kept = { provider: "github", url: mirrored.url, token: "a-token" };

const SOURCES = { none: undefined, hosted, mirrored, checked, kept };

const listener = { loadBalancer: idOf("loadbalancer"), listener: "https" };
const validation = idOf("fnfunc");
const instances = [idOf("instance")];
const DEPLOYS = {
  none: undefined,
  rolling: { strategy: "rolling" },
  unapproved: { strategy: "rolling", approvals: 0 },
  blueGreen: { strategy: "blue-green", ingress: "orders", validation },
  canary: { strategy: "canary", ingress: "orders" },
  helm: { strategy: "helm", chart: "oci://eu-frankfurt-1.ocir.io/axexample/charts/orders", version: "1.2.3" },
  function: { strategy: "function", function: idOf("fnfunc") },
  groupRolling: { strategy: "group-rolling", instances },
  balanced: { strategy: "group-rolling", instances, loadBalancer: listener },
  groupCanary: { strategy: "group-canary", instances, others: instances, production: listener },
};

const BUILDS = {
  plain: {},
  secrets: { secrets: { NPM_TOKEN: idOf("vaultsecret") } },
  private: { private: true },
};

/** Stacks of one service for each choice, and of all of them together. */
function stacks(): { readonly what: string; readonly settings: Settings }[] {
  const parse = (services: readonly object[], change: object = {}): Settings =>
    settingsSchema.parse({ ...shortestSettings, environment: "dev", platform, services, ...change });
  const all = Object.entries(SOURCES).flatMap(([sourceName, source]) =>
    Object.entries(DEPLOYS).flatMap(([deployName, deploy]) =>
      Object.entries(BUILDS).flatMap(([buildName, build]) =>
        [true, false].map((manifest) => ({
          what: `${sourceName} ${deployName} ${buildName}${manifest ? " manifest" : ""}`,
          service: (name: string): object => ({
            name,
            ...(source ? { source } : {}),
            ...(deploy ? { deploy } : {}),
            build,
            artifacts: { image: name, ...(manifest || needsFile(deploy) ? { manifest: "k8s.yaml" } : {}) },
          }),
        })),
      ),
    ),
  );
  const access = { approvers: "Approvers" };
  return all.flatMap(({ what, service }) => [
    { what, settings: parse([service("orders")], { access }) },
    { what: `${what}, unscanned`, settings: parse([service("orders")], { scanning: { enabled: false } }) },
    {
      what: `${what}, apart, with a private endpoint`,
      settings: parse([service("orders"), service("worker")], {
        environment: "prod",
        platform: { ...platform, privateEndpoint: true },
        access: { ...access, isolation: "service" },
      }),
    },
  ]);
}

function needsFile(deploy: { readonly strategy: string } | undefined): boolean {
  return deploy !== undefined && deploy.strategy !== "helm" && deploy.strategy !== "function";
}

describe("every statement", () => {
  const asked = stacks().map(({ what, settings }) => {
    const plan = planOf(settings, REGION);
    return { what, settings, plan, iam: iamOf(plan.names, plan.needs) };
  });

  it("names in its reason something that the stack has", () => {
    const idle = asked.flatMap(({ what, settings, plan, iam }) =>
      iam.grants
        .filter(({ reason }) => REASONS[reason]?.(plan, settings) !== true)
        .map(({ reason }) => `${what}: ${reason}`),
    );

    assert.deepEqual(idle, []);
  });

  it("is there where the stack has what its reason names", () => {
    const missing = asked.flatMap(({ what, settings, plan, iam }) => {
      const reasons = new Set(iam.grants.map(({ reason }) => reason));
      return Object.entries(REASONS)
        .filter(([reason, has]) => has(plan, settings) && !reasons.has(reason) && !isForPeople(reason, settings))
        .map(([reason]) => `${what}: ${reason}`);
    });

    assert.deepEqual(missing, []);
  });

  it("has a dynamic group where a pipeline is its subject, and only there", () => {
    for (const { what, iam } of asked) {
      const shared = iam.services.flatMap(({ policies }) => policies.flatMap((policy) => policy.grants));
      const subjects = iam.grants
        .filter((grant) => grant.subject.kind === "dynamic-group" && !shared.includes(grant))
        .map(({ principal }) => principal);
      assert.deepEqual(new Set(iam.dynamicGroups.map(({ principal }) => principal)), new Set(subjects), what);
    }
  });
});

/** People are granted it where the stack file says who they are. */
function isForPeople(reason: string, { access }: Settings): boolean {
  return reason.startsWith("approvers") && access.approvers === undefined;
}
