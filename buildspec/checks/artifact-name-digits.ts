import { finding } from "../diagnostic";
import type { Check } from "./check";

/** The reference allows no digits in the name of an output artifact; real specifications have them, and run. */
export const artifactNameDigits: Check = ({ spec }) =>
  spec.outputArtifacts.flatMap(({ name }) => {
    if (name === undefined || !/^[A-Za-z0-9_-]*[0-9][A-Za-z0-9_-]*$/.test(name.text)) return [];
    const message = `output artifact '${name.text}': the name has digits, which the reference doesn't allow; the service takes it`;
    return [finding("artifact-name-digits", name, message)];
  });
