import type { DeployStage } from "../../../components/model/deploy-stages";
import {
  blueGreenGroup,
  blueGreenOke,
  canaryGroup,
  canaryOke,
  helmOke,
  rollingFunction,
  rollingGroup,
  rollingOke,
  type Gate,
  type Trial,
} from "../../../components/model/deploy-strategies";
import { BALANCER, CHART, CLUSTER, FUNCTION, GROUP, IMAGE, MANIFEST, SPECIFICATION } from "./deploy-samples";

const cluster = { environmentId: CLUSTER, manifestIds: [MANIFEST] };
const group = { specificationId: SPECIFICATION, batch: { percentage: 25 } };
const production = { loadBalancerId: BALANCER, listener: "https" };

/** Every strategy, with whom it asks and what tries the new version left open. */
export const strategies: Readonly<Record<string, (options: Gate & Trial<string>) => DeployStage<string>[]>> = {
  rollingOke: ({ approvals }) => rollingOke({ ...cluster, namespace: "orders", ...gate(approvals) }),
  helmOke: ({ approvals }) =>
    helmOke({ environmentId: CLUSTER, chartId: CHART, release: "orders", namespace: "orders", ...gate(approvals) }),
  blueGreenOke: (options) =>
    blueGreenOke({ ...cluster, namespaces: ["orders-blue", "orders-green"], ingress: "orders-api", ...options }),
  canaryOke: (options) =>
    canaryOke({
      ...cluster,
      namespace: "orders-canary",
      ingress: "orders-api",
      production: { namespace: "orders" },
      ...options,
    }),
  rollingGroup: ({ approvals }) => rollingGroup({ ...group, environmentId: GROUP, ...gate(approvals) }),
  blueGreenGroup: (options) =>
    blueGreenGroup({ ...group, environmentIds: [GROUP, `${GROUP}-b`], production, ...options }),
  canaryGroup: (options) =>
    canaryGroup({
      ...group,
      environmentId: GROUP,
      production,
      rollOut: { environmentId: `${GROUP}-b`, batch: { count: 1 } },
      ...options,
    }),
  rollingFunction: (options) => rollingFunction({ environmentId: FUNCTION, imageId: IMAGE, ...options }),
};

function gate(approvals: number | undefined): Gate {
  return approvals === undefined ? {} : { approvals };
}
