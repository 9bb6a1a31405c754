import { invalidParameter } from "./errors";

/** Objects in one answer to a list call, if it asks for no other number. OCI's own number is another for each service. */
const MOST = 1000;

/** A part of a list, and the token of the next one if there is one. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next?: string;
}

/**
 * The page of a list that `limit` and `page` of a query ask for. A token stays good as long as the object is there that it
 * begins after.
 * @throws ServiceError InvalidParameter
 */
export function pageOf<Item extends { readonly id: string }>(
  all: readonly Item[],
  { limit, page }: { readonly limit?: unknown; readonly page?: unknown },
): Page<Item> {
  const most = limit === undefined ? MOST : Number(limit);
  if (!Number.isInteger(most) || most < 1 || most > MOST)
    throw invalidParameter(`'limit' is '${String(limit)}'; it must be from 1 to ${MOST}`);
  const last = page === undefined ? -1 : all.findIndex(({ id }) => tokenOf(id) === page);
  if (page !== undefined && last === -1)
    throw invalidParameter(`'page' is no token of this list: ${JSON.stringify(page)}`);
  const items = all.slice(last + 1, last + 1 + most);
  const end = items.at(-1);
  return end && last + 1 + most < all.length ? { items, next: tokenOf(end.id) } : { items };
}

function tokenOf(id: string): string {
  return Buffer.from(id).toString("base64url");
}
