import { ContainerRepository, Repository } from "@pulumi/oci/artifacts";
import { NotificationTopic } from "@pulumi/oci/ons";

const compartmentId = "ocid1.compartment.oc1..example";
const freeformTags = { Environment: "dev", Owner: "shop" };

new NotificationTopic("topic", { compartmentId, name: "exceptions-topic", freeformTags });
new Repository("manifests", {
  compartmentId,
  displayName: "manifests",
  repositoryType: "GENERIC",
  isImmutable: false,
  freeformTags,
});
for (const name of ["open", "also-open"])
  new ContainerRepository(name, { compartmentId, displayName: name, isPublic: true, freeformTags });
