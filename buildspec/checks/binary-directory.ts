import { finding, quote } from "../diagnostic";
import type { Check } from "./check";

/** A BINARY artifact is one file: a location that can only be a directory isn't found. */
export const binaryDirectory: Check = ({ spec }) =>
  spec.outputArtifacts.flatMap(({ type, location, name }) => {
    if (type !== "BINARY" || location === undefined || !DIRECTORY.test(location.text.trim())) return [];
    const message =
      `output artifact ${quote(name?.text ?? "")}: location ${quote(location.text)} is a directory, expected a file; ` +
      "pack the directory in a step (tar, zip) and name the archive";
    return [finding("binary-directory", location, message)];
  });

const DIRECTORY =
  /\/$|^\.{1,2}$|\/\.{1,2}$|^\$\{?(OCI_PRIMARY_SOURCE_DIR|OCI_WORKSPACE_DIR)\}?$|^\/workspace(\/[^/]+)?$/;
