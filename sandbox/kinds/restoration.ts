import type { Input } from "./kind";

/**
 * Inputs that bring a vault or a key back from a backup, of which the sandbox has none.
 * @param noun what is restored
 */
export const restoration = (noun: "Vault" | "Key"): Readonly<Record<string, Input>> => ({
  restoreFromFile: {
    type: {
      properties: {
        contentLength: { type: "string", required: true },
        contentMd5: { type: "string" },
        [`restore${noun}FromFileDetails`]: { type: "string", required: true },
      },
    },
    local: true,
  },
  restoreFromObjectStore: {
    type: {
      properties: {
        bucket: { type: "string" },
        destination: { type: "string", required: true },
        namespace: { type: "string" },
        object: { type: "string" },
        uri: { type: "string" },
      },
    },
    local: true,
  },
  restoreTrigger: { type: "boolean", local: true },
});
