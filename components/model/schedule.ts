import { looksLikeCron } from "./duration";

/** Units of a recurrence rule, largest first, in seconds. */
const FREQUENCIES = [
  ["DAILY", 86_400],
  ["HOURLY", 3_600],
  ["MINUTELY", 60],
] as const;

/** Days of the week as cron counts them; 7 is Sunday again. */
const WEEKDAYS = ["SU", "MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/** The form of OCI's recurrence rules. @see facts 2.1 */
const RULE = /^FREQ=(?:SECONDLY|MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY)(?:;[A-Z]+=[^;]+)*$/;

/** When a mirror is brought up to date. */
export type MirrorSchedule =
  /** By OCI's own schedule: every 30 minutes. */
  | { readonly kind: "default" }
  /** By hand, or by `oci devops repository mirror`. */
  | { readonly kind: "manual" }
  /** By an RFC 5545 recurrence rule, e.g. `FREQ=HOURLY;INTERVAL=6`. */
  | { readonly kind: "rule"; readonly rule: string };

/** Whether a text has the form of an RFC 5545 recurrence rule, e.g. `FREQ=HOURLY;INTERVAL=6`. */
export function isRecurrenceRule(text: string): boolean {
  return RULE.test(text);
}

/**
 * The RFC 5545 recurrence rule that fires once in so many seconds, in the largest unit that holds them whole: 21600
 * gives `FREQ=HOURLY;INTERVAL=6`. Undefined for what is not a whole number of minutes, or no time at all.
 */
export function recurrenceRule(seconds: number): string | undefined {
  const [frequency, unit] = FREQUENCIES.find(([, each]) => seconds % each === 0) ?? [];
  if (!frequency || !Number.isSafeInteger(seconds) || seconds <= 0) return undefined;
  return seconds === unit ? `FREQ=${frequency}` : `FREQ=${frequency};INTERVAL=${seconds / unit}`;
}

/**
 * The recurrence rule that a cron expression of five fields probably means. Undefined for one that says more than
 * minutes, hours and days of the week can.
 */
export function ruleOfCron(text: string): string | undefined {
  const fields = text.trim().split(/\s+/);
  if (!looksLikeCron(text) || fields.length !== 5) return undefined;
  const [minute = "", hour = "", dayOfMonth = "", month = "", weekday = ""] = fields;
  if (dayOfMonth !== "*" || month !== "*") return undefined;

  const at = isBelow(60, minute) && (minute === "0" ? "" : `;BYMINUTE=${minute}`);
  if (weekday !== "*") {
    const day = isBelow(8, weekday) ? WEEKDAYS[Number(weekday)] : undefined;
    return day && isBelow(24, hour) && at !== false
      ? `FREQ=WEEKLY;BYDAY=${day};BYHOUR=${hour};BYMINUTE=${minute};BYSECOND=0`
      : undefined;
  }
  if (hour === "*") {
    const every = stepOf(minute, 60);
    if (every !== undefined) return every === 1 ? "FREQ=MINUTELY" : `FREQ=MINUTELY;INTERVAL=${every}`;
    return at === false ? undefined : `FREQ=HOURLY${at}`;
  }
  if (at === false) return undefined;
  const every = stepOf(hour, 24);
  if (every !== undefined) return every === 1 ? `FREQ=HOURLY${at}` : `FREQ=HOURLY;INTERVAL=${every}${at}`;
  return isBelow(24, hour) ? `FREQ=DAILY;BYHOUR=${hour};BYMINUTE=${minute};BYSECOND=0` : undefined;
}

/** A step of so many that the field counts to; a longer one would never be taken. */
function stepOf(field: string, count: number): number | undefined {
  if (field === "*") return 1;
  const step = /^\*\/([1-9]\d*)$/.exec(field)?.[1];
  return step !== undefined && isBelow(count, step) ? Number(step) : undefined;
}

function isBelow(bound: number, field: string): boolean {
  return /^\d+$/.test(field) && Number(field) < bound;
}
