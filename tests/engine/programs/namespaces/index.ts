import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import { Namespaces } from "../../../../components/namespaces";

const kubeconfig = JSON.stringify({ clusters: [{ name: "c", cluster: { server: "https://cluster.invalid" } }] });
const provider = new kubernetes.Provider("cluster", { kubeconfig: pulumi.secret(kubeconfig) });

new Namespaces(
  "orders",
  {
    names: ["orders-blue", "orders-green"],
    spec: { service: "orders-api", quota: { cpu: "4", memory: "8Gi", pods: 10 } },
    deployGroupId: "ocid1.dynamicgroup.oc1..deploy",
    pull: { host: "fra.ocir.io", user: "axexample/puller", token: pulumi.secret("CANARY4711canary") },
  },
  { providers: { kubernetes: provider } },
);
