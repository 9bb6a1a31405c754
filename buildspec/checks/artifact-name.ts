import { finding, quote } from "../diagnostic";
import type { Check } from "./check";

/** An output artifact is named by letters, `_` and `-`. Digits are another code, for they are in use. */
export const artifactName: Check = ({ spec }) =>
  spec.outputArtifacts.flatMap(({ name }) => {
    if (name === undefined || /^[A-Za-z0-9_-]+$/.test(name.text)) return [];
    const message = `output artifact ${quote(name.text)}: the name may have letters, '_' and '-' only; rename it`;
    return [finding("artifact-name", name, message)];
  });
