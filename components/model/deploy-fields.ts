import { z } from "zod";

import { ocid, region, text } from "./fields";

/** Name of a namespace, or of an object in it. */
export const kubernetesName = text(
  /^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
  "a name of lower-case letters, digits and hyphens",
);

export const port = z
  .number("a port, 1 to 65535")
  .int("a port, 1 to 65535")
  .min(1, "a port, 1 to 65535")
  .max(65_535, "a port, 1 to 65535");

/** Instances that are deployed to. */
export const instances = z.union(
  [
    z.array(ocid("instance"), "a list of OCIDs").min(1, "at least one instance"),
    z.strictObject({
      query: text(/^\s*query\b.*\binstance\b/is, "a query, e.g. 'query instance resources where ...'"),
      region: region.optional(),
    }),
  ],
  "a list of instances' OCIDs, or { query: query instance resources where ... }",
);

/** Listener of a load balancer. */
export const listener = z.strictObject(
  {
    loadBalancer: ocid("loadbalancer").describe("OCID of a load balancer; a network load balancer is none"),
    listener: text(/\S/, "the name of a listener").describe("Name of the listener"),
    port: port.optional().describe("Port of the instances. Default: that of the backend set"),
  },
  "{ loadBalancer, listener }",
);

/** Chart in a container registry. */
export const chart = text(
  /^oci:\/\/\S+$/,
  "address of a chart, e.g. 'oci://fra.ocir.io/axexample/shop-prod/orders-chart'",
);

/** Version of a chart. */
export const version = text(/^v?\d+\.\d+\.\d+\S*$/, "a version, e.g. '1.2.3'");
