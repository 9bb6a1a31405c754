import { ociDeliveryResourceNoPlainCredential as rule } from "../../../policies/rules/oci-delivery-resource-no-plain-credential";
import { type GivenResource, UNKNOWN } from "../judge";
import { testStacks } from "../stack-cases";

const RANDOM = "k3J9x0Qv7Lm2Zt5R";
const pipeline = (name: string, defaultValue: unknown): readonly GivenResource[] => [
  {
    type: "oci:DevOps/deployPipeline:DeployPipeline",
    name: "p",
    props: { displayName: "deliver", deployPipelineParameters: { items: [{ name, defaultValue }] } },
  },
];
const deployment = (env: unknown): readonly GivenResource[] => [
  {
    type: "kubernetes:apps/v1:Deployment",
    name: "orders",
    props: { spec: { template: { spec: { containers: [{ name: "app", env }] } } } },
  },
];
const message = (resource: string, path: string, what: string): string =>
  `resource '${resource}': '${path}' looks like ${what} (not shown), expected none; renew it and read it from a vault`;
const PARAMETER = "deployPipelineParameters.items[0].defaultValue";
const ENV = "spec.template.spec.containers[0].env[0].value";

const cases = {
  accepted: [
    { what: "a plain parameter", given: pipeline("REPLICAS", "3") },
    { what: "the OCID of a secret", given: pipeline("NPM_TOKEN", "ocid1.vaultsecret.oc1.eu-frankfurt-1.a8f3k2m9q1") },
    { what: "a placeholder", given: pipeline("DB_PASSWORD", "${dbPassword}") },
    { what: "words under a secret's name", given: pipeline("GITHUB_TOKEN", "see the vault") },
    { what: "a value that is unknown", given: pipeline("DB_PASSWORD", UNKNOWN) },
    { what: "a random value under another name", given: pipeline("BUILD_ID", RANDOM) },
    { what: "the name of a secret", given: pipeline("DB_PASSWORD_SECRET", "orders") },
    { what: "an address with a user alone", given: pipeline("URL", "https://git@github.com/acme/orders.git") },
    { what: "an address with a placeholder", given: pipeline("URL", "postgres://app:${PASSWORD}@db/orders") },
    {
      what: "a variable from a secret",
      given: deployment([{ name: "DB_PASSWORD", valueFrom: { secretKeyRef: { name: "db", key: "password" } } }]),
    },
    {
      what: "a Kubernetes secret, which is the place for it",
      given: [{ type: "kubernetes:core/v1:Secret", name: "s", props: { stringData: { password: RANDOM } } }],
    },
    {
      what: "a connection's token, which is another rule's",
      given: [
        { type: "oci:DevOps/connection:Connection", name: "c", props: { accessToken: `ghp_${"a1".repeat(18)}` } },
      ],
    },
  ],
  refused: [
    {
      what: "a parameter",
      given: pipeline("DB_PASSWORD", RANDOM),
      messages: [message("deliver", PARAMETER, "a value for 'DB_PASSWORD'")],
    },
    {
      what: "a name in camel case",
      given: pipeline("dbPassword", RANDOM),
      messages: [message("deliver", PARAMETER, "a value for 'dbPassword'")],
    },
    {
      what: "a token by its form",
      given: pipeline("X", `ghp_${"a1".repeat(18)}`),
      messages: [message("deliver", PARAMETER, "a GitHub token")],
    },
    {
      what: "a private key",
      given: pipeline("X", "-----BEGIN RSA PRIVATE KEY-----"),
      messages: [message("deliver", PARAMETER, "a private key")],
    },
    {
      what: "an address with a password",
      given: pipeline("URL", `postgres://app:${RANDOM}@db/orders`),
      messages: [message("deliver", PARAMETER, "an address with a password")],
    },
    {
      what: "a container's variable",
      given: deployment([{ name: "API_KEY", value: RANDOM }]),
      messages: [message("orders", ENV, "a value for 'API_KEY'")],
    },
    {
      what: "a config map",
      given: [{ type: "kubernetes:core/v1:ConfigMap", name: "settings", props: { data: { DB_PASSWORD: RANDOM } } }],
      messages: [message("settings", "data.DB_PASSWORD", "a value for 'DB_PASSWORD'")],
    },
    {
      what: "a repository's address",
      given: [
        {
          type: "oci:DevOps/repository:Repository",
          name: "r",
          props: { mirrorRepositoryConfig: { repositoryUrl: `https://bot:${RANDOM}@git.example.com/a.git` } },
        },
      ],
      messages: [message("r", "mirrorRepositoryConfig.repositoryUrl", "an address with a password")],
    },
  ],
};

describe("oci-delivery-resource-no-plain-credential", () => testStacks(rule, cases));
