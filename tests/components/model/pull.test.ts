import { strict as assert } from "node:assert";

import { shortestSettings } from "../stack-file";

import { grantsFor } from "../../../components/model/grants";
import { problemsOf } from "../../../components/model/problems";
import { planOf, type Plan } from "../../../components/model/plan";
import { pullFacts } from "../../../components/model/pull";
import { settingsSchema } from "../../../components/model/settings-schema";
import { printStatement } from "../../../components/model/statement";

const SECRET = "ocid1.vaultsecret.oc1.eu-frankfurt-1.a";
const pull = { user: "Corp/image-puller", token: "CANARY" };

const services = [
  { name: "orders", artifacts: { image: "orders", manifest: "k8s/app.yaml" }, deploy: { strategy: "rolling" } },
  { name: "batch", artifacts: { image: "batch" } },
];

function planWith(change: object): Plan {
  return planOf(settingsSchema.parse({ ...shortestSettings, services, ...change }), "eu-frankfurt-1");
}

describe("how the cluster pulls images", () => {
  it("is the nodes' credential provider where nothing is said", () => {
    assert.equal(planWith({}).pull, undefined);
  });

  it("is by a user who reads what runs in the cluster, and nothing else", () => {
    assert.deepEqual(planWith({ pull }).pull, { ...pull, repositories: ["shop-prod/orders"] });
  });

  it("takes a grant to the user's group alone, where that is named", () => {
    const pulling = (change: object): string[] =>
      grantsFor({ ...planWith(change).needs, dynamicGroup: (principal) => principal })
        .filter(({ principal }) => principal === "pullers")
        .map(printStatement);

    assert.deepEqual(pulling({ pull }), []);
    assert.match(
      pulling({ pull: { ...pull, group: "Pullers" } }).join("\n"),
      /^Allow group Pullers to read repos in compartment id \S+ where target\.repo\.name = 'shop-prod\/orders'$/,
    );
  });

  it("is told of with the commands that rotate the token: the old one goes last", () => {
    const facts = pullFacts({ ...pull, tokenSecret: SECRET, repositories: ["shop-prod/orders"] });

    assert.deepEqual(
      facts.rotate.map((command) => command.split(" --")[0]),
      [
        "oci iam auth-token create",
        "oci vault secret update-base64",
        "oci secrets secret-bundle get",
        "pulumi up",
        "oci iam auth-token delete",
      ],
    );
    assert.match(facts.rotate[2] ?? "", / \| pulumi config set --secret --path 'oci-delivery:pull\.token'$/);
    assert.ok(!JSON.stringify(facts).includes("CANARY"));
  });

  const wrong: readonly { what: string; given: object }[] = [
    { what: "a token that is a list", given: { ...pull, token: ["CANARY"] } },
    { what: "a token in the wrong place", given: { user: "u", token: { value: "CANARY" } } },
    { what: "a list of it", given: [pull] },
  ];
  for (const { what, given } of wrong) {
    it(`fails for ${what}, without telling it`, () => {
      const problems = problemsOf(settingsSchema, { ...shortestSettings, pull: given }, "oci-delivery", () => false);

      assert.equal(problems.length, 1);
      assert.match(problems[0]?.message ?? "", /^got a secret; expected /);
    });
  }
});
