import { createHash } from "node:crypto";

import { z } from "zod";

import { invalidParameter } from "./errors";

/**
 * What may go wrong with a request. `drop-before` and `drop-after` end the connection without an answer, before or after
 * the write; `stale` answers the GET of an IAM object as it was before its last write, which is not everywhere at once.
 */
export const FAULTS = ["latency", "throttle", "error", "unavailable", "drop-before", "drop-after", "stale"] as const;

export type Fault = (typeof FAULTS)[number];

const schema = z.strictObject({
  seed: z.int(),
  rate: z.number().min(0).max(1),
  faults: z
    .array(z.enum(FAULTS))
    .min(1)
    .default([...FAULTS]),
  kinds: z.array(z.string()).optional(),
  latency: z.number().min(0).max(60_000).default(200),
});

/**
 * Which requests go wrong, and how: a share `rate` of those for `kinds`, by their Pulumi type tokens, or of all kinds.
 * `latency` is in milliseconds.
 */
export type FaultPlan = z.infer<typeof schema>;

/** @throws ServiceError InvalidParameter for what is no plan */
export function faultPlan(given: unknown): FaultPlan {
  const { success, data, error } = schema.safeParse(given);
  if (!success) throw invalidParameter(z.prettifyError(error));
  return data;
}

/** What goes wrong with the request of that number, counted from 0; the same for the same seed. Pure. */
export function faultAt({ seed, rate, faults }: FaultPlan, number: number): Fault | undefined {
  const bytes = createHash("sha256").update(`${seed} ${number}`).digest();
  if (bytes.readUInt32BE(0) / 2 ** 32 >= rate) return undefined;
  return faults[bytes.readUInt32BE(4) % faults.length];
}
