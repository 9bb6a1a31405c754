/** What a number of a stage may be: whole, and within these. */
export interface Range {
  readonly least: number;
  /** @default - no upper bound */
  readonly most?: number;
  /** Whether a fraction is taken too. @default false */
  readonly fractions?: boolean;
  readonly unit: string;
}

/** How long a wait may be, in a build as in a deployment. @see facts 2.2 */
export const WAIT: Range = { least: 5, most: 172_800, unit: "seconds" };

/** What is wrong with a number of a stage; empty when nothing is, or when it is not given. */
export function outside(stage: string, what: string, value: number | undefined, range: Range): string[] {
  const { least, most = Infinity, fractions = false, unit } = range;
  const fits = (number: number): boolean =>
    (fractions ? Number.isFinite(number) : Number.isInteger(number)) && number >= least && number <= most;
  if (value === undefined || fits(value)) return [];
  const allowed = most === Infinity ? `${least} or more` : `${least} to ${most}`;
  return [`stage '${stage}': '${what}' is ${value}, expected ${allowed} ${unit}; change it`];
}
