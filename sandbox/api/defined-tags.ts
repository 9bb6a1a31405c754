import type { RestObject } from "../kinds/kind";
import { tagsNotFound } from "./errors";
import type { Settings } from "./settings";
import type { Store } from "./store";

const NAMESPACE = "oci:Identity/tagNamespace:TagNamespace";
const TAG = "oci:Identity/tag:Tag";

/** Namespace of the tags that OCI sets by itself. */
const OWN = "oracle-tags";

/**
 * Refuses defined tags whose namespace or key is not there, or is retired. Names are compared without regard to case;
 * tags that the object has already stay as they are.
 * @param current what the object is so far; empty for a new one.
 * @see https://github.com/oracle-terraform-modules/terraform-oci-oke/pull/562 an excerpt, read 2026-11-25: code and text of
 * a namespace; those of a key are formed after it
 * @throws ServiceError
 */
export function requireDefinedTags(store: Store, given: RestObject, current: RestObject, settings: Settings): void {
  const known = [OWN, ...settings.tagNamespaces.map((each) => each.toLowerCase())];
  for (const [namespace, keys] of Object.entries(tagsOf(given))) {
    if (known.includes(namespace.toLowerCase())) continue;
    for (const key of Object.keys(keys)) {
      if (tagsOf(current)[namespace]?.[key] !== undefined) continue;
      requireTag(store, namespace, key);
    }
  }
}

function requireTag(store: Store, namespace: string, key: string): void {
  const found = store.byKind(NAMESPACE).find(({ body }) => isCalled(body, namespace));
  if (!found) throw tagsNotFound(`TagNamespace ${namespace} does not exists.`);
  const tag = store.childrenOf(found.id).find(({ kind, body }) => kind === TAG && isCalled(body, key));
  if (!tag) throw tagsNotFound(`TagDefinition ${namespace}.${key} does not exists.`);
  for (const { body } of [found, tag])
    if (body["isRetired"] === true) throw tagsNotFound(`${namespace}.${key} is retired.`);
}

function isCalled(body: RestObject, name: string): boolean {
  return String(body["name"]).toLowerCase() === name.toLowerCase();
}

function tagsOf({ definedTags }: RestObject): Record<string, RestObject> {
  return (definedTags ?? {}) as Record<string, RestObject>;
}
