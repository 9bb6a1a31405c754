import { strict as assert } from "node:assert";

import { Lab } from "./lab";

const PLATFORM_STACK = "examples/platform:dev";
const REFERENCE = "organization/platform/dev";
const CANARY = "CANARY4711kubeconfig";
const KUBECONFIG = JSON.stringify({
  clusters: [{ name: "shop", cluster: { server: "https://platforms-own.invalid:6443" } }],
  users: [{ name: "deployer", user: { token: CANARY } }],
});
const VCN = "ocid1.vcn.oc1.eu-frankfurt-1.a";
const SUBNET = "ocid1.subnet.oc1.eu-frankfurt-1.a";

describe("the dev stack on a platform stack, through the real engine", function () {
  this.timeout(120_000);
  let lab: Lab;

  before(async () => {
    lab = await Lab.open("platform-stack");
    await lab.prepareWithPlatform("dev");
  });
  after(() => lab.close());

  /** The problems that a preview of the dev stack reports; it must fail. */
  async function problems(): Promise<string[]> {
    const { code, output } = await lab.run("preview", "dev");
    assert.notEqual(code, 0, output);
    return [...new Set(output.match(/oci-delivery:\w+[^\n]*: (?:got|missing)[^\n]*/g) ?? [])];
  }

  it("fails when there is no such platform stack, in the report of the configuration", async () => {
    lab.configure("dev", { "oci-delivery:logs": { retention: "1d" } });

    const found = await problems();

    lab.configure("dev", { "oci-delivery:logs": undefined });
    assert.deepEqual(found, [
      "oci-delivery:logs.retention: got '1d'; expected one of '30d', '60d', '90d', '120d', '150d', '180d'; change the value",
      `oci-delivery:platformStack: got '${REFERENCE}', which can't be read: unknown stack "${REFERENCE}"; ` +
        "correct the name, bring that stack up first, or give the ids under 'platform'",
    ]);
  });

  it("fails when the platform stack exports nothing, and names every output that is needed", async () => {
    await lab.prepare(PLATFORM_STACK);

    assert.deepEqual(
      await problems(),
      ["tenancy", "compartment"].map(
        (key) =>
          `oci-delivery:platform.${key}: missing; expected an OCID that begins with 'ocid1.${key}.'; ` +
          `add '${key}' to the stack file, or an output '${key}' to stack '${REFERENCE}'`,
      ),
    );
    assert.deepEqual(await lab.objects(), []);
  });

  it("has a platform whose secrets stay secret", async () => {
    lab.configure(PLATFORM_STACK, { "platform:kubeconfig": KUBECONFIG });

    const { code, output, changes } = await lab.run("up", PLATFORM_STACK);

    assert.equal(code, 0, output);
    assert.deepEqual(changes, { create: 11 });
    assert.match(output, /kubeconfig +: \[secret\]/);
    assert.ok(!output.includes(CANARY) && !(await lab.exported(PLATFORM_STACK)).includes(CANARY));
  });

  it("shows the platform's compartments in every statement at a first preview", async () => {
    const { code, output } = await lab.run("preview", "dev", "--show-full-output");

    assert.equal(code, 0, output);
    const compartments = (await lab.objects()).filter(({ kind }) => kind === "oci:Identity/compartment:Compartment");
    const ids = new Set(compartments.map(({ id }) => id));
    const named = [...output.matchAll(/"Allow \S+ \S+ to [^"]*? in compartment id (\S+?)(?:"| where)/g)];
    assert.ok(named.length > 10, output);
    assert.deepEqual(
      named.filter(([, id]) => !ids.has(String(id))),
      [],
    );
  });

  it("comes up, and changes nothing in a second up", async () => {
    const first = await lab.run("up", "dev");
    const second = await lab.run("up", "dev");

    assert.equal(first.code, 0, first.output);
    assert.deepEqual([first.changes, second.changes], [{ create: 74 }, { same: 74 }]);
    assert.ok(!(await lab.exported("dev")).includes(CANARY));
  });

  it("leaves the platform unchanged in a second up of that", async () => {
    assert.deepEqual((await lab.run("up", PLATFORM_STACK)).changes, { same: 11 });
  });

  it("fails when the platform does not export what a setting needs, and names it", async () => {
    const services = lab.configuration("dev")["services"] as { build?: object }[];
    const isPrivate = services.map((service) => ({ ...service, build: { ...service.build, private: true } }));
    lab.configure("dev", { "oci-delivery:services": isPrivate.slice(0, 1) });
    lab.configure(PLATFORM_STACK, { "platform:subnet": undefined });
    await lab.run("up", PLATFORM_STACK);

    assert.deepEqual(await problems(), [
      "oci-delivery:services[0].build.private: got true, but 'platform.subnet' is not given; remove 'private', " +
        `or add the subnet, or an output 'subnet' to stack '${REFERENCE}'`,
    ]);
  });

  it("fails when the platform exports something else, and names what would replace it", async () => {
    lab.configure(PLATFORM_STACK, { "platform:subnet": VCN });
    await lab.run("up", PLATFORM_STACK);

    assert.deepEqual(await problems(), [
      `oci-delivery:platform.subnet: got '${VCN}'; expected an OCID that begins with 'ocid1.subnet.'; change the value; ` +
        `it is output 'subnet' of stack '${REFERENCE}', and 'platform.subnet' in the stack file would replace it`,
    ]);
  });

  it("takes what its own file says before what the platform exports", async () => {
    lab.configure("dev", { "oci-delivery:platform": { subnet: SUBNET } });

    const { code, output, steps } = await lab.run("preview", "dev", "--diff");

    assert.equal(code, 0, output);
    assert.ok(output.includes(SUBNET), output);
    assert.ok(steps.some(({ op, name }) => op === "update" && name === "orders-api-build-build"));
  });

  it("is taken down before its platform, which keeps the compartment of what waits for its deletion", async () => {
    for (const stack of ["dev", PLATFORM_STACK]) {
      const { code, output } = await lab.run("destroy", stack);
      assert.equal(code, 0, output);
    }

    const left = (await lab.objects()).map(({ kind, body }) => `${kind} ${String(body["lifecycleState"])}`);
    assert.deepEqual(left, [
      "oci:Identity/compartment:Compartment ACTIVE",
      "oci:Kms/vault:Vault PENDING_DELETION",
      "oci:Kms/key:Key PENDING_DELETION",
    ]);
  });

  it("comes up again in the compartment that was kept", async () => {
    const [kept] = (await lab.objects()).filter(({ kind }) => kind === "oci:Identity/compartment:Compartment");
    lab.configure(PLATFORM_STACK, { "platform:subnet": SUBNET });

    const { code, output } = await lab.run("up", PLATFORM_STACK);

    assert.equal(code, 0, output);
    const { vaultCompartment } = JSON.parse((await lab.outputs(PLATFORM_STACK)).output) as Record<string, string>;
    assert.equal(vaultCompartment, kept?.id);
  });
});
