import { problemsOfParameters } from "./build-stages";
import type { ArtifactSpec } from "./deploy-artifact";
import { nearest } from "./nearest";
import { placeholdersIn } from "./placeholders";

/** A parameter of a deploy pipeline. */
export interface DeployParameter {
  /** What a run takes that is given nothing else. Never empty: OCI starts no run of which a parameter has no value. */
  readonly defaultValue: string;
  readonly description?: string;
}

/** `Record<name, parameter>` */
export type DeployParameters = Readonly<Record<string, DeployParameter>>;

/** A digest that no image has: a run that is given none fails before it changes anything. */
export const NO_IMAGE = `sha256:${"0".repeat(64)}`;

/** A build that never was, for the same reason. */
export const NO_BUILD = "none";

/** What a pipeline deploys, as far as parameters go. */
export interface Deployed {
  /** Host, namespace and repository of the image: the same in every run, and apart from Kubernetes' namespace. */
  readonly imageAddress: string;
  readonly production: boolean;
  /** Kubernetes namespace, where manifests or stages need it. @default - they don't: the stages give it */
  readonly kubernetesNamespace?: string;
}

/**
 * The parameters of a pipeline that deploys one image: `IMAGE_ADDRESS`, `IMAGE_DIGEST`, `BUILDRUN_HASH` and, outside of
 * production, `IMAGE_TAG`; `KUBERNETES_NAMESPACE` where there is one. A manifest names its image by
 * `${IMAGE_ADDRESS}@${IMAGE_DIGEST}` and is good for every environment.
 */
export function deployParameters({ imageAddress, production, kubernetesNamespace }: Deployed): DeployParameters {
  return {
    IMAGE_ADDRESS: { defaultValue: imageAddress, description: "Address of the image, without tag and digest" },
    IMAGE_DIGEST: { defaultValue: NO_IMAGE, description: "Digest of the image, which a build prints" },
    ...(production ? {} : { IMAGE_TAG: { defaultValue: NO_BUILD, description: "Tag of the image" } }),
    BUILDRUN_HASH: { defaultValue: NO_BUILD, description: "Build whose manifest is deployed" },
    ...(kubernetesNamespace
      ? { KUBERNETES_NAMESPACE: { defaultValue: kubernetesNamespace, description: "Namespace that is deployed to" } }
      : {}),
  };
}

/** Something that uses parameters. */
export interface User {
  /** How messages call it, e.g. `artifact 'manifest'`. */
  readonly title: string;
  /** Names of the placeholders in it. */
  readonly placeholders: readonly string[];
}

/** What a pipeline's parameters are held against. */
export interface Uses {
  readonly production: boolean;
  readonly users: readonly User[];
}

const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** A registry's host and the path of a repository. */
const ADDRESS = /^[^\s/:@]+\.[^\s/:@]+(?:\/[^\s/:@]+)+$/;

/** The word for whatever came last, alone or as a tag. */
const LATEST = /(?:^|:)latest$/i;

/** What is wrong with the parameters of a deploy pipeline, and with what uses them; empty when nothing is. */
export function problemsOfDeployParameters(parameters: DeployParameters, { production, users }: Uses): string[] {
  return [
    ...problemsOfParameters(parameters),
    ...Object.entries(parameters).flatMap(([name, parameter]) => problemsOfDefault(name, parameter)),
    ...(production && "IMAGE_TAG" in parameters
      ? ["parameter 'IMAGE_TAG' is a tag, which can be moved, and this is production; take 'IMAGE_DIGEST' instead"]
      : []),
    ...users.flatMap((user) => [
      ...undeclared(user, Object.keys(parameters)),
      ...(production ? problemsOfProduction(user) : []),
    ]),
  ];
}

/**
 * What is wrong with the images, versions and charts of a pipeline's artifacts; empty when nothing is. Addresses that
 * are not known yet are taken as they are.
 */
export function problemsOfArtifacts(
  artifacts: Readonly<Record<string, ArtifactSpec<unknown>>>,
  production: boolean,
): string[] {
  return Object.entries(artifacts).flatMap(([name, spec]) => {
    const version = versionOf(spec);
    if (LATEST.test(version))
      return [`artifact '${name}' is '${version}', which is another one tomorrow; name one that stays`];
    if (!production || spec.kind !== "image") return [];
    const tagged = typeof spec.uri === "string" && !ADDRESS.test(spec.uri);
    if (spec.digest !== undefined && !tagged) return [];
    return [
      `artifact '${name}' takes its image by ${tagged ? `'${String(spec.uri)}'` : "no digest"}, and this is production; ` +
        "take the tag out of 'uri' and give 'digest', e.g. '${IMAGE_DIGEST}'",
    ];
  });
}

/**
 * Placeholders of an artifact that parameters must stand for. Those in a Helm artifact are not replaced; those in the
 * text of a command or deployment specification may be the shell's.
 * @see facts 2.3
 */
export function placeholdersOf(spec: ArtifactSpec<unknown>): string[] {
  switch (spec.kind) {
    case "image":
      return placeholdersIn([spec.uri, spec.digest]);
    case "generic":
      return placeholdersIn([spec.path, spec.version]);
    case "inline":
      return spec.type === "COMMAND_SPEC" || spec.type === "DEPLOYMENT_SPEC" ? [] : placeholdersIn(spec.content);
    case "helm-chart":
    case "helm-command":
      return [];
  }
}

function versionOf(spec: ArtifactSpec<unknown>): string {
  if (spec.kind === "image") return typeof spec.uri === "string" ? spec.uri : "";
  return "version" in spec ? spec.version : "";
}

function problemsOfDefault(name: string, { defaultValue }: DeployParameter): string[] {
  const wrong = (what: string): string[] => [`parameter '${name}' ${what}`];
  if (name === "NAMESPACE")
    return wrong(
      "is the registry's namespace to a build and Kubernetes' to a deployment, and a build hands its own on; " +
        "call it 'IMAGE_ADDRESS' or 'KUBERNETES_NAMESPACE'",
    );
  if (defaultValue.trim() === "")
    return wrong("has no default, without which nobody can start a run by hand; give it one");
  if (LATEST.test(defaultValue))
    return wrong(`has the default '${defaultValue}', which is another one tomorrow; give one that stays`);
  if (name === "IMAGE_DIGEST" && !DIGEST.test(defaultValue))
    return wrong(`has the default '${defaultValue}', expected 'sha256:' and 64 hexadecimal digits; change it`);
  if (name === "IMAGE_ADDRESS" && !ADDRESS.test(defaultValue))
    return wrong(
      `has the default '${defaultValue}', expected host, namespace and repository without tag or digest, e.g. ` +
        "'eu-frankfurt-1.ocir.io/axexample/shop-prod/orders-api'; change it",
    );
  return [];
}

function undeclared({ title, placeholders }: User, declared: readonly string[]): string[] {
  return placeholders
    .filter((name) => !declared.includes(name))
    .map((name) => {
      const meant = nearest(name, declared);
      const parameters = declared.length === 0 ? "none" : declared.map((each) => `'${each}'`).join(", ");
      return (
        `${title} uses '\${${name}}', which is no parameter (parameters: ${parameters}); ` +
        (meant ? `did you mean '\${${meant}}'?` : "declare it")
      );
    });
}

function problemsOfProduction({ title, placeholders }: User): string[] {
  const takes = (name: string): boolean => placeholders.includes(name);
  if (takes("IMAGE_TAG") || (takes("IMAGE_ADDRESS") && !takes("IMAGE_DIGEST")))
    return [
      `${title} takes its image by ${takes("IMAGE_TAG") ? "a tag, which can be moved" : "no digest"}, and this is ` +
        "production; name it by '${IMAGE_ADDRESS}@${IMAGE_DIGEST}'",
    ];
  return [];
}
