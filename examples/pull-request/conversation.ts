/** A comment of a pull request. */
export interface Comment {
  readonly id: string;
  readonly body: string;
}

/** Where a pull request is talked about. Each call throws an Error that says what the service answered. */
export interface Conversation {
  /** All comments, of every page. */
  list(): Promise<readonly Comment[]>;
  create(body: string): Promise<void>;
  update(id: string, body: string): Promise<void>;
}

/** What was done with a report. */
export type Outcome = "created" | "updated" | "unchanged";

/**
 * Puts a report into a pull request once: a later report of the same name takes the place of the earlier one, so that a
 * reader finds one comment with what holds now.
 * @param name tells reports of one pull request apart, e.g. that of its stack; letters, digits, `-` and `_`
 */
export async function say(conversation: Conversation, name: string, report: string): Promise<Outcome> {
  const marker = `<!-- oci-delivery: ${name} -->`;
  const body = `${marker}\n${report}`;
  const earlier = (await conversation.list()).find((comment) => comment.body.startsWith(marker));
  if (!earlier) {
    await conversation.create(body);
    return "created";
  }
  if (earlier.body === body) return "unchanged";
  await conversation.update(earlier.id, body);
  return "updated";
}
