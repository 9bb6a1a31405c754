import { z } from "zod";

import { settingsSchema } from "./settings-schema";

/**
 * JSON Schema of a stack file, for editors that complete `Pulumi.<stack>.yaml`: the settings of this project as the
 * model has them, anything of other namespaces. What only a function can tell (durations, twins) is left to the program.
 */
export function stackFileSchema(namespace: string): object {
  const { $schema, properties = {}, required = [] } = z.toJSONSchema(settingsSchema, { io: "input" });
  const { platform } = properties as { platform: z.core.JSONSchema.ObjectSchema };
  const { required: ids = [], ...anyPlatform } = platform;
  const named = Object.entries({ ...properties, platform: anyPlatform }).map(
    ([key, schema]) => [`${namespace}:${key}`, schema] as const,
  );
  return {
    $schema,
    title: "Stack file of oci-delivery",
    type: "object",
    properties: {
      config: {
        type: "object",
        properties: Object.fromEntries(named),
        required: required.filter((key) => key !== "platform").map((key) => `${namespace}:${key}`),
        // its outputs may have every id
        if: { required: [`${namespace}:platformStack`] },
        else: {
          required: [`${namespace}:platform`],
          properties: { [`${namespace}:platform`]: { required: ids } },
        },
        // a misspelt key of the project's own is an error, keys of providers are not
        patternProperties: { [`^(?!${namespace}:)`]: {} },
        additionalProperties: false,
      },
    },
    required: ["config"],
  };
}
