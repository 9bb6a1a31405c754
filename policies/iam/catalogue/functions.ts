import type { CatalogueEntry } from "./entry";

/** @see https://docs.oracle.com/iaas/Content/Identity/policyreference/functionspolicyreference.htm read 2026-11-25 */
const source = "https://docs.oracle.com/iaas/Content/Identity/policyreference/functionspolicyreference.htm";
const service = "Functions";

export const functions: readonly CatalogueEntry[] = [
  { type: "functions-family", service, members: ["fn-app", "fn-function", "fn-invocation"], source },
  {
    type: "fn-app",
    service,
    adds: ["FN_APP_LIST", "FN_APP_READ", "", "FN_APP_CREATE FN_APP_DELETE FN_APP_UPDATE"],
    source,
  },
  {
    type: "fn-function",
    service,
    adds: ["FN_FUNCTION_LIST", "FN_FUNCTION_READ", "", "FN_FUNCTION_CREATE FN_FUNCTION_DELETE FN_FUNCTION_UPDATE"],
    source,
  },
  { type: "fn-invocation", service, adds: ["", "", "FN_INVOCATION", ""], source },
];
