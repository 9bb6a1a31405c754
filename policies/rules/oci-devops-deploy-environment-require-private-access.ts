import { defineRule, onGraph } from "../define-rule";
import { types } from "../graph/pipelines";
import { isProduction, production, type Production } from "../graph/production";
import { inputAt, textAt } from "../graph/values";

interface Settings {
  readonly production: Production;
}

/** A cluster that is deployed to without a private channel has an API endpoint that the Internet reaches. */
export const ociDevopsDeployEnvironmentRequirePrivateAccess = defineRule<Settings>(
  {
    name: "oci-devops-deploy-environment-require-private-access",
    description: "Clusters of production are deployed to by their private endpoint.",
    severity: "medium",
    enforcementLevel: "advisory",
    remediationSteps:
      "Set 'networkChannel' of the environment to a PRIVATE_ENDPOINT_CHANNEL with the subnet of the endpoint.",
    tags: ["environments", "network", "production"],
    settings: { production },
  },
  onGraph(types.environment, (graph, { production: told }) =>
    graph
      .ofType(types.environment)
      .filter((each) => isProduction([each, ...graph.named(each, types.project, "projectId")], told))
      .filter(
        (each) =>
          textAt(each.props, "deployEnvironmentType") === "OKE_CLUSTER" &&
          inputAt(each, "networkChannel") === undefined,
      )
      .map(({ props, name, urn }) => ({
        message: `environment '${textAt(props, "displayName") ?? name}' is deployed to by a public endpoint, expected a private one in production; set 'networkChannel'`,
        urn,
      })),
  ),
);
