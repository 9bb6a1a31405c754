import { types } from "./pipelines";
import { inputAt, listAt, textAt, UNKNOWN, valueAt, type Registered } from "./values";

/** An image as manifests name it; a part that holds a placeholder is a text like any other. */
export interface ImageName {
  /** Absent for images of Docker Hub, which go without, and where a placeholder stands for all of the address. */
  readonly host?: string;
  /** Path after the host, e.g. `axexample/shop/orders-api`. */
  readonly path: string;
  readonly tag?: string;
  readonly digest?: string;
  /** Whether one placeholder stands for the address, so that the host is anybody's guess. */
  readonly isOpen: boolean;
}

/** Takes the name of an image apart. Does not throw; what makes no sense is path. */
export function imageName(text: string): ImageName {
  const [address = "", digest] = text.split("@", 2);
  const [, rest = address, tag] = /^(.*):([^/:]+)$/.exec(address) ?? [];
  const [, first, path] = /^([^/]*)\/(.*)$/.exec(rest) ?? [];
  const isOpen = rest.startsWith("${");
  const host = first !== undefined && !isOpen && /[.:]|^localhost$/.test(first) ? first : undefined;
  return {
    isOpen,
    path: host === undefined ? rest : (path ?? ""),
    ...(host === undefined ? {} : { host }),
    ...(tag === undefined ? {} : { tag }),
    ...(digest === undefined || digest.trim() === "" ? {} : { digest }),
  };
}

/** Whether a resource is an object of Kubernetes. */
export function isOfKubernetes(type: string): boolean {
  return type.startsWith("kubernetes:");
}

/**
 * Images that a resource runs or deploys: of the containers of a Kubernetes object, of an image artifact, of a manifest
 * that is kept inline. None of what is not known yet.
 */
export function imagesOf(resource: Registered & { readonly type: string }): string[] {
  const { type, props } = resource;
  if (isOfKubernetes(type)) return imagesOfContainers(props);
  if (type !== types.artifact) return [];
  const source = valueAt(props, "deployArtifactSource");
  const kind = textAt(props, "deployArtifactType");
  if (kind === "KUBERNETES_MANIFEST") return imagesOfManifest(textAt(source, "base64encodedContent") ?? "");
  const uri = kind === "DOCKER_IMAGE" ? textAt(source, "imageUri") : undefined;
  if (uri === undefined) return [];
  // a digest of the program that is not known yet is a digest all the same
  const digest =
    inputAt(resource, "deployArtifactSource", "imageDigest") === UNKNOWN
      ? "unknown"
      : (textAt(source, "imageDigest") ?? "");
  return [digest.trim() === "" ? uri : `${uri}@${digest}`];
}

/** An `image` in YAML or JSON. */
const IMAGE = /(?:^|[\s{,-])["']?image["']?:[^\S\n]*["']?([^\s"',}#]+(?:\}[^\s"',}#]*)*)/gm;

function imagesOfManifest(manifest: string): string[] {
  return [...manifest.matchAll(IMAGE)].map(([, image]) => image as string);
}

function imagesOfContainers(props: unknown): string[] {
  const images: string[] = [];
  const seen = new Set<unknown>();
  const open: unknown[] = [valueAt(props)];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== "object" || next === null || seen.has(next)) continue;
    seen.add(next);
    for (const list of ["initContainers", "containers", "ephemeralContainers"])
      images.push(...listAt(next, list).flatMap((container) => textAt(container, "image") ?? []));
    open.push(...(Object.values(next) as unknown[]));
  }
  return [...new Set(images)];
}
