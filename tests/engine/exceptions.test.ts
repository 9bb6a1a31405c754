import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as path from "node:path";

import { runCommand } from "../commands/command";
import { Lab, type Outcome } from "./lab";

const EXCEPTIONS = "oci-delivery-policies:exceptions";
const TOPIC = "oci-ons-topic-require-subscription";
const GENERIC = "oci-artifacts-generic-repository-require-immutability";
const PUBLIC = "oci-artifacts-container-repository-no-public-access";
const IMMUTABLE = "oci-artifacts-container-repository-require-immutability";
const SCAN = "oci-artifacts-container-repository-require-scan";

/** What the engine shows of findings, without their messages: `<level> <rule> (<resource>)`. */
function findingsIn({ output }: Outcome): string[] {
  return [...output.matchAll(/- \[(\w+)\] +\[severity: \w+\] +(oci-\S+) +\(\S+: (\S+)\)/g)]
    .map(([, level, rule, resource]) => `${level} ${rule} (${resource})`)
    .sort();
}

describe("exceptions and repairs, through the real engine", function () {
  this.timeout(120_000);
  let lab: Lab;
  let excepted: Outcome;
  let repaired: Outcome;
  let reported: string;
  let publicBefore: Record<string, unknown>;
  let publicAfter: Record<string, unknown>;

  before(async () => {
    lab = await Lab.open("exceptions");
    await lab.prepare("prod");
    const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    const common = { reason: "accepted by the test", owner: "shop", expires: day(30) };
    lab.configure("prod", {
      "oci-delivery-policies:profile": "production",
      [EXCEPTIONS]: [
        { ...common, rule: TOPIC, resource: "oci:Ons/notificationTopic:NotificationTopic::topic" },
        { ...common, rule: PUBLIC, resource: "open" },
        { ...common, rule: SCAN, resource: "gone" },
        { ...common, rule: GENERIC, resource: "manifests", expires: day(-1) },
        { ...common, rule: SCAN, resource: "open", owner: "" },
        { ...common, rule: "oci-iam-policy-no-all-resources", resource: "open" },
      ],
    });
    const program = await lab.program(path.join(__dirname, "programs", "exceptions"));
    const log = path.join(lab.workspace.folder, "events.jsonl");
    excepted = await program.run("preview");
    publicBefore = madePublic(log);
    const report = await runCommand("policy", lab.workspace.folder, "report", "dev", "--events", log);
    assert.equal(report.code, 1, report.stderr);
    reported = report.stdout;
    const config = path.join(lab.workspace.folder, "pack.json");
    fs.writeFileSync(
      config,
      JSON.stringify({ [PUBLIC]: { enforcementLevel: "remediate" }, [SCAN]: "disabled", [IMMUTABLE]: "disabled" }),
    );
    repaired = await program.run("preview", "--policy-pack-config", config);
    publicAfter = madePublic(log);
  });
  after(() => lab.close());

  it("shows what is excepted, and finds the exceptions that are expired, unused or malformed, in the profile of production", () => {
    assert.notEqual(excepted.code, 0);
    assert.deepEqual(
      findingsIn(excepted),
      [
        "advisory oci-delivery-exception-no-unused (exceptions-test)",
        "advisory oci-delivery-finding-no-exception (open)",
        "advisory oci-delivery-finding-no-exception (topic)",
        "mandatory oci-delivery-exception-no-expired (exceptions-test)",
        "mandatory oci-delivery-exception-no-malformed (exceptions-test)",
        "mandatory oci-delivery-exception-no-malformed (exceptions-test)",
        `mandatory ${GENERIC} (manifests)`,
        `mandatory ${IMMUTABLE} (also-open)`,
        `mandatory ${IMMUTABLE} (open)`,
        `mandatory ${PUBLIC} (also-open)`,
        `mandatory ${SCAN} (also-open)`,
        `mandatory ${SCAN} (open)`,
      ].sort(),
      excepted.output,
    );
    assert.match(excepted.output, /excepted until \d{4}-\d\d-\d\d by "shop" because "accepted by the test": topic /);
  });

  it("is reported by the preview's event log", () => {
    assert.match(
      reported,
      /^also-open: mandatory: repository 'also-open': 'isPublic' is true, .* \[oci-artifacts-.*\]$/m,
    );
    assert.match(
      reported,
      /^topic: excepted until \S+ by shop because accepted by the test: topic .* \[oci-ons-topic-.*\]$/m,
    );
    assert.match(reported, /: 9 mandatory findings, 1 advisory finding, 2 excepted; /);
  });

  it("repairs nothing at its own level, and at the level 'remediate' what no exception covers", () => {
    assert.deepEqual(publicBefore, { open: true, "also-open": true });
    assert.deepEqual(publicAfter, { open: true, "also-open": false });
    assert.match(repaired.output, /\[remediate\] +oci-artifacts-container-repository-no-public-access +\(1 resource\)/);
    assert.ok(!findingsIn(repaired).some((finding) => finding.endsWith("(also-open)")), repaired.output);
  });
});

/** Whether each repository would be made public, by its name. */
function madePublic(log: string): Record<string, unknown> {
  const events = fs.readFileSync(log, "utf8").trim().split("\n");
  const made = events.flatMap((line) => {
    const { resourcePreEvent } = JSON.parse(line) as {
      resourcePreEvent?: { metadata: { type: string; new?: { inputs: Record<string, unknown> } } };
    };
    const { type, new: { inputs } = { inputs: {} } } = resourcePreEvent?.metadata ?? { type: "" };
    return type === "oci:Artifacts/containerRepository:ContainerRepository"
      ? [[inputs["displayName"], inputs["isPublic"]]]
      : [];
  });
  return Object.fromEntries(made) as Record<string, unknown>;
}
