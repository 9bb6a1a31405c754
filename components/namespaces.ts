import * as core from "@pulumi/kubernetes/core/v1";
import * as networking from "@pulumi/kubernetes/networking/v1";
import * as rbac from "@pulumi/kubernetes/rbac/v1";
import * as pulumi from "@pulumi/pulumi";

import {
  namespaceManifests,
  PULL_SECRET,
  type Manifest,
  type ManifestKind,
  type NamespaceSpec,
} from "./model/namespace";
import { types } from "./types";

export interface NamespacesArgs {
  /** Names of the namespaces, e.g. both colours of a blue-green deployment. They differ in nothing else. */
  readonly names: readonly string[];
  readonly spec: Omit<NamespaceSpec, "pullSecret">;
  /** OCID of the dynamic group whose deploy pipelines may deploy into them. */
  readonly deployGroupId: pulumi.Input<string>;
  /** How images are pulled. @default by the nodes' credential provider, so that no namespace holds a password */
  readonly pull?: PullCredentials;
}

/**
 * A user's way into the container registry. The user needs `read repos` on the service's repositories and nothing
 * else. A token is rotated by making a second one, running `up` with it, and deleting the first: a user has two at most.
 * @see facts 4.3
 */
export interface PullCredentials {
  /** Host of the registry, e.g. `fra.ocir.io`. */
  readonly host: pulumi.Input<string>;
  /** `<object storage namespace>/<user>`, or `<namespace>/<domain>/<user>`. */
  readonly user: pulumi.Input<string>;
  /** Auth token of that user. A secret, in the state too. */
  readonly token: pulumi.Input<string>;
}

type Make = (name: string, manifest: Manifest, opts: pulumi.CustomResourceOptions) => pulumi.CustomResource;

/** What registers each kind of manifest. */
const makers: Readonly<Record<ManifestKind, Make>> = {
  Namespace: (name, manifest, opts) => new core.Namespace(name, manifest as core.NamespaceArgs, opts),
  ResourceQuota: (name, manifest, opts) => new core.ResourceQuota(name, manifest as core.ResourceQuotaArgs, opts),
  LimitRange: (name, manifest, opts) => new core.LimitRange(name, manifest as core.LimitRangeArgs, opts),
  ServiceAccount: (name, manifest, opts) => new core.ServiceAccount(name, manifest as core.ServiceAccountArgs, opts),
  NetworkPolicy: (name, manifest, opts) =>
    new networking.NetworkPolicy(name, manifest as networking.NetworkPolicyArgs, opts),
  Role: (name, manifest, opts) => new rbac.Role(name, manifest as rbac.RoleArgs, opts),
  RoleBinding: (name, manifest, opts) => new rbac.RoleBinding(name, manifest as unknown as rbac.RoleBindingArgs, opts),
};

/**
 * The namespaces that a service is deployed into: pod security, quota, limits, a closed network, the service's account,
 * and what the deploy pipelines may do there. The workload itself is the pipeline's.
 *
 * Give a `provider` of `@pulumi/kubernetes` with the cluster's kubeconfig.
 */
export class Namespaces extends pulumi.ComponentResource {
  readonly names: readonly string[];

  constructor(name: string, args: NamespacesArgs, opts?: pulumi.ComponentResourceOptions) {
    super(types.namespaces, name, {}, opts);
    this.names = args.names;
    const spec = { ...args.spec, ...(args.pull ? { pullSecret: PULL_SECRET } : {}) };

    for (const namespace of args.names) {
      const [own, ...contents] = namespaceManifests(namespace, spec, args.deployGroupId);
      if (!own) continue;
      const made = makers.Namespace(namespace, own, { parent: this });
      const inside = { parent: this, dependsOn: [made] };
      if (args.pull) pullSecret(`${namespace}-${PULL_SECRET}`, namespace, args.pull, inside);
      for (const manifest of contents) {
        const { kind, metadata } = manifest;
        makers[kind](`${namespace}-${kind.toLowerCase()}-${metadata.name}`, manifest, inside);
      }
    }
    this.registerOutputs({ names: this.names });
  }
}

function pullSecret(
  name: string,
  namespace: string,
  { host, user, token }: PullCredentials,
  opts: pulumi.CustomResourceOptions,
): core.Secret {
  const config = pulumi.all([host, user, token]).apply(([registry, username, password]) => {
    const auth = base64(`${username}:${password}`);
    return base64(JSON.stringify({ auths: { [registry]: { username, password, auth } } }));
  });
  return new core.Secret(
    name,
    {
      metadata: { name: PULL_SECRET, namespace },
      type: "kubernetes.io/dockerconfigjson",
      data: { ".dockerconfigjson": pulumi.secret(config) },
    },
    opts,
  );
}

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}
