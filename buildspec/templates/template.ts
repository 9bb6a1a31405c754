import type { BuildSpecInput, StepInput } from "../generate/input";

/** A specification to begin with. */
export interface Template {
  /** What it builds, as the rest of a sentence. */
  readonly about: string;
  /** What is to be adapted, a line each. May be empty. */
  readonly adapt: readonly string[];
  readonly spec: BuildSpecInput;
}

/** An image that a template builds. */
export interface TemplateImage {
  /** Name of the output artifact. */
  readonly artifact: string;
  /** Name of the image on the runner. */
  readonly name: string;
  /** Folder with its `Containerfile`. */
  readonly context: string;
  /** Variable that its digest is exported as. */
  readonly digest: string;
}

const IMAGE: TemplateImage = { artifact: "image", name: "app", context: ".", digest: "IMAGE_DIGEST" };

/** What differs between services. */
export interface ServiceParts {
  /** Steps that test the service. */
  readonly test: readonly StepInput[];
  /** Step that scans what the image is made of, before it is made. */
  readonly scan: StepInput;
  /** @default - one, `image` */
  readonly images?: readonly TemplateImage[];
  /** Steps that make the manifest. @default - one that says when it isn't there */
  readonly manifest?: readonly StepInput[];
  /** Path of the manifest. @default "k8s/deployment.yaml" */
  readonly manifestPath?: string;
}

/** The way of a service from its sources to an image and a manifest: tests, scan, image, each only after the one before. */
export function serviceSpec(parts: ServiceParts): BuildSpecInput {
  const { test, scan, images = [IMAGE], manifestPath = "k8s/deployment.yaml" } = parts;
  const manifest = parts.manifest ?? [{ name: "Manifest", command: `test -s ${manifestPath}` }];
  return {
    timeoutInSeconds: 3600,
    shell: "bash",
    env: { exportedVariables: ["BUILDRUN_HASH", "GIT_SHA", ...images.map(({ digest }) => digest)] },
    steps: [TAGS, ...test, scan, ...images.map(imageStep), ...manifest],
    outputArtifacts: [
      ...images.map(({ artifact, name }) => ({
        name: artifact,
        type: "DOCKER_IMAGE" as const,
        location: `${name}:latest`,
      })),
      { name: "manifest", type: "BINARY", location: manifestPath },
    ],
  };
}

const TAGS: StepInput = {
  name: "Tags",
  command: [
    "# the run and the commit, short enough for a tag: build-${BUILDRUN_HASH}, gitsha-${GIT_SHA}",
    "BUILDRUN_HASH=${OCI_BUILD_RUN_ID: -7}",
    "GIT_SHA=${OCI_PRIMARY_SOURCE_COMMIT_HASH:0:7}",
    'echo "build-${BUILDRUN_HASH} gitsha-${GIT_SHA}"',
  ],
};

function imageStep({ name, context, digest }: TemplateImage): StepInput {
  return {
    name: `Image ${name}`,
    command: [
      "podman build \\",
      `  --tag ${name}:latest \\`,
      `  --tag "${name}:build-\${BUILDRUN_HASH}" \\`,
      `  --tag "${name}:gitsha-\${GIT_SHA}" \\`,
      '  --label "org.opencontainers.image.revision=${OCI_PRIMARY_SOURCE_COMMIT_HASH}" \\',
      `  ${context}`,
      "# of the image as it is here: its layers may be compressed otherwise in the registry",
      `${digest}=$(podman image inspect --format '{{.Digest}}' ${name}:latest)`,
      `echo "${name}@\${${digest}}"`,
    ],
  };
}

/** An audit by the service of what a `pom.xml` depends on. */
export const MAVEN_AUDIT: StepInput = {
  type: "VulnerabilityAudit",
  name: "Scan",
  knowledgeBaseId: "ocid1.knowledgebase.oc1..example",
  configuration: {
    buildType: "maven",
    pomFilePath: "./pom.xml",
    maxPermissibleCvssV2Score: 6.9,
    maxPermissibleCvssV3Score: 6.9,
  },
};

/** What to adapt where `MAVEN_AUDIT` is. */
export const KNOWLEDGE_BASE = "knowledgeBaseId: the OCID of your knowledge base; what scores 7 or more fails the build";
