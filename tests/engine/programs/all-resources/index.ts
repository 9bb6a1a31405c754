import { Policy } from "@pulumi/oci/identity";

new Policy("too-much", {
  compartmentId: "ocid1.compartment.oc1..example",
  name: "too-much",
  description: "Grants everything",
  statements: ["Allow group Deployers to manage all-resources in tenancy"],
});
