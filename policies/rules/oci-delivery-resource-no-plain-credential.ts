import { defineRule, onStack } from "../define-rule";
import { textAt, UNKNOWN, valueAt } from "../graph/values";
import { credentialIn } from "../reading/credentials";

/** What a pipeline is made of, and what it deploys. Kubernetes' own secrets are for credentials. */
const JUDGED = /^(?:oci:DevOps\/|kubernetes:(?!core\/v1:Secret$))/;

/** Fields that another rule judges. */
const ELSEWHERE: ReadonlySet<string> = new Set(["accessToken", "appPassword"]);

/** A credential in a parameter or a variable is shown in consoles and logs to everybody who can read. */
export const ociDeliveryResourceNoPlainCredential = defineRule(
  {
    name: "oci-delivery-resource-no-plain-credential",
    description:
      "No pipeline, artifact or Kubernetes object has a credential in an address, a parameter or a variable.",
    severity: "critical",
    enforcementLevel: "mandatory",
    remediationSteps: "Renew the credential, put it into a vault, and have it read from there where it is used.",
    tags: ["secrets"],
    unexceptable: "what is once in a state or a log as plain text has to be renewed",
  },
  onStack((resources) =>
    resources
      .filter(({ type }) => JUDGED.test(type))
      .flatMap(({ name, urn, props }) =>
        credentialsIn(props).map(({ path, what }) => ({
          message:
            `resource '${textAt(props, "displayName") ?? name}': '${path}' looks like ${what} (not shown), expected none; ` +
            "renew it and read it from a vault",
          urn,
        })),
      ),
  ),
);

interface Found {
  readonly path: string;
  readonly what: string;
}

/** Credentials in the texts of properties, with where they are. Ends in what refers to itself. */
function credentialsIn(props: unknown): Found[] {
  const found: Found[] = [];
  const seen = new Set<unknown>();
  const look = (value: unknown, path: string, name: string): void => {
    if (value === UNKNOWN) return;
    if (typeof value === "string") {
      const what = credentialIn(value, name);
      if (what !== undefined) found.push({ path, what });
    }
    if (typeof value !== "object" || value === null || seen.has(value)) return;
    seen.add(value);
    for (const key of Object.keys(value)) {
      if (ELSEWHERE.has(key)) continue;
      const step = Array.isArray(value) ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`;
      look(valueAt(value, key), step, nameOf(value, key, name));
    }
  };
  look(valueAt(props), "", "");
  return found;
}

/** What a value is called: by the `name` beside it, as parameters and variables are, or by its key. */
function nameOf(owner: object, key: string, inherited: string): string {
  if (Array.isArray(owner)) return inherited;
  const isValue = key === "value" || key === "defaultValue";
  return isValue ? (textAt(owner, "name") ?? inherited) : key;
}
