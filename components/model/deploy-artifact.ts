/** Kinds of text artifacts. @see oci-go-sdk v65.121.0, devops, `DeployArtifactDeployArtifactTypeEnum` */
export type TextArtifactType = "KUBERNETES_MANIFEST" | "GENERIC_FILE" | "DEPLOYMENT_SPEC" | "COMMAND_SPEC" | "JOB_SPEC";

/** What a pipeline delivers or deploys: type and source in one, so that only pairs that OCI takes can be said. */
export type ArtifactSpec<Id> =
  /**
   * Container image. `uri` carries host, namespace, repository and, without a digest, the tag, which may hold
   * placeholders. That OCI replaces one in `digest` too is not confirmed; a literal digest needs none.
   */
  | { readonly kind: "image"; readonly uri: Id; readonly digest?: string }
  /** File in a generic repository. `path` and `version` may hold placeholders. */
  | {
      readonly kind: "generic";
      readonly type: TextArtifactType;
      readonly repositoryId: Id;
      readonly path: string;
      readonly version: string;
    }
  /** Text that the project itself keeps. `content` is plain text. */
  | { readonly kind: "inline"; readonly type: TextArtifactType; readonly content: string }
  /** Helm chart in a container registry, e.g. `oci://<host>/<namespace>/<chart>`. */
  | {
      readonly kind: "helm-chart";
      readonly url: Id;
      readonly version: string;
      readonly verification?: HelmVerification;
    }
  /** Helm command with its arguments. `content` is plain text. */
  | { readonly kind: "helm-command"; readonly content: string };

/** How the signature of a chart is checked. */
export type HelmVerification =
  { readonly publicKey: string; readonly previousPublicKey?: string } | { readonly secretId: string };

/** Inputs of a `DeployArtifact` that say what it is. */
export interface ArtifactInputs<Id> {
  readonly deployArtifactType: string;
  readonly argumentSubstitutionMode: "NONE" | "SUBSTITUTE_PLACEHOLDERS";
  readonly deployArtifactSource: Readonly<Record<string, unknown>> & {
    readonly deployArtifactSourceType: string;
    readonly imageUri?: Id;
    readonly repositoryId?: Id;
    readonly chartUrl?: Id;
  };
}

/**
 * Type, substitution mode and source of an artifact, as the provider takes them.
 * @see terraform-provider-oci 8.23.0, `devops_deploy_artifact_resource.go`: the provider encodes the text of an INLINE
 * artifact itself, and sends that of a HELM_COMMAND_SPEC as it is, so that one must be given in base64
 */
export function artifactInputs<Id>(spec: ArtifactSpec<Id>): ArtifactInputs<Id> {
  switch (spec.kind) {
    case "image":
      return substituted("DOCKER_IMAGE", {
        deployArtifactSourceType: "OCIR",
        imageUri: spec.uri,
        ...(spec.digest ? { imageDigest: spec.digest } : {}),
      });
    case "generic":
      return substituted(spec.type, {
        deployArtifactSourceType: "GENERIC_ARTIFACT",
        repositoryId: spec.repositoryId,
        deployArtifactPath: spec.path,
        deployArtifactVersion: spec.version,
      });
    case "inline":
      return substituted(spec.type, { deployArtifactSourceType: "INLINE", base64encodedContent: spec.content });
    case "helm-chart":
      return literal("HELM_CHART", {
        deployArtifactSourceType: "HELM_CHART",
        chartUrl: spec.url,
        deployArtifactVersion: spec.version,
        ...(spec.verification ? { helmVerificationKeySource: keySource(spec.verification) } : {}),
      });
    case "helm-command":
      return literal("HELM_COMMAND_SPEC", {
        deployArtifactSourceType: "HELM_COMMAND_SPEC",
        helmArtifactSourceType: "INLINE",
        base64encodedContent: Buffer.from(spec.content, "utf8").toString("base64"),
      });
  }
}

type Source<Id> = ArtifactInputs<Id>["deployArtifactSource"];

function substituted<Id>(deployArtifactType: string, deployArtifactSource: Source<Id>): ArtifactInputs<Id> {
  return { deployArtifactType, argumentSubstitutionMode: "SUBSTITUTE_PLACEHOLDERS", deployArtifactSource };
}

function literal<Id>(deployArtifactType: string, deployArtifactSource: Source<Id>): ArtifactInputs<Id> {
  return { deployArtifactType, argumentSubstitutionMode: "NONE", deployArtifactSource };
}

function keySource(verification: HelmVerification): Readonly<Record<string, string>> {
  if ("secretId" in verification)
    return { verificationKeySourceType: "VAULT_SECRET", vaultSecretId: verification.secretId };
  const { publicKey, previousPublicKey } = verification;
  return {
    verificationKeySourceType: "INLINE_PUBLIC_KEY",
    currentPublicKey: publicKey,
    ...(previousPublicKey ? { previousPublicKey } : {}),
  };
}
