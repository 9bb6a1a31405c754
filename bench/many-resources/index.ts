import { ContainerRepository } from "@pulumi/oci/artifacts";

import { batchDebugLog } from "../../components/debug-log";
import { skipPromiseTraces } from "../../components/promise-traces";

if (process.env["BENCH_SDK_DEFAULTS"] !== "true") {
  skipPromiseTraces();
  batchDebugLog();
}

for (let number = 1; number <= Number(process.env["BENCH_RESOURCES"]); number++) {
  new ContainerRepository(`repository-${number}`, {
    compartmentId: "ocid1.compartment.oc1..bench",
    displayName: `bench/image-${number}`,
    isImmutable: true,
    isPublic: false,
  });
}
