import { finding } from "../diagnostic";
import { type Check, stepName } from "./check";

/** The build runner has no `sudo`. Hosts of a deployment and images of a shell stage may have it. */
export const sudoUnavailable: Check = ({ spec, scripts }) => {
  if (spec.dialect !== "build") return [];
  return scripts.flatMap((script) =>
    script.events.flatMap((event) => {
      if (event.kind !== "command" || event.words[0] !== "sudo") return [];
      const message = `${stepName(script)} runs 'sudo', which the build runner doesn't have; set 'runAs: root' and leave it out`;
      return [finding("sudo-unavailable", script.place(event.at, event.at + 4), message)];
    }),
  );
};
