import type { PolicyResource } from "@pulumi/policy";

import { onGraph, type Scope } from "../define-rule";
import type { Graph } from "../graph/graph";
import { textAt, UNKNOWN, valueAt } from "../graph/values";
import type { Member, Subject } from "../iam/ast";
import { objectionTo, POLICY, statementsOf, type Objections } from "./policy";
import type { AllowReading } from "./statement";

/** What a statement is for. `unknown`: a group that the stack doesn't have, or doesn't know yet. */
export type Principal =
  "build" | "deploy" | "connection" | "repository" | "trigger" | "workload" | "people" | "service" | "unknown";

/** What acts in OCI DevOps, by the type of resource that matching rules and conditions name. @see facts 1.2 */
const ACTING: Readonly<Record<string, Principal>> = {
  devopsbuildpipeline: "build",
  devopsdeploypipeline: "deploy",
  devopsconnection: "connection",
  devopsrepository: "repository",
  devopstrigger: "trigger",
};

/** Resources of whose OCIDs the engine tells that a rule is about them, before it is known. */
const BEHIND: Readonly<Record<string, Principal>> = {
  "oci:DevOps/buildPipeline:BuildPipeline": "build",
  "oci:DevOps/deployPipeline:DeployPipeline": "deploy",
};

/** Dynamic groups of the classic API, and of identity domains, with what their name stands in. */
export const GROUPS: Readonly<Record<string, string>> = {
  "oci:Identity/dynamicGroup:DynamicGroup": "name",
  "oci:Identity/domainsDynamicResourceGroup:DomainsDynamicResourceGroup": "displayName",
};

/** Principals that run what somebody else wrote, or that may be such. */
const PIPELINES: readonly Principal[] = ["build", "deploy", "connection", "repository", "trigger", "unknown"];

/** Whether a statement is for pipelines, or may be. */
export function mayBePipeline(principals: ReadonlySet<Principal>): boolean {
  return PIPELINES.some((each) => principals.has(each));
}

/**
 * Looks at each statement that allows something, together with whom it is for: groups are known by the matching rules of
 * the stack's own dynamic groups, before their members exist too.
 */
export function onPrincipals(check: (allow: AllowReading, principals: ReadonlySet<Principal>) => Objections): Scope {
  return onGraph(POLICY, (graph) => {
    const groups = groupsOf(graph);
    return graph.ofType(POLICY).flatMap(({ name, urn, props }) =>
      statementsOf(props).flatMap((statement) => {
        if (!statement.allow) return [];
        const objections = check(statement.allow, principalsOf(statement.allow, groups));
        return objections.map((each) => ({ message: objectionTo(name, statement, each), urn }));
      }),
    );
  });
}

/** `Record<name or OCID, principals>` of dynamic groups; names in lower case. */
type Groups = ReadonlyMap<string, readonly Principal[]>;

/** The dynamic groups of a stack, with whom each has as members. */
export function groupsOf(graph: Graph): Groups {
  const groups = new Map<string, readonly Principal[]>();
  for (const [group, nameField] of Object.entries(GROUPS).flatMap(([type, field]) =>
    graph.ofType(type).map((each) => [each, field] as const),
  )) {
    const members = membersOf(group);
    const keys = [textAt(group.props, nameField), textAt(group.props, "ocid"), textAt(group.props, "id")];
    for (const key of keys) if (key !== undefined) groups.set(key.toLowerCase(), members);
  }
  return groups;
}

function membersOf({ props, propertyDependencies }: PolicyResource): readonly Principal[] {
  const rule = valueAt(props, "matchingRule");
  if (rule === UNKNOWN) {
    const behind = (propertyDependencies["matchingRule"] ?? []).flatMap(({ type }) => BEHIND[type] ?? []);
    return behind.length > 0 ? behind : ["unknown"];
  }
  const { parseMatchingRule } = require("../iam/parser") as typeof import("../iam/parser");
  const { valuesOf } = require("./requires") as typeof import("./requires");
  const condition = parseMatchingRule(typeof rule === "string" ? rule : "").rule?.condition;
  return condition ? principalsOfTypes(valuesOf(condition, "resource.type")) : ["unknown"];
}

/** Types of resources as principals; what names no type is about instances. */
function principalsOfTypes(types: readonly string[]): readonly Principal[] {
  return types.length === 0 ? ["workload"] : types.map((type) => ACTING[type.toLowerCase()] ?? "workload");
}

/** Whom a statement is for. */
export function principalsOf({ grant: { subject, condition } }: AllowReading, groups: Groups): ReadonlySet<Principal> {
  const { valuesOf } = require("./requires") as typeof import("./requires");
  const stated = valuesOf(condition, "request.principal.type");
  const bySubject = principalsOfSubject(subject, groups);
  return new Set(stated.length > 0 && !("members" in subject) ? principalsOfTypes(stated) : bySubject);
}

function principalsOfSubject(subject: Subject, groups: Groups): readonly Principal[] {
  switch (subject.kind) {
    case "any-user":
    case "any-group":
    case "resource":
      return ["unknown"];
    case "group":
      return ["people"];
    case "service":
      return ["service"];
    case "dynamic-group":
      return subject.members.flatMap((member) => groups.get(keyOf(member)) ?? ["unknown"]);
  }
}

function keyOf(member: Member): string {
  if (member.kind === "id") return member.ocid.text.toLowerCase();
  return member.kind === "name" ? member.name.text.toLowerCase() : "";
}
