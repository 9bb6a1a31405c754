import type { Location, Text } from "./ast";
import { no, unknown, YES, type Coverage } from "./coverage";
import { printLocation } from "./printer";

/**
 * Whether one location is within another one, both in policies of the same compartment: a compartment has those below
 * it, the tenancy has all. A name and an OCID are not comparable. Does not throw.
 * @see https://docs.oracle.com/en-us/iaas/Content/Identity/policysyntax/location.htm read 2026-11-25
 */
export function coversLocation(a: Location | undefined, b: Location | undefined): Coverage {
  if (!a && !b) return YES;
  if (!a || !b) return unknown("one of them states no location");
  if (a.kind === "any-tenancy") return YES;
  if (a.kind === "tenancy") {
    const isSame = b.kind !== "any-tenancy" && a.name?.text === tenancyOf(b)?.text;
    return isSame ? YES : unknown(reasonOf(a, b));
  }
  if (b.kind === "tenancy" || b.kind === "any-tenancy") return no(reasonOf(a, b));
  if (a.kind === "compartment-id" && b.kind === "compartment-id")
    return a.ocid.text === b.ocid.text ? YES : unknown(`nothing says whether ${reasonOf(a, b, "below")}`);
  if (a.kind !== "compartment" || b.kind !== "compartment")
    return unknown(`${reasonOf(a, b)} by name, but may be by OCID`);
  if (a.tenancy?.text !== b.tenancy?.text) return unknown(reasonOf(a, b));
  if (isAbove(a.path, b.path, ({ text }) => text)) return YES;
  if (!isAbove(a.path, b.path, ({ text }) => text.toLowerCase())) return no(reasonOf(a, b));
  return unknown(`${reasonOf(a, b)}, unless names in another case are the same`);
}

function isAbove(above: readonly Text[], below: readonly Text[], nameOf: (part: Text) => string): boolean {
  return above.every((part, index) => {
    const other = below[index];
    return other !== undefined && nameOf(part) === nameOf(other);
  });
}

/** Whether two locations may have a compartment in common; false only where they surely have none. */
export function mayMeet(a: Location | undefined, b: Location | undefined): boolean {
  return coversLocation(a, b).answer !== "no" || coversLocation(b, a).answer !== "no";
}

/** The name of the tenancy that a location states; undefined for this one, and where none is stated. */
function tenancyOf(location: Location): Text | undefined {
  if (location.kind === "tenancy") return location.name;
  return location.kind === "compartment" ? location.tenancy : undefined;
}

function reasonOf(a: Location, b: Location, how: "not in" | "below" = "not in"): string {
  return `'${printLocation(b)}' is ${how} '${printLocation(a)}'`;
}
