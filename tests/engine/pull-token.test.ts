import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as path from "node:path";

import { freshFolder, Lab, type Outcome } from "./lab";
import { PROJECT } from "../../commands/workspace";

/** Stands for a credential: it must be found with the cluster alone. */
const CANARY = "CANARY4711canary";
const NAMESPACES = ["orders-blue", "orders-green", "orders-worker"];
const SECRET = "kubernetes:core/v1:Secret";

describe("a pull token of the stack file, through the real engine", function () {
  this.timeout(120_000);
  const folder = freshFolder("pull-token-rendered");
  let lab: Lab;
  let platform: object;

  before(async () => {
    lab = await Lab.open("pull-token");
    await lab.prepare("prod");
    platform = lab.configuration("prod")["platform"] as object;
    const tokenSecret = "ocid1.vaultsecret.oc1.eu-frankfurt-1.exampleimagepuller";
    lab.configure("prod", { "oci-delivery:pull": { user: "image-puller", group: "Image-Pullers", tokenSecret } });
    await lab.encrypt("prod", "oci-delivery:pull.token", CANARY);
  });
  after(() => lab.close());

  /** Every text of the engine and of this project holds the token in no form. */
  function assertSilent(written: string): void {
    // in base64 it begins at any third of a group
    const forms = [CANARY, ...["", "x", "xx"].map((before) => base64(before + CANARY).slice(4, 16))];
    assert.ok(written.length > 0);
    assert.deepEqual(
      forms.filter((form) => written.includes(form)),
      [],
    );
  }

  function succeeded({ code, output }: Outcome): void {
    assert.equal(code, 0, output);
    assertSilent(output);
  }

  it("stands in no manifest that is rendered where the cluster is out of reach, at a first preview too", async () => {
    lab.configure("prod", { "oci-delivery:platform": { ...platform, render: path.relative(PROJECT, folder) } });

    const outcome = await lab.run("preview", "prod", "--diff", "--show-full-output");

    lab.configure("prod", { "oci-delivery:platform": platform });
    succeeded(outcome);
    assert.ok(!outcome.steps.some(({ type }) => /^(pulumi:providers:)?kubernetes/.test(type)), outcome.output);
    const files = fs.readdirSync(path.join(folder, "prod"));
    assert.deepEqual(
      files.sort(),
      NAMESPACES.map((name) => `${name}.yaml`),
    );
    for (const file of files) {
      const written = fs.readFileSync(path.join(folder, "prod", file), "utf8");
      assertSilent(written);
      assert.match(written, /\nimagePullSecrets:\n {2}- name: registry\n/);
      assert.match(written, /known after the first up/);
    }
  });

  it("shows in no debug log, state or output of an up, and reaches every namespace", async () => {
    succeeded(await lab.run("up", "prod", "--diff", "--show-full-output", "--debug"));

    assertSilent(await lab.exported("prod"));
    const secrets = (await lab.objects()).filter(({ kind }) => kind === SECRET);
    assert.deepEqual(secrets.map(({ id }) => NAMESPACES.find((name) => id.includes(name))).sort(), NAMESPACES);
    const given = base64(`sandbox/image-puller:${CANARY}`);
    assert.ok(secrets.every(({ body }) => decoded(JSON.stringify(body)).includes(given)));
  });

  it("is told of without itself: whose it is, what it reads, how it is rotated", async () => {
    const { output } = await lab.outputs("prod");

    assertSilent(output);
    const { pull, statements } = JSON.parse(output) as {
      pull: { user: string; repositories: string[]; rotate: string[] };
      statements: string[];
    };
    assert.equal(pull.user, "image-puller");
    assert.deepEqual(pull.repositories, ["shop-prod/orders-api", "shop-prod/orders-worker"]);
    assert.equal(pull.rotate.length, 5);
    assert.ok(
      statements.includes(
        "Allow group Image-Pullers to read repos in compartment id ocid1.compartment.oc1..exampleshopregistry where any " +
          "{target.repo.name = 'shop-prod/orders-api', target.repo.name = 'shop-prod/orders-worker'}",
      ),
      statements.join("\n"),
    );
  });
});

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}

/** A text with every part of it that is base64 decoded. */
function decoded(text: string): string {
  return text.replace(/[A-Za-z0-9+/]{40,}={0,2}/g, (part) => Buffer.from(part, "base64").toString("utf8"));
}
