import { strict as assert } from "node:assert";

import { kindOf, kinds } from "../../../sandbox/kinds";
import { COMPARTMENT, OTHER_COMPARTMENT, startSandbox, type RunningSandbox } from "../harness";
import { lifeCycles, oracleClients, type OracleClients } from "./oracle-clients";

describe("life cycles of the REST API, through Oracle's SDK", () => {
  let sandbox: RunningSandbox;
  let clients: OracleClients;

  before(async () => {
    sandbox = await startSandbox();
    clients = oracleClients(sandbox.endpoint);
  });

  afterEach(() => sandbox.store.clear());

  after(() => sandbox.stop());

  it("are tried for every kind", () => {
    assert.deepEqual(
      lifeCycles()
        .map(({ token }) => token)
        .sort(),
      kinds
        .filter(({ rest }) => !rest.single)
        .map(({ token }) => token)
        .sort(),
    );
  });

  for (const kind of lifeCycles()) {
    const { token } = kind;

    it(`${token} is made, and can be read`, async () => {
      const made = await kind.create(clients, COMPARTMENT, "app");

      const found = (await kind.get(clients, made)) as Record<string, unknown>;

      const { id = found["topicId"], lifecycleState } = found;
      assert.deepEqual({ id, lifecycleState }, { id: made.id, lifecycleState: kind.state });
    });

    it(`${token} has tags of all three sorts in every GET`, async () => {
      const made = await kind.create(clients, COMPARTMENT, "app");

      const found = (await kind.get(clients, made)) as Record<string, unknown>;

      const { definedTags, freeformTags, systemTags } = found;
      assert.deepEqual(
        { definedTags, freeformTags, systemTags },
        { definedTags: {}, freeformTags: {}, systemTags: {} },
      );
    });

    it(`${token} is listed in its compartment`, async () => {
      const made = await kind.create(clients, COMPARTMENT, "app");

      const listed = await kind.list(clients, COMPARTMENT, made);

      assert.deepEqual(listed, [made.id]);
    });

    it(`${token} takes a change, and keeps the rest`, async () => {
      const made = await kind.create(clients, COMPARTMENT, "app");
      const before = await kind.get(clients, made);

      const changes = await kind.update(clients, made);

      const after = await kind.get(clients, made);
      assert.deepEqual(withoutTimes(after), withoutTimes({ ...before, ...changes }));
    });

    if (kindOf(token)?.rest.deletion === "scheduled") {
      it(`${token} stays for thirty days once its deletion is scheduled`, async () => {
        const made = await kind.create(clients, COMPARTMENT, "app");

        await kind.remove(clients, made);

        const { lifecycleState, timeOfDeletion } = (await kind.get(clients, made)) as Record<string, unknown>;
        assert.equal(lifecycleState, "PENDING_DELETION");
        assert.equal(Math.round((Date.parse(String(timeOfDeletion)) - Date.now()) / 86_400_000), 30);
      });

      it(`${token} fails to be deleted or changed when its deletion is scheduled`, async () => {
        const made = await kind.create(clients, COMPARTMENT, "app");
        await kind.remove(clients, made);

        const refused = { statusCode: 409, serviceCode: "IncorrectState" };
        await assert.rejects(kind.remove(clients, made), refused);
        await assert.rejects(kind.update(clients, made), refused);
      });
    } else if (kindOf(token)?.rest.deletion === "shown") {
      it(`${token} is shown as deleted, under another name, once it is`, async () => {
        const made = await kind.create(clients, COMPARTMENT, "app");

        await kind.remove(clients, made);

        const { lifecycleState, name } = (await kind.get(clients, made)) as Record<string, unknown>;
        assert.equal(lifecycleState, "DELETED");
        assert.match(String(name), /^app\.[0-9a-f]{8}$/);
      });

      it(`${token} leaves its name to another once deleted`, async () => {
        await kind.remove(clients, await kind.create(clients, COMPARTMENT, "app"));

        await assert.doesNotReject(kind.create(clients, COMPARTMENT, "app"));
      });

      it(`${token} fails to be deleted or changed once deleted`, async () => {
        const made = await kind.create(clients, COMPARTMENT, "app");
        await kind.remove(clients, made);

        const refused = { statusCode: 409, serviceCode: "IncorrectState" };
        await assert.rejects(kind.remove(clients, made), refused);
        await assert.rejects(kind.update(clients, made), refused);
      });
    } else {
      it(`${token} is gone once deleted`, async () => {
        const made = await kind.create(clients, COMPARTMENT, "app");

        await kind.remove(clients, made);

        await assert.rejects(kind.get(clients, made), { statusCode: 404, serviceCode: "NotAuthorizedOrNotFound" });
      });

      it(`${token} fails to be deleted twice`, async () => {
        const made = await kind.create(clients, COMPARTMENT, "app");
        await kind.remove(clients, made);

        await assert.rejects(kind.remove(clients, made), { statusCode: 404, serviceCode: "NotAuthorizedOrNotFound" });
      });
    }

    const { move } = kind;
    if (!move) continue;

    it(`${token} moves to another compartment`, async () => {
      const made = await kind.create(clients, COMPARTMENT, "app");

      await move(clients, made, OTHER_COMPARTMENT);

      const { compartmentId } = (await kind.get(clients, made)) as Record<string, unknown>;
      assert.equal(compartmentId, OTHER_COMPARTMENT);
    });

    it(`${token} is not listed where it moved from`, async () => {
      const made = await kind.create(clients, COMPARTMENT, "app");

      await move(clients, made, OTHER_COMPARTMENT);

      assert.deepEqual(await kind.list(clients, COMPARTMENT, made), []);
    });
  }
});

/** As it is on the wire, without what every change changes. */
function withoutTimes(object: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(JSON.parse(JSON.stringify(object)) as object).filter(
      ([key]) => !["etag", "timeUpdated", "timeLastModified"].includes(key),
    ),
  );
}
