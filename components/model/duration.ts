/** Units that a duration may carry, in seconds. */
const UNITS = { s: 1, m: 60, h: 3_600, d: 86_400 } as const;

const DURATION = /^(\d+)\s*(s|m|h|d)$/;
const CRON_FIELD = /^[\d*/,?LW#-]+$|^(?:[A-Z]{3}[,-]?)+$/i;

/** Seconds of a duration as people write it: `30m`, `6h`, `90d`. Undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  const [, count, unit] = DURATION.exec(text.trim()) ?? [];
  return count && unit ? Number(count) * UNITS[unit as keyof typeof UNITS] : undefined;
}

/** Whether a text is a cron expression of five to seven fields: what people write where OCI wants something else. */
export function looksLikeCron(text: string): boolean {
  const fields = text.trim().split(/\s+/);
  return fields.length >= 5 && fields.length <= 7 && fields.every((field) => CRON_FIELD.test(field));
}
