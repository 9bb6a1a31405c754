import * as pulumi from "@pulumi/pulumi";

import { clusterProvider } from "../../../../components/cluster-provider";
import { Namespaces } from "../../../../components/namespaces";

new Namespaces(
  "orders",
  {
    names: ["orders-blue", "orders-green"],
    spec: { service: "orders-api", quota: { cpu: "4", memory: "8Gi", pods: 10 } },
    deployGroupId: "ocid1.dynamicgroup.oc1..deploy",
    pull: { host: "fra.ocir.io", user: "axexample/puller", token: pulumi.secret("CANARY4711canary") },
  },
  { providers: { kubernetes: clusterProvider("ocid1.cluster.oc1.eu-frankfurt-1.examplecluster") } },
);
