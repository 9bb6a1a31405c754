import { LogGroup } from "@pulumi/oci/logging";

import { skipPromiseTraces } from "../../../../components/promise-traces";

skipPromiseTraces();

const group = new LogGroup("group", { compartmentId: "ocid1.compartment.oc1..example", displayName: "group" });

group.displayName.apply(() => {
  throw new Error("an exception nobody expected");
});
