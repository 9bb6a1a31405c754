import { defineRule } from "../define-rule";
import { isProduction, production, type Production } from "../graph/production";
import { textAt, UNKNOWN, valueAt } from "../graph/values";
import { kinds, objectName } from "../reading/namespaces";
import { onTypes } from "../reading/types";

const LABEL = "pod-security.kubernetes.io/enforce";

/** Without the label a pod may run as root on its node, with the node's files. */
export const ociOkeNamespaceRequirePodSecurity = defineRule<{ readonly production: Production }>(
  {
    name: "oci-oke-namespace-require-pod-security",
    description: "Every namespace enforces a pod security standard: baseline, or restricted in production.",
    severity: "high",
    enforcementLevel: "mandatory",
    remediationSteps: "Set the label 'pod-security.kubernetes.io/enforce' of the namespace.",
    tags: ["kubernetes"],
    settings: { production },
  },
  onTypes([kinds.namespace], (namespace, settings) => {
    const { urn, props } = namespace;
    const labels = valueAt(props, "metadata", "labels");
    const level = labels === UNKNOWN ? UNKNOWN : valueAt(labels, LABEL);
    if (level === UNKNOWN) return [];
    const name = textAt(props, "metadata", "name");
    const isOfProduction = isProduction([{ urn, props: { name } }], settings.production);
    const allowed = isOfProduction ? ["restricted"] : ["baseline", "restricted"];
    if (typeof level === "string" && allowed.includes(level)) return [];
    const got = typeof level === "string" ? `'${level}'` : "not set";
    const wanted = isOfProduction ? "'restricted' in production" : "'baseline' or 'restricted'";
    return [`namespace '${objectName(namespace)}': label '${LABEL}' is ${got}, expected ${wanted}; set it`];
  }),
);
