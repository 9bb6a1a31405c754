import { text, type Kind } from "./kind";

/**
 * Whether a push makes the repository that it lacks: one setting for each compartment, there before anybody writes it.
 * The plugin knows it by its compartment, writes it to make it, and deletes nothing.
 * @see facts 3.4
 * @see terraform-provider-oci, `artifacts_container_configuration_resource.go`, read 2026-11-25
 */
export const containerConfiguration: Kind = {
  token: "oci:Artifacts/containerConfiguration:ContainerConfiguration",
  entity: "containerconfiguration",
  inputs: {
    compartmentId: { type: "string", required: true, local: true },
    isRepositoryCreatedOnFirstPush: { type: "boolean", required: true },
  },
  computed: { namespace: text },
  rest: {
    base: "/20160918",
    collection: "container/configuration",
    target: "ACTIVE",
    single: true,
    list: "array",
    fill: (object) => ({
      isRepositoryCreatedOnFirstPush: object["isRepositoryCreatedOnFirstPush"] ?? true,
      namespace: "sandbox",
    }),
  },
  sdk: {
    package: "oci-artifacts",
    client: "ArtifactsClient",
    noun: "ContainerConfiguration",
    idKey: "compartmentId",
  },
};
