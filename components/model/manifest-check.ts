import { isMap, isScalar, isSeq, LineCounter, parseAllDocuments, type Document, type Node } from "yaml";

import { nearest } from "./nearest";
import type { PodSecurity } from "./namespace";
import { placeholdersIn } from "./placeholders";

/** What the pipeline does with a service's manifest, as far as the manifest must agree with it. */
export interface ManifestUse {
  /** Name of the Ingress that a blue-green or canary stage moves traffic with. @default - none is asked for */
  readonly ingress?: string;
  /** Parameters that stand for placeholders. */
  readonly parameters: readonly string[];
  /** Whether images must be named by digest. */
  readonly production: boolean;
  /** What the namespaces let pods do. @default - pods are not held against it */
  readonly podSecurity?: PodSecurity;
}

export interface ManifestProblem {
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
  /** The object, what is wrong, the value got, and the repair. */
  readonly message: string;
}

/** Larger files are refused unread: no manifest of one service comes near, in characters. */
const LARGEST = 1_000_000;

/** Kinds whose pods are checked. */
const WORKLOADS = ["Deployment", "StatefulSet", "DaemonSet", "Job"];

/** Kinds that are of the whole cluster, and are made with the namespaces or by the platform. */
const OF_THE_CLUSTER = [
  "Namespace",
  "ClusterRole",
  "ClusterRoleBinding",
  "PersistentVolume",
  "CustomResourceDefinition",
];

/** Kinds that live in a namespace, and are made with it: the pipeline's role does not have them. */
const OF_THE_NAMESPACE = ["ResourceQuota", "LimitRange", "NetworkPolicy", "Role", "RoleBinding"];

type Path = readonly (string | number)[];
type Tell = (path: Path, message: string) => void;

/**
 * Holds a service's manifest against the pipeline that will apply it, so that what would fail a run, or go unseen until
 * one, is told before: all problems at once, by line. Empty when there is none.
 * @param text of one or more YAML documents with placeholders such as `${IMAGE_DIGEST}`.
 * @see facts 4.1, 4.4
 */
export function manifestProblems(text: string, use: ManifestUse): ManifestProblem[] {
  if (text.length > LARGEST)
    return [{ line: 1, column: 1, message: `has ${text.length} characters; expected at most ${LARGEST}` }];
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines });
  const at = (offset: number, message: string): ManifestProblem => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col, message };
  };
  const problems = documents.flatMap((document) =>
    document.errors.map(({ pos, message }) => at(pos[0], firstLine(message))),
  );
  if (problems.length > 0) return problems;

  const objects = documents.filter(({ contents }) => contents !== null);
  if (objects.length === 0) return [at(0, "is empty; expected Kubernetes objects")];
  for (const document of objects)
    problemsOfObject(document, use, (path, message) => problems.push(at(offsetOf(document, path), message)));
  if (use.ingress !== undefined && !objects.some((document) => isNamed(document, "Ingress", use.ingress))) {
    const names = objects.filter((each) => textAt(each, ["kind"]) === "Ingress").map((each) => `'${nameOf(each)}'`);
    const there = names.length > 0 ? `the manifest has ${names.join(", ")}` : "the manifest has none";
    problems.push(at(0, `Ingress '${use.ingress}', which the pipeline moves traffic with, is missing; ${there}`));
  }
  return problems.sort((a, b) => a.line - b.line || a.column - b.column);
}

function problemsOfObject(document: Document, use: ManifestUse, tell: Tell): void {
  const kind = textAt(document, ["kind"]);
  if (kind === undefined || textAt(document, ["apiVersion"]) === undefined || nameOf(document) === "")
    return tell([], "is no Kubernetes object; expected 'apiVersion', 'kind' and 'metadata.name'");
  const subject = `${kind} '${nameOf(document)}'`;
  const say: Tell = (path, message) => tell(path, `${subject}: ${message}`);

  if (OF_THE_CLUSTER.includes(kind))
    say(["kind"], "is of the whole cluster, where both colours would meet; take it out");
  if (OF_THE_NAMESPACE.includes(kind))
    say(["kind"], "is made with the namespace, and pipelines may not change it; take it out");
  if (document.hasIn(["metadata", "namespace"]))
    say(["metadata", "namespace"], "names a namespace, which the pipeline's stage gives; take it out");
  if (kind === "Ingress") checkIngress(document, use, say);
  if (kind === "Service") checkService(document, say);
  if (WORKLOADS.includes(kind)) checkWorkload(document, kind, use, say);
  checkPlaceholders(document, use, say);
}

function checkIngress(document: Document, { ingress }: ManifestUse, say: Tell): void {
  const path = ["spec", "ingressClassName"];
  const got = textAt(document, path);
  if (ingress === undefined || got === "nginx") return;
  say(
    path,
    `has the class ${got === undefined ? "of the cluster" : `'${got}'`}; the pipeline moves traffic by 'nginx' alone`,
  );
}

function checkService(document: Document, say: Tell): void {
  const path = ["spec", "type"];
  const type = textAt(document, path);
  if (type === "LoadBalancer" || type === "NodePort")
    say(path, `is a '${type}', which the namespace's quota refuses; leave 'type' out and go through the Ingress`);
}

function checkWorkload(document: Document, kind: string, use: ManifestUse, say: Tell): void {
  const replicas = ["spec", "replicas"];
  if ((kind === "Deployment" || kind === "StatefulSet") && Number(document.getIn(replicas) ?? 1) < 1)
    say(replicas, "has no replica, and the stage waits for one; give at least 1");
  const pod: Path = ["spec", "template", "spec"];
  const containers = [...pod, "containers"];
  const count = sizeOf(document, containers);
  if (count === 0) return say(pod, "has no container");
  for (let i = 0; i < count; i++) checkContainer(document, [...containers, i], kind, use, say);
}

function checkContainer(document: Document, path: Path, kind: string, use: ManifestUse, say: Tell): void {
  const title = `container '${textAt(document, [...path, "name"]) ?? ""}'`;
  for (const each of ["requests", "limits"]) {
    if (sizeOf(document, [...path, "resources", each]) === 0)
      say(path, `${title} has no 'resources.${each}'; give cpu and memory, which the namespace's quota counts`);
  }
  if (kind === "Deployment" || kind === "StatefulSet") {
    if (!document.hasIn([...path, "readinessProbe"]))
      say(path, `${title} has no 'readinessProbe'; without one a version gets traffic before it can serve`);
    if (!document.hasIn([...path, "livenessProbe"]))
      say(path, `${title} has no 'livenessProbe'; without one a version that hangs stays`);
  }
  checkImage(document, [...path, "image"], title, use, say);
  if (use.podSecurity === "restricted") checkRestricted(document, path, title, say);
}

function checkImage(document: Document, path: Path, title: string, { production }: ManifestUse, say: Tell): void {
  const image = textAt(document, path);
  if (image === undefined) return say(path.slice(0, -1), `${title} has no image`);
  const [name = "", digest] = image.split("@");
  const tag = /:([^/]+)$/.exec(name)?.[1];
  if (digest !== undefined) return;
  if (tag === undefined || tag === "latest")
    say(
      path,
      `${title} has the image '${image}', which is another one tomorrow; name it by '\${IMAGE_ADDRESS}@\${IMAGE_DIGEST}'`,
    );
  else if (production)
    say(
      path,
      `${title} has the image '${image}' by a tag, which can be moved; name it by '\${IMAGE_ADDRESS}@\${IMAGE_DIGEST}'`,
    );
}

/** What `restricted` asks of a container, or of its pod. @see Kubernetes, Pod Security Standards; facts 4.4 */
function checkRestricted(document: Document, container: Path, title: string, say: Tell): void {
  const own = [...container, "securityContext"];
  const ofPod = [...container.slice(0, -2), "securityContext"];
  const is = (path: Path, value: unknown): boolean => document.getIn(path) === value;
  const missing = [
    ...(is([...own, "runAsNonRoot"], true) ||
    (is([...ofPod, "runAsNonRoot"], true) && !is([...own, "runAsNonRoot"], false))
      ? []
      : ["runAsNonRoot: true"]),
    ...(is([...own, "allowPrivilegeEscalation"], false) ? [] : ["allowPrivilegeEscalation: false"]),
    ...(listAt(document, [...own, "capabilities", "drop"]).includes("ALL") ? [] : ["capabilities: { drop: [ALL] }"]),
    ...([own, ofPod].some((each) =>
      ["RuntimeDefault", "Localhost"].includes(textAt(document, [...each, "seccompProfile", "type"]) ?? ""),
    )
      ? []
      : ["seccompProfile: { type: RuntimeDefault }"]),
  ];
  if (missing.length > 0)
    say(
      document.hasIn(own) ? own : container,
      `${title} is refused by the namespace's pod security; its 'securityContext' lacks ${missing.join(", ")}`,
    );
}

function checkPlaceholders(document: Document, { parameters }: ManifestUse, say: Tell): void {
  for (const { path, text } of textsOf(document.contents, [])) {
    for (const name of placeholdersIn(text)) {
      if (parameters.includes(name)) continue;
      const meant = nearest(name, parameters);
      const there = parameters.map((each) => `'${each}'`).join(", ");
      say(
        path,
        `'\${${name}}' is no parameter of the pipeline (${there}); ${meant ? `did you mean '\${${meant}}'?` : "take it out"}`,
      );
    }
  }
}

/** Every text of a document with its path. */
function textsOf(node: unknown, path: Path): { path: Path; text: string }[] {
  if (isScalar(node)) return typeof node.value === "string" ? [{ path, text: node.value }] : [];
  if (isSeq(node)) return node.items.flatMap((item, i) => textsOf(item, [...path, i]));
  if (!isMap(node)) return [];
  return node.items.flatMap(({ key, value }) => textsOf(value, [...path, String(key)]));
}

function isNamed(document: Document, kind: string, name: string | undefined): boolean {
  return textAt(document, ["kind"]) === kind && nameOf(document) === name;
}

function nameOf(document: Document): string {
  return textAt(document, ["metadata", "name"]) ?? "";
}

function textAt(document: Document, path: Path): string | undefined {
  const value = document.getIn(path);
  return typeof value === "string" ? value : undefined;
}

function listAt(document: Document, path: Path): unknown[] {
  const node = document.getIn(path, true);
  return isSeq(node) ? node.items.map((item) => (isScalar(item) ? item.value : undefined)) : [];
}

function sizeOf(document: Document, path: Path): number {
  const node = document.getIn(path, true);
  return isSeq(node) || isMap(node) ? node.items.length : 0;
}

/** Where the node at a path begins, or the innermost of its parents that is there. */
function offsetOf(document: Document, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true) as Node | undefined;
    if (node?.range) return node.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}

function firstLine(message: string): string {
  return message.split(/ at line \d|\n/)[0] as string;
}
