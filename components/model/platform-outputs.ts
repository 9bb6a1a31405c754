import type { Problem } from "./problems";
import { settingsSchema } from "./settings-schema";

/** What the platform stack of a stack file exports, as far as there are settings of the same names. */
export interface PlatformOutputs {
  /** The stack's reference, e.g. `acme/platform/dev`. */
  readonly stack: string;
  /** `Record<name, value>` of those that are no secrets; may be empty. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Names of those that are secrets. */
  readonly secrets: readonly string[];
  /** Why nothing could be read. @default - it could */
  readonly failure?: string;
}

/** Keys under `platform`: a platform stack's outputs are called the same. Others of its outputs are not looked at. */
export const platformKeys: readonly string[] = Object.keys(settingsSchema.shape.platform.shape);

type StackFile = Readonly<Record<string, unknown>>;

/** The settings of a stack file with what the platform's outputs add to them; what the file itself says wins. */
export function withOutputs(own: StackFile, outputs: PlatformOutputs | undefined): Record<string, unknown> {
  const given = own["platform"] ?? {};
  if (!outputs || typeof given !== "object") return { ...own };
  return { ...own, platform: { ...outputs.values, ...given } };
}

/**
 * The problems of settings that `withOutputs` made, with those of the outputs said to be theirs: each names output,
 * stack, and the key that would take its place.
 */
export function withOrigins(
  problems: readonly Problem[],
  own: StackFile,
  outputs: PlatformOutputs | undefined,
  namespace: string,
): Problem[] {
  if (!outputs) return [...problems];
  const { stack, values, secrets, failure } = outputs;
  const isGiven = (key: string): boolean => Object.hasOwn((own["platform"] as object | undefined) ?? {}, key);
  const told = problems.flatMap((problem) => {
    const key = platformKeyOf(problem, namespace);
    if (key === undefined || isGiven(key)) return [problem];
    if (failure !== undefined || secrets.includes(key)) return [];
    const origin = Object.hasOwn(values, key)
      ? `; it is output '${key}' of stack '${stack}', and 'platform.${key}' in the stack file would replace it`
      : `, or an output '${key}' to stack '${stack}'`;
    return [{ ...problem, message: problem.message + origin }];
  });
  return [...told, ...unreadable(outputs, isGiven, namespace)];
}

function unreadable(
  { stack, secrets, failure }: PlatformOutputs,
  isGiven: (key: string) => boolean,
  namespace: string,
): Problem[] {
  if (failure !== undefined) {
    const repair = "correct the name, bring that stack up first, or give the ids under 'platform'";
    return [
      { key: `${namespace}:platformStack`, message: `got '${stack}', which can't be read: ${failure}; ${repair}` },
    ];
  }
  return secrets
    .filter((key) => !isGiven(key))
    .map((key) => ({
      key: `${namespace}:platform.${key}`,
      message:
        `output '${key}' of stack '${stack}' is a secret, and this one shows in names and statements; ` +
        `export it as it is, or set 'platform.${key}' in the stack file`,
    }));
}

/** The key under `platform` that a problem is about, if it is about one. */
function platformKeyOf({ key, needs }: Problem, namespace: string): string | undefined {
  if (needs !== undefined) return needs;
  const prefix = `${namespace}:platform.`;
  return key.startsWith(prefix) ? /^\w+/.exec(key.slice(prefix.length))?.[0] : undefined;
}
