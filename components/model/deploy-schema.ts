import { z } from "zod";

import { declared, declaredFields } from "./declared-schema";
import { chart, instances, kubernetesName, listener, port, version } from "./deploy-fields";
import { duration, ocid, text } from "./fields";

/** How a service gets to its users. @see facts 2.6 */
export const STRATEGIES = [
  "rolling",
  "blue-green",
  "canary",
  "helm",
  "function",
  "group-rolling",
  "group-blue-green",
  "group-canary",
  "stages",
] as const;

export type Strategy = (typeof STRATEGIES)[number];

const QUANTITY = /^(?:\d+(?:\.\d+)?)(?:m|k|M|G|T|Ki|Mi|Gi|Ti)?$/;

function quantity(example: string) {
  const allowed = `a quantity, e.g. '${example}'`;
  return z.union([text(QUANTITY, allowed), z.number()], allowed).transform(String);
}

const strategy = <Name extends Strategy>(given: Name): z.ZodLiteral<Name> =>
  z
    .literal(given)
    .describe(
      "`rolling`, `blue-green`, `canary`, `helm`: to the cluster; `function`; `group-rolling`, `group-blue-green`, " +
        "`group-canary`: to instances; `stages`: as `stages` says",
    );

const common = {
  approvals: z
    .number("a number, 0 to 10")
    .int("a whole number, 0 to 10")
    .min(0, "0 to 10")
    .max(10, "0 to 10")
    .optional()
    .describe("How many people approve; 0 asks nobody, which production refuses. Default: 2 in production, else 0"),
};

const tried = {
  validation: ocid("fnfunc")
    .optional()
    .describe("OCID of a function that tries the new version before anybody is on it"),
};

const calls = z.union(
  [
    z.strictObject({ cidr: text(/^\d{1,3}(?:\.\d{1,3}){3}\/\d{1,2}$/, "an address range, e.g. '10.0.20.0/24'"), port }),
    z.strictObject({ namespace: kubernetesName, port }),
  ],
  "{ cidr, port } or { namespace, port }",
);

const DEFAULT_QUOTA = { cpu: "4", memory: "8Gi", pods: 20 };

/** What the namespaces in the cluster allow. */
const allowed = {
  podSecurity: z
    .enum(["restricted", "baseline", "privileged"], "one of 'restricted', 'baseline', 'privileged'")
    .default("restricted")
    .describe("What the namespace lets pods do: `restricted`, `baseline`, `privileged`. Default: `restricted`"),
  quota: z
    .strictObject(
      {
        cpu: quantity("4").default(DEFAULT_QUOTA.cpu).describe("CPUs. Default: `4`"),
        memory: quantity("8Gi").default(DEFAULT_QUOTA.memory).describe("Memory. Default: `8Gi`"),
        pods: z
          .number("a number")
          .int("a whole number")
          .min(1, "at least 1")
          .default(DEFAULT_QUOTA.pods)
          .describe("Pods. Default: 20"),
      },
      "e.g. { cpu: 4, memory: 8Gi, pods: 20 }",
    )
    .prefault({})
    .describe("What everything in one namespace may ask for: full production, and the surge of a roll-out"),
  port: port
    .optional()
    .describe("Port of the pods, which the ingress controller may connect to. Default: none is open"),
  ingressNamespace: kubernetesName
    .default("ingress-nginx")
    .describe("Namespace of the ingress controller. Default: `ingress-nginx`"),
  calls: z
    .array(calls, "a list of { cidr, port } or { namespace, port }")
    .default([])
    .describe("Where pods may connect to beside DNS: `{ cidr, port }` or `{ namespace, port }`"),
  check: text(/\S/, "path of a file on this machine")
    .optional()
    .describe(
      "Path of the manifest on this machine, from the project's folder: it is held against the pipeline in every preview",
    ),
};

/** The namespaces in the cluster. */
const kubernetes = {
  ...common,
  namespace: kubernetesName
    .optional()
    .describe(
      "Namespace in the cluster; blue-green adds `-blue` and `-green` to it, canary has `-canary` beside it. Default: name of the service",
    ),
  ...allowed,
};

const ingress = kubernetesName.describe(
  "Of blue-green and canary: name of the Ingress in the manifest, of class nginx, that traffic moves with",
);

const traffic = z
  .strictObject(
    {
      batches: z
        .number("a number")
        .int("a whole number")
        .min(1, "at least 1")
        .default(5)
        .describe("Batches. Default: 5"),
      pause: duration((seconds) => seconds <= 86_400, "'0s' to '24h', e.g. '1m'")
        .optional()
        .describe("Time between batches. Default: OCI's minute"),
      limit: z
        .number("percent, 1 to 100")
        .min(1, "1 to 100")
        .max(100, "1 to 100")
        .default(25)
        .describe("Percent of the traffic. Default: 25"),
    },
    "e.g. { batches: 5, limit: 25 }",
  )
  .prefault({})
  .describe("Of a canary: how much of the traffic it gets");

const group = {
  ...common,
  batch: z
    .number("percent, 1 to 100")
    .min(1, "1 to 100")
    .max(100, "1 to 100")
    .default(25)
    .describe("Of instances: percent that is deployed to at once. Default: 25"),
};

const groups = {
  ...group,
  ...tried,
  instances: instances.describe(
    "Instances that are deployed to: their OCIDs, or `{ query }`; of a canary, those of the canary",
  ),
  others: instances.describe("Of `group-blue-green` the other group, of `group-canary` everybody else's instances"),
  production: listener.describe("Of the same: listener that users come through"),
};

/** How one service is deployed in this environment. */
export const deploySchema = z.discriminatedUnion(
  "strategy",
  [
    z.strictObject({ strategy: strategy("rolling"), ...kubernetes }),
    z.strictObject({ strategy: strategy("blue-green"), ...kubernetes, ...tried, ingress }),
    z.strictObject({ strategy: strategy("canary"), ...kubernetes, ...tried, ingress, traffic }),
    z.strictObject({
      strategy: strategy("helm"),
      ...kubernetes,
      chart: chart.describe("Of Helm: address of the chart, `oci://...`"),
      version: version.describe("Of Helm: version of the chart"),
      release: kubernetesName.optional().describe("Of Helm: name of the release. Default: name of the service"),
      values: z
        .record(z.string(), z.string("a text"), "e.g. { replicas: '2' }")
        .default({})
        .describe("Of Helm: values, as `--set-string` takes them; placeholders are parameters of the pipeline"),
    }),
    z.strictObject({
      strategy: strategy("function"),
      ...common,
      ...tried,
      function: ocid("fnfunc").describe("Of a function: its OCID"),
      memoryInMbs: z
        .number("a number")
        .int("a whole number")
        .min(128, "at least 128")
        .optional()
        .describe("Of a function: memory in MB. Default: as it is"),
    }),
    z.strictObject({
      strategy: strategy("group-rolling"),
      ...group,
      instances: groups.instances,
      loadBalancer: listener
        .optional()
        .describe("Of `group-rolling`: listener that instances are taken out of meanwhile"),
    }),
    z.strictObject({ strategy: strategy("group-blue-green"), ...groups }),
    z.strictObject({ strategy: strategy("group-canary"), ...groups, traffic }),
    declared(z.strictObject({ strategy: strategy("stages"), ...allowed, ...declaredFields })),
  ],
  `one of ${STRATEGIES.map((each) => `'${each}'`).join(", ")}`,
);

/** How one service is deployed, with every default filled in. */
export type DeploySettings = z.output<typeof deploySchema>;

/** Those that deploy to the cluster. */
export type ClusterSettings = Extract<DeploySettings, { readonly podSecurity: string }>;
