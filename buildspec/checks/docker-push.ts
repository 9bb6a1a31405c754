import { finding } from "../diagnostic";
import { type Check, stepName } from "./check";

/** A push in a step needs a login and goes past the deliver stage, which would push the image again. */
export const dockerPush: Check = ({ spec, scripts }) => {
  if (spec.dialect !== "build") return [];
  return scripts.flatMap((script) =>
    script.events.flatMap((event) => {
      if (event.kind !== "command" || !["docker", "podman"].includes(event.words[0] ?? "")) return [];
      if (event.words[1] !== "push" && !(event.words[1] === "image" && event.words[2] === "push")) return [];
      const message =
        `${stepName(script)} pushes an image itself; declare it under outputArtifacts as DOCKER_IMAGE and let a deliver ` +
        "stage push it";
      return [finding("docker-push", script.place(event.at, event.end), message)];
    }),
  );
};
