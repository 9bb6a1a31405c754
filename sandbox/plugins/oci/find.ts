import type { Kind } from "../../kinds/kind";
import type { Resource } from "../plugin";
import { sameValue, type Properties } from "../values";
import { isGiven } from "./check";
import { idOf, type OracleClient } from "./oracle-client";
import { parentsOf, readExisting } from "./provider";

/** States of objects that are as good as gone, though a list still shows them. */
const GONE = ["DELETED", "DELETING", "PENDING_DELETION", "SCHEDULING_DELETION", "FAILED"];

/**
 * The resources that a create with these inputs may have made: those of the same name in the same parent, without those
 * that are deleted or wait to be. Undefined when the inputs have nothing that tells such a resource apart: no name, or
 * one that is encrypted.
 * @throws OciError also for a 404: without the permission to look, OCI answers as if nothing were there.
 */
export async function findResources(
  client: OracleClient,
  kind: Kind,
  inputs: Properties,
): Promise<Resource[] | undefined> {
  if (kind.rest.single) return [await readExisting(client, kind, String(inputs["compartmentId"]), inputs)];
  const identity = identityOf(kind, inputs);
  if (!identity) return undefined;
  const listed = await client.list(kind, { ...parentsOf(kind, inputs), ...narrowing(kind, identity) });
  const named = listed.filter((object) => {
    const key = nameOf(kind);
    return key === undefined || sameValue(object[key], identity[key]);
  });
  const found = await Promise.all(named.map((object) => readExisting(client, kind, idOf(kind, object), inputs)));
  return found.filter(
    ({ outputs }) =>
      !GONE.includes(String(outputs["state"])) &&
      Object.entries(identity).every(([key, value]) => kind.inputs[key]?.local || sameValue(outputs[key], value)),
  );
}

/** The inputs that tell a resource from others of its kind; undefined when one of them is not known. */
function identityOf(kind: Kind, inputs: Properties): Properties | undefined {
  const name = nameOf(kind);
  const fixed = Object.keys(kind.inputs).filter(
    (key) => kind.inputs[key]?.required && kind.inputs[key].replaceOnChange,
  );
  const place = ["compartmentId", kind.rest.parent ?? ""].filter((key) => kind.inputs[key] && isGiven(inputs[key]));
  const keys = [...new Set([...(name === undefined ? fixed : [name]), ...place])];
  if (keys.some((key) => typeof inputs[key] !== "string")) return undefined;
  return Object.fromEntries(keys.map((key) => [key, inputs[key]]));
}

/** Input that names resources of a kind, if there is one. */
function nameOf(kind: Kind): string | undefined {
  return [kind.rest.unique?.attribute ?? "", "displayName", "name"].find((key) => kind.inputs[key]);
}

/** What a list call takes: SCIM's filter, or where the objects are. */
function narrowing(kind: Kind, identity: Properties): Properties {
  if (kind.rest.list !== "Resources") return identity;
  const key = String(nameOf(kind));
  return { filter: `${key} eq ${JSON.stringify(identity[key])}`, attributeSets: ["all"] };
}
