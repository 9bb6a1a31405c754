import { strict as assert } from "node:assert";

import { settingsSchema } from "../../../components/model/settings-schema";
import { tagsFor, tagsTakenBy, TAGGED } from "../../../components/model/tags";
import { kinds } from "../../../sandbox/kinds";
import { sharedFacts } from "../../shared-facts";
import { shortestSettings } from "../stack-file";

const LOG = "oci:Logging/log:Log";
const TOPIC = "oci:Ons/notificationTopic:NotificationTopic";

const tagsWith = (tags: Record<string, unknown>): object =>
  tagsFor(settingsSchema.parse({ ...shortestSettings, tags }));

describe("tagsFor", () => {
  it("tells environment and team when nothing is said", () => {
    assert.deepEqual(tagsWith({}), { freeformTags: { Environment: "prod", Owner: "shop" } });
  });

  it("takes owner, cost center and further tags", () => {
    const tags = tagsWith({ owner: "platform", costCenter: "4711", more: { Application: "orders" } });

    assert.deepEqual(tags, {
      freeformTags: { Environment: "prod", Owner: "platform", CostCenter: "4711", Application: "orders" },
    });
  });

  it("defines all of them in a namespace, and leaves free-form ones alone", () => {
    const tags = tagsWith({ namespace: "Ops", costCenter: "4711", more: { Application: "orders" } });

    assert.deepEqual(tags, {
      definedTags: {
        "Ops.Environment": "prod",
        "Ops.Owner": "shop",
        "Ops.CostCenter": "4711",
        "Ops.Application": "orders",
      },
    });
  });
});

describe("tagsTakenBy", () => {
  const freeform = { freeformTags: { Owner: "shop" } };
  const defined = { definedTags: { "Ops.Owner": "shop" } };

  it("gives both sorts to a type that takes tags", () => {
    assert.deepEqual(tagsTakenBy(TOPIC, freeform), freeform);
    assert.deepEqual(tagsTakenBy(TOPIC, defined), defined);
  });

  it("gives nothing to a component or to a type that takes none", () => {
    assert.equal(tagsTakenBy("oci-delivery:index:Registry", freeform), undefined);
    assert.equal(tagsTakenBy("oci:DevOps/repositorySetting:RepositorySetting", freeform), undefined);
  });

  it("gives a service log free-form tags alone", () => {
    assert.deepEqual(tagsTakenBy(LOG, freeform), freeform);
    assert.equal(tagsTakenBy(LOG, defined), undefined);
  });

  it("knows every kind of the sandbox that takes tags", () => {
    const unknown = kinds.filter(({ token, inputs }) => TAGGED.has(token) !== "freeformTags" in inputs);

    assert.deepEqual(
      unknown.map(({ token }) => token),
      [],
    );
  });

  it("knows the types that take tags in the provider's schema (needs ../shared)", function () {
    const facts = sharedFacts("provider/oci-4.20.0.json") as
      { readonly resources: Readonly<Record<string, { readonly inputs: object }>> } | undefined;
    if (!facts) return this.skip();

    const taking = Object.entries(facts.resources).filter(([, { inputs }]) => "freeformTags" in inputs);
    assert.deepEqual([...TAGGED].sort(), taking.map(([type]) => type).sort());
  });
});
