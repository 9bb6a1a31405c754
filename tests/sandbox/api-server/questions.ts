import type { Cluster, Person } from "./lab";

/** What may be asked of an API server. */
export interface Question {
  readonly verb: string;
  readonly group: string;
  /** With its subresource, e.g. `pods/log`. */
  readonly resource: string;
  readonly namespace: string | undefined;
}

const VERBS = ["get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"];

/** Verbs that stand for more than themselves. */
const POWERS = [
  { verb: "bind", group: "rbac.authorization.k8s.io", resource: "roles" },
  { verb: "escalate", group: "rbac.authorization.k8s.io", resource: "roles" },
  { verb: "impersonate", group: "", resource: "serviceaccounts" },
  { verb: "impersonate", group: "", resource: "groups" },
  { verb: "*", group: "*", resource: "*" },
];

const ALL = ["get", "list", "watch", "create", "update", "patch", "delete"];

/** Facts 4.2: kinds that a deployment is made of. */
const DEPLOYED = [
  "configmaps",
  "pods",
  "serviceaccounts",
  "services",
  "deployments.apps",
  "replicasets.apps",
  "statefulsets.apps",
  "horizontalpodautoscalers.autoscaling",
  "jobs.batch",
  "ingresses.networking.k8s.io",
  "poddisruptionbudgets.policy",
];

/** What the deploy pipelines may do in their namespaces, `<verb> <resource>.<group>`: no secrets, no roles, no exec. */
export const DEPLOYER_MAY = [
  ...DEPLOYED.flatMap((resource) => ALL.map((verb) => `${verb} ${resource}`)),
  "get pods/log",
];

/** All verbs for all resources that the API server has, in a namespace or, without one, those of the whole cluster. */
export async function everyQuestion(cluster: Cluster, namespace: string | undefined): Promise<Question[]> {
  const { body } = await cluster.get("/apis");
  const versions = (body as unknown as Groups).groups.map(({ preferredVersion }) => preferredVersion.groupVersion);
  const roots = ["/api/v1", ...versions.map((version) => `/apis/${version}`)];
  const resources = await Promise.all(
    roots.map(async (root) => {
      const { body } = await cluster.get(root);
      const { groupVersion, resources } = body as unknown as Resources;
      const group = groupVersion.includes("/") ? (groupVersion.split("/")[0] as string) : "";
      return resources
        .filter(({ namespaced }) => namespaced === (namespace !== undefined))
        .map(({ name }) => ({ group, resource: name }));
    }),
  );
  const plain = resources.flat().flatMap((each) => VERBS.map((verb) => ({ ...each, verb })));
  return [...plain, ...POWERS].map((each) => ({ ...each, namespace }));
}

/** What of it a person may do, as the API server answers that person: `<verb> <resource>.<group>`, sorted. */
export async function allowedBy(cluster: Cluster, person: Person, questions: readonly Question[]): Promise<string[]> {
  const open = [...questions];
  const allowed = new Set<string>();
  const ask = async (): Promise<void> => {
    for (let question = open.pop(); question; question = open.pop())
      if (await mayI(cluster, person, question))
        allowed.add(`${question.verb} ${question.resource}${question.group ? `.${question.group}` : ""}`);
  };
  await Promise.all(Array.from({ length: 16 }, ask));
  return [...allowed].sort();
}

async function mayI(cluster: Cluster, person: Person, question: Question): Promise<boolean> {
  const { verb, group, namespace } = question;
  const [resource, subresource] = question.resource.split("/");
  const review = {
    apiVersion: "authorization.k8s.io/v1",
    kind: "SelfSubjectAccessReview",
    spec: { resourceAttributes: { verb, group, resource, subresource, namespace } },
  };
  const { code, body } = await cluster.post("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", review, person);
  if (code !== 201) throw new Error(JSON.stringify(body));
  return (body["status"] as { allowed: boolean }).allowed;
}

interface Groups {
  readonly groups: readonly { readonly preferredVersion: { readonly groupVersion: string } }[];
}

interface Resources {
  readonly groupVersion: string;
  readonly resources: readonly { readonly name: string; readonly namespaced: boolean }[];
}
