/** Where within a create the engine is killed: before the service hears of it, before its answer is through, or later. */
export type Moment = "before" | "written" | "answered";

/** A place in an `up` where everything is killed. */
export interface KillPoint {
  /** Which create of the run it is, from 1 on. */
  readonly create: number;
  readonly moment: Moment;
  /** Milliseconds after that moment. */
  readonly pause: number;
}

const MOMENTS: readonly Moment[] = ["before", "written", "answered"];

/** Longest pause: about what an engine takes to read a resource back and to write its state. */
const LONGEST_PAUSE = 60;

/** As many points as wanted, the same for one seed, among a number of creates. */
export function killPoints(count: number, seed: number, creates: number): KillPoint[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => {
    const moment = MOMENTS[Math.floor(random() * MOMENTS.length)] as Moment;
    const pause = moment === "answered" ? Math.floor(random() * LONGEST_PAUSE) : 0;
    return { create: 1 + Math.floor(random() * creates), moment, pause };
  });
}

/** Numbers from 0 to 1, by a linear congruential generator with the constants of Numerical Recipes. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}

export function pointText({ create, moment, pause }: KillPoint): string {
  return `create ${create} ${moment}${pause > 0 ? ` + ${pause} ms` : ""}`;
}
