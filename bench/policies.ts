import { spawn } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import * as path from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

import * as grpc from "@grpc/grpc-js";
import * as messages from "@pulumi/pulumi/proto/analyzer_pb";
import * as services from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

import { PROJECT } from "../commands/workspace";
import { POLICY_PACK } from "../commands/stack";
import { say, spreadOf } from "./timing";

/** Odd, so that one is in the middle. */
const RUNS = Number(process.argv[2] ?? 3);
const RESOURCES = 4_000;
const LARGEST = 400 * 1024 * 1024;

/** Milliseconds that the pack may take: to be ready, for one resource beyond an empty pack, for the rules of a stack. */
const BOUNDS = { ready: 1000, resource: 0.3, stack: 1000 };

interface Resource {
  readonly type: string;
  readonly name: string;
  readonly props: Record<string, unknown>;
  readonly behind?: Readonly<Record<string, string>>;
}

const freeformTags = { Environment: "prod", Owner: "shop", CostCenter: "4711", ManagedBy: "pulumi" };
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const compartmentId = "ocid1.compartment.oc1..exampleshop";

/** What one service is made of, at a first preview: every id is unknown. */
function serviceOf(n: number): Resource[] {
  const stage = (name: string, deployStageType: string, after: string, more: object = {}): Resource => ({
    type: "oci:DevOps/deployStage:DeployStage",
    name: `${name}-${n}`,
    props: {
      displayName: name,
      deployStageType,
      deployPipelineId: UNKNOWN,
      deployStagePredecessorCollection: { items: [{ id: UNKNOWN }] },
      freeformTags,
      ...more,
    },
    behind: { deployPipelineId: `deploy-${n}`, deployStagePredecessorCollection: `${after}-${n}` },
  });
  return [
    {
      type: "oci:Artifacts/containerRepository:ContainerRepository",
      name: `images-${n}`,
      props: { compartmentId, displayName: `shop-prod/app-${n}`, isImmutable: true, isPublic: false, freeformTags },
    },
    {
      type: "oci:DevOps/deployPipeline:DeployPipeline",
      name: `deploy-${n}`,
      props: {
        displayName: `app-${n}`,
        projectId: "ocid1.devopsproject.oc1..example",
        deployPipelineParameters: { items: [{ name: "NAMESPACE", defaultValue: "shop", description: "Where to" }] },
        freeformTags,
      },
    },
    {
      type: "oci:DevOps/deployArtifact:DeployArtifact",
      name: `artifact-${n}`,
      props: {
        displayName: `image-${n}`,
        argumentSubstitutionMode: "SUBSTITUTE_PLACEHOLDERS",
        deployArtifactType: "DOCKER_IMAGE",
        deployArtifactSource: { deployArtifactSourceType: "OCIR", imageUri: `fra.ocir.io/ax/shop/app-${n}@\${DIGEST}` },
        freeformTags,
      },
    },
    stage("approve", "MANUAL_APPROVAL", "deploy", { approvalPolicy: { numberOfApprovalsRequired: 2 } }),
    stage("release", "OKE_BLUE_GREEN_DEPLOYMENT", "approve", { kubernetesManifestDeployArtifactIds: [UNKNOWN] }),
    stage("again", "MANUAL_APPROVAL", "release", { approvalPolicy: { numberOfApprovalsRequired: 2 } }),
    stage("shift", "OKE_BLUE_GREEN_TRAFFIC_SHIFT", "again", { okeBlueGreenDeployStageId: UNKNOWN }),
    {
      type: "oci:Identity/policy:Policy",
      name: `access-${n}`,
      props: {
        compartmentId: `${compartmentId}${n}`,
        name: `access-${n}`,
        description: "What a service may do",
        statements: ["shop", "stock"].map(
          (each) => `Allow dynamic-group ${each}-${n} to read repos in compartment id ${compartmentId}${n}`,
        ),
        freeformTags,
      },
    },
    {
      type: "kubernetes:core/v1:Namespace",
      name: `namespace-${n}`,
      props: { metadata: { name: `app-${n}`, labels: { "pod-security.kubernetes.io/enforce": "restricted" } } },
    },
    {
      type: "oci:ObjectStorage/bucket:Bucket",
      name: `bucket-${n}`,
      props: { compartmentId, name: `bucket-${n}`, namespace: "axexample", freeformTags },
    },
  ];
}

const urnOf = (name: string, type = "any"): string => `urn:pulumi:prod::bench::${type}::${name}`;

/** Milliseconds of one pack: until it is ready, for all resources, and for the stack, after as much as warms it up. */
async function timesOf(folder: string, resources: readonly Resource[]): Promise<Record<keyof typeof BOUNDS, number>> {
  const started = performance.now();
  const child = spawn(process.execPath, [require.resolve("@pulumi/pulumi/cmd/run-policy-pack"), "127.0.0.1:1", "."], {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const [port] = (await once(createInterface(child.stdout), "line")) as [string];
    const ready = performance.now() - started;
    const client = new services.AnalyzerClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), {
      "grpc.max_receive_message_length": LARGEST,
      "grpc.max_send_message_length": LARGEST,
    });
    const analyze = promisify(client.analyze.bind(client) as Call<messages.AnalyzeRequest>);
    const remediate = promisify(client.remediate.bind(client) as Call<messages.AnalyzeRequest>);
    const analyzeStack = promisify(client.analyzeStack.bind(client) as Call<messages.AnalyzeStackRequest>);

    const requests = resources.map(({ type, name, props }) => {
      const request = new messages.AnalyzeRequest();
      request.setType(type);
      request.setName(name);
      request.setUrn(urnOf(name));
      request.setProperties(Struct.fromJavaScript(props as never));
      request.setOptions(new messages.AnalyzerResourceOptions());
      return request;
    });
    for (const request of requests.slice(0, RESOURCES / 10)) await analyze(request);
    const before = performance.now();
    for (const request of requests) {
      await remediate(request);
      await analyze(request);
    }
    const resource = (performance.now() - before) / resources.length;

    const request = new messages.AnalyzeStackRequest();
    request.setResourcesList(resources.map(analyzed));
    const judged = performance.now();
    await analyzeStack(request);
    const stack = performance.now() - judged;
    client.close();
    return { ready, resource, stack };
  } finally {
    child.kill();
  }
}

type Call<Request> = (request: Request, callback: (error: Error | null, response?: unknown) => void) => void;

function analyzed({ type, name, props, behind = {} }: Resource): messages.AnalyzerResource {
  const resource = new messages.AnalyzerResource();
  resource.setType(type);
  resource.setName(name);
  resource.setUrn(urnOf(name));
  resource.setProperties(Struct.fromJavaScript(props as never));
  resource.setOptions(new messages.AnalyzerResourceOptions());
  for (const [property, dependency] of Object.entries(behind)) {
    const dependencies = new messages.AnalyzerPropertyDependencies();
    dependencies.setUrnsList([urnOf(dependency)]);
    resource.getPropertydependenciesMap().set(property, dependencies);
  }
  return resource;
}

/** A pack without rules, next to which this one is measured. */
function emptyPack(): string {
  const folder = path.join(PROJECT, ".cache", "bench-empty-pack");
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, "PulumiPolicy.yaml"), "runtime: nodejs\nmain: index.js\n");
  fs.writeFileSync(path.join(folder, "package.json"), '{ "name": "empty", "version": "0.0.1" }\n');
  fs.writeFileSync(
    path.join(folder, "index.js"),
    'new (require("@pulumi/policy").PolicyPack)("empty", { policies: [] });\n',
  );
  return folder;
}

/** Prints what the pack costs beyond an empty one, in milliseconds, and how that compares with the bounds. */
async function main(): Promise<void> {
  const resources = Array.from({ length: RESOURCES / serviceOf(0).length }, (_, n) => serviceOf(n)).flat();
  const empty = emptyPack();
  const runs = { own: [] as Awaited<ReturnType<typeof timesOf>>[], empty: [] as Awaited<ReturnType<typeof timesOf>>[] };
  for (let run = 0; run < RUNS; run++) {
    runs.empty.push(await timesOf(empty, resources));
    runs.own.push(await timesOf(POLICY_PACK, resources));
  }
  say(`milliseconds, median (fastest to slowest) of ${RUNS} runs, ${resources.length} resources`);
  for (const what of ["ready", "resource", "stack"] as const) {
    const [own, none] = [runs.own, runs.empty].map((each) => spreadOf(each.map((times) => times[what])));
    if (!own || !none) continue;
    const cost = what === "ready" ? own.median : own.median - none.median;
    say(
      `${what}: ${own.median.toFixed(2)} (${own.fastest.toFixed(2)} to ${own.slowest.toFixed(2)}), an empty pack ` +
        `${none.median.toFixed(2)}; counts ${cost.toFixed(2)}, bound ${BOUNDS[what]}`,
    );
  }
}

void main();
