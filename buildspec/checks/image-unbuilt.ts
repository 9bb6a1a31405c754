import { finding, quote } from "../diagnostic";
import type { Check } from "./check";

/**
 * An image that is declared as output, while the steps that work on images name another. Silent when no step works on
 * images in sight, for a script or a build tool may do it, and when the location has variables.
 */
export const imageUnbuilt: Check = ({ spec, scripts }) => {
  const works = scripts.some(({ events }) =>
    events.some(
      (event) => event.kind === "command" && TOOLS.has(event.words[0] ?? "") && MAKERS.has(event.words[1] ?? ""),
    ),
  );
  if (!works) return [];
  return spec.outputArtifacts.flatMap(({ name, type, location }) => {
    if (type !== "DOCKER_IMAGE" || location === undefined || location.text.includes("$")) return [];
    const image = location.text.trim().replace(/(:[^:/]*|@.*)$/, "");
    if (
      image === "" ||
      scripts.some(({ step }) => /\$/.test(tagsOf(step.command.text)) || step.command.text.includes(image))
    )
      return [];
    const message =
      `output artifact ${quote(name?.text ?? "")}: no step names the image ${quote(location.text)}; ` +
      "build or pull it in a step, or correct the location";
    return [finding("image-unbuilt", location, message)];
  });
};

/** The lines that name images, where a variable may stand for any. */
function tagsOf(script: string): string {
  return script
    .replaceAll("\\\n", " ")
    .split("\n")
    .filter((line) => /\b(docker|podman|buildah)\b/.test(line))
    .join("\n");
}

const TOOLS = new Set(["docker", "podman", "buildah"]);
const MAKERS = new Set(["build", "bud", "buildx", "pull", "tag", "load", "import", "image"]);
