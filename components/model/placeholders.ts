/** `${NAME}`, as OCI puts parameters into artifacts and stages. */
const PLACEHOLDER = /\$\{(\w+)\}/g;

/**
 * Names of the placeholders in a text, or in the texts of plain objects and lists, each once, as they come. What is not
 * known yet, or no plain value, has none.
 * @see https://docs.oracle.com/en-us/iaas/Content/devops/using/parameters.htm read 2026-11-25
 */
export function placeholdersIn(value: unknown): string[] {
  return [
    ...new Set(textsOf(value).flatMap((text) => [...text.matchAll(PLACEHOLDER)].map(([, name]) => name as string))),
  ];
}

function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  return Object.getPrototypeOf(value) === Object.prototype ? Object.values(value).flatMap(textsOf) : [];
}
