import { finding } from "../diagnostic";
import type { Check } from "./check";

/** The name of an output artifact identifies it in the stages after: two of one name can't both be. */
export const duplicateOutputName: Check = ({ spec }) =>
  spec.outputArtifacts.flatMap(({ name }, index) => {
    const first = spec.outputArtifacts.findIndex((other) => other.name?.text === name?.text);
    if (name === undefined || first === index) return [];
    return [
      finding("duplicate-output-name", name, `output artifact '${name.text}' is declared twice; rename one of them`),
    ];
  });
