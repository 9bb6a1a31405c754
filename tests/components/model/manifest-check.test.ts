import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as path from "node:path";

import fc from "fast-check";

import { manifestProblems, type ManifestUse } from "../../../components/model/manifest-check";

const MANIFEST = fs.readFileSync(path.join(__dirname, "../../../examples/service/k8s/deployment.yaml"), "utf8");

const use: ManifestUse = {
  ingress: "orders-api",
  parameters: ["IMAGE_ADDRESS", "IMAGE_DIGEST", "BUILDRUN_HASH"],
  production: true,
  podSecurity: "restricted",
};

/** Problems as `line:column message`. */
function told(text: string, change: Partial<ManifestUse> = {}): string[] {
  return manifestProblems(text, { ...use, ...change }).map(
    ({ line, column, message }) => `${line}:${column} ${message}`,
  );
}

/** The example with one piece of it replaced, which must be there. */
function manifestWith(piece: string, replacement: string): string {
  assert.ok(MANIFEST.includes(piece), piece);
  return MANIFEST.replace(piece, replacement);
}

const object = (kind: string): string => `\n---\napiVersion: v1\nkind: ${kind}\nmetadata: { name: extra }\n`;
const IMAGE = "${IMAGE_ADDRESS}@${IMAGE_DIGEST}";
const BY_DIGEST = "name it by '${IMAGE_ADDRESS}@${IMAGE_DIGEST}'";

describe("manifestProblems", () => {
  it("has nothing to say of the example service", () => {
    assert.deepEqual(told(MANIFEST), []);
  });

  const wrong: readonly { what: string; text: string; problem: string; change?: Partial<ManifestUse> }[] = [
    {
      what: "an Ingress of another name",
      text: MANIFEST,
      change: { ingress: "orders-api-ingress" },
      problem:
        "1:1 Ingress 'orders-api-ingress', which the pipeline moves traffic with, is missing; the manifest has 'orders-api'",
    },
    {
      what: "no Ingress",
      text: MANIFEST.slice(0, MANIFEST.lastIndexOf("---")),
      problem: "1:1 Ingress 'orders-api', which the pipeline moves traffic with, is missing; the manifest has none",
    },
    {
      what: "an Ingress of another class",
      text: manifestWith("ingressClassName: nginx", "ingressClassName: traefik"),
      problem: "49:21 Ingress 'orders-api': has the class 'traefik'; the pipeline moves traffic by 'nginx' alone",
    },
    {
      what: "a namespace",
      text: manifestWith("  name: orders-api\n  labels", "  name: orders-api\n  namespace: orders-blue\n  labels"),
      problem: "6:14 Deployment 'orders-api': names a namespace, which the pipeline's stage gives; take it out",
    },
    {
      what: "no replica",
      text: manifestWith("replicas: 2", "replicas: 0"),
      problem: "8:13 Deployment 'orders-api': has no replica, and the stage waits for one; give at least 1",
    },
    {
      what: "no limits",
      text: manifestWith('            limits: { cpu: "1", memory: 512Mi }\n', ""),
      problem:
        "20:11 Deployment 'orders-api': container 'orders-api' has no 'resources.limits'; give cpu and memory, which the namespace's quota counts",
    },
    {
      what: "no probe of readiness",
      text: manifestWith("readinessProbe:", "startupProbe:"),
      problem:
        "20:11 Deployment 'orders-api': container 'orders-api' has no 'readinessProbe'; without one a version gets traffic before it can serve",
    },
    {
      what: "no probe of liveness",
      text: manifestWith("livenessProbe:", "startupProbe:"),
      problem:
        "20:11 Deployment 'orders-api': container 'orders-api' has no 'livenessProbe'; without one a version that hangs stays",
    },
    {
      what: "a placeholder that is no parameter",
      text: manifestWith(IMAGE, "${IMAGE_ADDRES}@${IMAGE_DIGEST}"),
      problem:
        "21:18 Deployment 'orders-api': '${IMAGE_ADDRES}' is no parameter of the pipeline ('IMAGE_ADDRESS', 'IMAGE_DIGEST', 'BUILDRUN_HASH'); did you mean '${IMAGE_ADDRESS}'?",
    },
    {
      what: "the image that came last",
      text: manifestWith(IMAGE, "fra.ocir.io/axexample/orders-api:latest"),
      change: { production: false },
      problem: `21:18 Deployment 'orders-api': container 'orders-api' has the image 'fra.ocir.io/axexample/orders-api:latest', which is another one tomorrow; ${BY_DIGEST}`,
    },
    {
      what: "an image without tag and digest",
      text: manifestWith(IMAGE, "fra.ocir.io:443/axexample/orders-api"),
      change: { production: false },
      problem: `21:18 Deployment 'orders-api': container 'orders-api' has the image 'fra.ocir.io:443/axexample/orders-api', which is another one tomorrow; ${BY_DIGEST}`,
    },
    {
      what: "an image by tag in production",
      text: manifestWith(IMAGE, "${IMAGE_ADDRESS}:build-${BUILDRUN_HASH}"),
      problem: `21:18 Deployment 'orders-api': container 'orders-api' has the image '\${IMAGE_ADDRESS}:build-\${BUILDRUN_HASH}' by a tag, which can be moved; ${BY_DIGEST}`,
    },
    {
      what: "a container without an image",
      text: manifestWith(`          image: ${IMAGE}\n`, ""),
      problem: "20:11 Deployment 'orders-api': container 'orders-api' has no image",
    },
    {
      what: "a load balancer of the service's own",
      text: manifestWith("spec:\n  selector: { app: orders-api }\n  ports", "spec:\n  type: LoadBalancer\n  ports"),
      problem:
        "40:9 Service 'orders-api': is a 'LoadBalancer', which the namespace's quota refuses; leave 'type' out and go through the Ingress",
    },
    {
      what: "an object of the whole cluster",
      text: MANIFEST + object("Namespace"),
      problem: "61:7 Namespace 'extra': is of the whole cluster, where both colours would meet; take it out",
    },
    {
      what: "an object that is made with the namespace",
      text: MANIFEST + object("ResourceQuota"),
      problem: "61:7 ResourceQuota 'extra': is made with the namespace, and pipelines may not change it; take it out",
    },
    {
      what: "a pod that the namespace refuses",
      text: manifestWith(
        "            allowPrivilegeEscalation: false\n            capabilities: { drop: [ALL] }",
        "            privileged: true",
      ),
      problem:
        "32:13 Deployment 'orders-api': container 'orders-api' is refused by the namespace's pod security; its 'securityContext' lacks allowPrivilegeEscalation: false, capabilities: { drop: [ALL] }",
    },
    {
      what: "a pod that may run as root, in a namespace that is restricted",
      text: manifestWith(
        "        runAsNonRoot: true\n        seccompProfile: { type: RuntimeDefault }",
        "        fsGroup: 1000",
      ),
      problem:
        "31:13 Deployment 'orders-api': container 'orders-api' is refused by the namespace's pod security; its 'securityContext' lacks runAsNonRoot: true, seccompProfile: { type: RuntimeDefault }",
    },
    {
      what: "a document that is no object",
      text: "orders: 1\n",
      change: { ingress: undefined as never },
      problem: "1:1 is no Kubernetes object; expected 'apiVersion', 'kind' and 'metadata.name'",
    },
    {
      what: "a text that is not YAML",
      text: "kind: [\n",
      problem: "2:1 Flow sequence in block collection must be sufficiently indented and end with a ]",
    },
    { what: "an empty text", text: "", problem: "1:1 is empty; expected Kubernetes objects" },
    {
      what: "a text that is too long",
      text: "#".repeat(1_000_001),
      problem: "1:1 has 1000001 characters; expected at most 1000000",
    },
  ];

  for (const { what, text, problem, change } of wrong) {
    it(`says where there is ${what}`, () => {
      assert.deepEqual(told(text, change), [problem]);
    });
  }

  it("has no need of an Ingress where no stage moves traffic with one", () => {
    const rolling = { parameters: use.parameters, production: true };

    assert.deepEqual(
      manifestProblems(manifestWith("ingressClassName: nginx", "ingressClassName: traefik"), rolling),
      [],
    );
  });

  it("asks for no hardening where pods may do more", () => {
    const text = manifestWith("        runAsNonRoot: true\n", "");

    assert.deepEqual(told(text, { podSecurity: "baseline" }), []);
  });

  it("takes an image by tag outside of production", () => {
    assert.deepEqual(told(manifestWith(IMAGE, "${IMAGE_ADDRESS}:build-${BUILDRUN_HASH}"), { production: false }), []);
  });

  it("tells all problems at once, by line", () => {
    const text =
      manifestWith("replicas: 2", "replicas: 0").replace("ingressClassName: nginx", "ingressClassName: x") +
      object("Namespace");

    assert.deepEqual(
      manifestProblems(text, use).map(({ line }) => line),
      [8, 49, 61],
    );
  });

  it("throws at nothing", () => {
    const cut = fc.tuple(
      fc.nat(MANIFEST.length),
      fc.nat(40),
      fc.constantFrom("", "{", "- ", "&a ", "*a", "\t", "null", ": "),
    );
    fc.assert(
      fc.property(fc.array(cut, { minLength: 1, maxLength: 4 }), (cuts) => {
        const text = cuts.reduce(
          (each, [from, length, put]) => each.slice(0, from) + put + each.slice(from + length),
          MANIFEST,
        );

        assert.ok(manifestProblems(text, use).every(({ line, column }) => line >= 1 && column >= 1));
      }),
      { numRuns: 100 },
    );
  });
});
