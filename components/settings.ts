import * as pulumi from "@pulumi/pulumi";

import { PLATFORM_STACK, providerSchema, settingsSchema, type Settings } from "./model/settings-schema";
import { inconsistencies, plainTokens, problemsOfIgnoredTags, rightOnes, tooManyStatements } from "./model/consistency";
import { withOrigins, withOutputs, type PlatformOutputs } from "./model/platform-outputs";
import { problemsOf, type Problem } from "./model/problems";

export type { Settings } from "./model/settings-schema";

/** Settings of the stack, and what the OCI provider was configured with. */
export interface StackSettings extends Settings {
  /** Region of the workload, `oci:region`. */
  readonly region: string;
  /** Region where IAM is written. */
  readonly homeRegion: string;
  /** What `providerConfig` returns. */
  readonly provider: Readonly<Record<string, pulumi.Input<string>>>;
}

const NAMESPACE = "oci-delivery";

/** The platform stack that the stack file names; undefined for none, and for what is no reference: `readSettings` says so. */
export function platformStack(): string | undefined {
  const given = config(NAMESPACE)["platformStack"];
  return given !== undefined && PLATFORM_STACK.test(given) ? given : undefined;
}

/**
 * Reads and validates the whole configuration of the stack; nothing else in this program reads `pulumi.Config`.
 * @param outputs of the platform stack, which stand for what the stack file leaves out.
 * @throws pulumi.RunError with one report of all problems; no resource is registered by then.
 */
export function readSettings(outputs?: PlatformOutputs): StackSettings {
  const given = structuredConfig(NAMESPACE);
  const own = withOutputs(given, outputs);
  const provider = structuredConfig("oci");
  const problems = [
    ...problemsOf(settingsSchema, own, NAMESPACE, (key) => isSecret(NAMESPACE, key)),
    ...problemsOf(providerSchema, provider, "oci", (key) => isSecret("oci", key)),
    ...betweenSettings(own, provider),
  ];
  if (problems.length > 0) {
    const isCompared = rightOnes(own, "platform", "services") && providerSchema.safeParse(provider).success;
    refuse(withOrigins(problems, given, outputs, NAMESPACE), isCompared ? [] : [NOT_COMPARED]);
  }

  const settings = settingsSchema.parse(own);
  const { region } = providerSchema.parse(provider);
  return { ...settings, region, homeRegion: settings.platform.homeRegion ?? region, provider: providerConfig() };
}

/** What of the settings does not go together, as far as what is compared is right by itself. */
function betweenSettings(
  own: Readonly<Record<string, unknown>>,
  provider: Readonly<Record<string, unknown>>,
): Problem[] {
  const { data: known } = providerSchema.safeParse(provider);
  if (!known) return [];
  const compared = rightOnes(own, "platform", "services");
  const tagged = rightOnes(own, "environment", "team", "tags");
  const { data: settings } = settingsSchema.safeParse(own);
  return [
    ...(compared ? inconsistencies(compared, known.region, NAMESPACE) : []),
    ...(tagged ? problemsOfIgnoredTags(tagged, known.ignoreDefinedTags ?? []) : []),
    ...(settings ? tooManyStatements(settings, known.region, NAMESPACE) : []),
    ...plainTokens({ ...rightOnes(own, "services"), ...rightOnes(own, "pull") }, NAMESPACE, (key) =>
      isSecret(NAMESPACE, key),
    ),
  ];
}

/**
 * Configuration under one namespace, as the engine hands it over: text, or JSON as text. An empty text stands for a key
 * that is not there: Pulumi.yaml declares every key with an empty default.
 */
function config(namespace: string): Record<string, string> {
  const prefix = `${namespace}:`;
  const entries = Object.entries(pulumi.runtime.allConfig()).filter(
    ([key, value]) => key.startsWith(prefix) && value !== "",
  );
  return Object.fromEntries(entries.map(([key, value]) => [key.slice(prefix.length), value]));
}

/** Everything under `oci:`, as text: a provider made by hand inherits none of it. Secrets stay secret. */
export function providerConfig(): Record<string, pulumi.Input<string>> {
  const entries = Object.entries(config("oci"));
  return Object.fromEntries(entries.map(([key, value]) => [key, isSecret("oci", key) ? pulumi.secret(value) : value]));
}

/** The same with objects and lists where the text is JSON. */
function structuredConfig(namespace: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(config(namespace)).map(([key, value]) => [key, parsed(value)]));
}

function parsed(value: string): unknown {
  if (!/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

function isSecret(namespace: string, key: string): boolean {
  // exported, but left out of the SDK's type declarations
  const runtime = pulumi.runtime as unknown as { isConfigSecret(key: string): boolean };
  return runtime.isConfigSecret(`${namespace}:${key}`);
}

const NOT_COMPARED =
  "(what does not go together shows once 'platform', 'services' and 'oci:region' are right by themselves)";

/** @throws pulumi.RunError with a report of the problems. @param notes that stand below them. */
function refuse(problems: readonly Problem[], notes: readonly string[]): never {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  const lines = [...problems.map(({ key, message }) => `${key}: ${message}`), ...notes];
  throw new pulumi.RunError(
    [
      `configuration of stack '${pulumi.getStack()}': ${count}, nothing was created`,
      ...lines.map((line) => `  ${line}`),
    ].join("\n"),
  );
}
