/** Key of the stack's configuration that holds the exceptions, as a list. */
export const EXCEPTIONS = "oci-delivery-policies:exceptions";

/** That a rule's findings about one resource are accepted, by whom, why and until when. */
export interface Exception {
  readonly rule: string;
  /** URN, `<type>::<name>`, or name of the resource. */
  readonly resource: string;
  readonly reason: string;
  readonly owner: string;
  /** Last day on which it holds, in UTC: `YYYY-MM-DD`. */
  readonly expires: string;
}

/** What can be excepted: the pack's rules by name, each with why it can't be, where it can't. */
export type Exceptability = ReadonlyMap<string, string | undefined>;

export interface ReadExceptions {
  readonly exceptions: readonly Exception[];
  /** What is wrong with those that don't count: key, value, what is expected, repair. */
  readonly problems: readonly string[];
}

const FIELDS = ["rule", "resource", "reason", "owner", "expires"] as const;

/**
 * The exceptions of a stack's configuration. One that has a problem does not count. Does not throw.
 * @param text as the engine hands it over: JSON; undefined or empty where there is none
 * @param today UTC, `YYYY-MM-DD`
 */
export function readExceptions(text: string | undefined, rules: Exceptability, today: string): ReadExceptions {
  if (text === undefined || text === "") return { exceptions: [], problems: [] };
  const list = parsed(text);
  if (!Array.isArray(list)) {
    return {
      exceptions: [],
      problems: [`${EXCEPTIONS} is no list, expected one of objects with '${FIELDS.join("', '")}'; write a list`],
    };
  }
  const read = list.map((entry: unknown, index) => readOne(entry, `${EXCEPTIONS}[${index}]`, rules, today));
  return {
    exceptions: read.flatMap((each) => (typeof each === "string" ? [] : [each])),
    problems: read.filter((each) => typeof each === "string"),
  };
}

/** An exception, or what is wrong with it. */
function readOne(entry: unknown, key: string, rules: Exceptability, today: string): Exception | string {
  if (typeof entry !== "object" || entry === null || Array.isArray(entry))
    return `${key} is no object, expected '${FIELDS.join("', '")}'; write all of them`;
  const given = entry as Readonly<Record<string, unknown>>;
  const unknown = Object.keys(given).find((field) => !FIELDS.some((each) => each === field));
  if (unknown !== undefined)
    return `${key}.${unknown}: no such field, expected '${FIELDS.join("', '")}'; remove it, or mend its name`;
  const missing = FIELDS.find((field) => typeof given[field] !== "string" || given[field].trim() === "");
  if (missing !== undefined) return `${key}.${missing} is no text, expected one; write it`;

  const exception = given as unknown as Exception;
  const { rule } = exception;
  if (!rules.has(rule)) return `${key}.rule: '${rule}' is no rule, expected a rule of the pack; mend its name`;
  const never = rules.get(rule);
  if (never !== undefined)
    return `${key}.rule: '${rule}' can't be excepted: ${never}; remove it, and mend the resource`;
  const expires = dayOf(exception.expires);
  if (expires === undefined)
    return `${key}.expires is '${exception.expires}', expected a day as 'YYYY-MM-DD'; write the last day on which it holds`;
  const latest = yearAfter(today);
  if (expires > latest)
    return `${key}.expires is '${expires}', expected at most a year ahead, '${latest}'; set an earlier day`;
  return { ...exception, expires };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A day that there is; the engine makes a moment of one that the stack file has without quotes. */
function dayOf(text: string): string | undefined {
  const [, day] = /^(\d{4}-\d{2}-\d{2})(?: 00:00:00 \+0000 UTC)?$/.exec(text) ?? [];
  const time = Date.parse(`${day}T00:00:00Z`);
  return day !== undefined && !Number.isNaN(time) && new Date(time).toISOString().startsWith(day) ? day : undefined;
}

function yearAfter(day: string): string {
  return `${String(Number(day.slice(0, 4)) + 1).padStart(4, "0")}${day.slice(4)}`;
}
