import { artifactNameDigits } from "./artifact-name-digits";
import { artifactName } from "./artifact-name";
import { binaryDirectory } from "./binary-directory";
import { dockerPush } from "./docker-push";
import { duplicateName } from "./duplicate-name";
import { duplicateOutputName } from "./duplicate-output-name";
import { exitCodeIgnored } from "./exit-code-ignored";
import { exportUnassigned } from "./export-unassigned";
import { imageUnbuilt } from "./image-unbuilt";
import { locationVariable } from "./location-variable";
import { parameterAssumed } from "./parameter-assumed";
import { placeholder } from "./placeholder";
import { plainSecret } from "./plain-secret";
import { scanAfterBuild } from "./scan-after-build";
import { sudoUnavailable } from "./sudo-unavailable";
import { timeoutBeyondWhole } from "./timeout-beyond-whole";
import { variableLost } from "./variable-lost";
import { variableUndefined } from "./variable-undefined";
import { variableNewline } from "./variable-newline";
import { vaultNotSecret } from "./vault-not-secret";
import type { Check } from "./check";

/** The checks of what a specification means; each file here is one, and gives the code that it is named after. */
export const checks: readonly Check[] = [
  artifactNameDigits,
  artifactName,
  binaryDirectory,
  dockerPush,
  duplicateName,
  duplicateOutputName,
  exitCodeIgnored,
  exportUnassigned,
  imageUnbuilt,
  locationVariable,
  parameterAssumed,
  placeholder,
  plainSecret,
  scanAfterBuild,
  sudoUnavailable,
  timeoutBeyondWhole,
  variableLost,
  variableNewline,
  variableUndefined,
  vaultNotSecret,
];
