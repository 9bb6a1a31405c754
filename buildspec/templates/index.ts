import { buildSpec } from "../generate/build-spec";
import { go } from "./go";
import { graalvm } from "./graalvm";
import { helm } from "./helm";
import { javaMaven } from "./java-maven";
import { multiImage } from "./multi-image";
import type { TemplateName } from "./names";
import { node } from "./node";
import { python } from "./python";
import type { Template } from "./template";

export type { Template };

/** The templates by their names. */
export const TEMPLATES: Readonly<Record<TemplateName, Template>> = {
  node,
  python,
  "java-maven": javaMaven,
  graalvm,
  go,
  helm,
  "multi-image": multiImage,
};

/** The text of a template: what it is, what to adapt, and the specification. */
export function templateText({ about, adapt, spec }: Template): string {
  const artifacts = spec.outputArtifacts?.map(({ name }) => name) ?? [];
  const images = artifacts.filter((name) => name !== "manifest").length;
  const head = [
    `Builds ${about}, on the runner of Oracle Linux 8, which has Podman.`,
    `Gives ${artifacts.join(", ")} to deliver; exports ${spec.env?.exportedVariables?.join(", ") ?? "nothing"}.`,
    "Steps run as the runner's user, without sudo; one that needs more says `runAs: root`.",
    "Adapt:",
    `- the name${images > 1 ? "s" : ""} of the image${images > 1 ? "s" : ""}, and the path of the manifest`,
    ...adapt.map((line) => `- ${line}`),
  ];
  return `${head.map((line) => `# ${line}\n`).join("")}${buildSpec(spec)}`;
}
