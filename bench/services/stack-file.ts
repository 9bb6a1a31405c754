import * as fs from "node:fs";
import * as path from "node:path";

import { parse, stringify } from "yaml";

import { PROJECT_NAME, stackCopy, type Workspace } from "../../commands/workspace";

/** The stack that lends its settings; nothing of it is in the state, so that a preview makes everything. */
export const STACK = "dev";

/** How far services go: into the registries, or on into two namespaces of a cluster, with an approval between. */
export type Way = "built" | "built and deployed";

/** What takes the place of its platform stack. */
const PLATFORM = {
  tenancy: "ocid1.tenancy.oc1..exampletenancy",
  compartment: "ocid1.compartment.oc1..exampleshopdev",
  registryCompartment: "ocid1.compartment.oc1..exampleshopregistry",
  homeRegion: "us-ashburn-1",
  namespace: "axexample",
};

const CLUSTER = { cluster: "ocid1.cluster.oc1.eu-frankfurt-1.exampledev" };

/** Writes the stack file of as many services as told, each with all that a service of that way can have. Returns its path. */
export function writeStackFile(workspace: Workspace, way: Way, count: number): string {
  const deployed = way === "built and deployed";
  const { config, ...rest } = parse(
    fs.readFileSync(stackCopy(workspace, { project: PROJECT_NAME, stack: STACK }), "utf8"),
  ) as Readonly<Record<string, object>>;
  const ours = {
    "oci-delivery:platformStack": "",
    "oci-delivery:platform": { ...PLATFORM, ...(deployed ? CLUSTER : {}) },
    "oci-delivery:services": Array.from({ length: count }, (_, index) => service(`service-${index + 1}`, deployed)),
  };
  const file = path.join(workspace.folder, `services-${way.replaceAll(" ", "-")}-${count}.yaml`);
  fs.writeFileSync(file, stringify({ ...rest, config: { ...config, ...ours } }));
  return file;
}

function service(name: string, deployed: boolean): object {
  const deploy = {
    strategy: "blue-green",
    ingress: name,
    port: 8080,
    calls: [{ cidr: "10.0.20.0/24", port: 5432 }],
    approvals: 2,
  };
  return {
    name,
    source: {
      provider: "github",
      url: `https://github.com/acme/${name}.git`,
      tokenSecret: "ocid1.vaultsecret.oc1.eu-frankfurt-1.examplegithubtoken",
    },
    artifacts: { image: name, manifest: "k8s/deployment.yaml" },
    trigger: { ignore: ["docs/**", "**/*.md"] },
    ...(deployed ? { deploy } : {}),
  };
}
