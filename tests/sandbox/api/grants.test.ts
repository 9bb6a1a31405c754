import { strict as assert } from "node:assert";

import { kindOf } from "../../../sandbox/kinds";
import { DEFAULTS } from "../../../sandbox/api/settings";
import { requireGrants } from "../../../sandbox/api/grants";
import { COMPARTMENT, OTHER_COMPARTMENT, startSandbox, TENANCY, type RunningSandbox } from "../harness";
import { lifeCycleOf, oracleClients, type OracleClients } from "./oracle-clients";
import { objectOf, refusal, request, STATEMENT, type Answer } from "./requests";

const OUTSIDE = "ocid1.vaultsecret.oc1.eu-frankfurt-1.outside";
const refused = { status: 404, code: "NotAuthorizedOrNotFound" };

describe("grants that the REST API asks for", () => {
  let sandbox: RunningSandbox;
  let clients: OracleClients;

  before(async () => {
    sandbox = await startSandbox();
    clients = oracleClients(sandbox.endpoint);
  });

  afterEach(async () => {
    sandbox.store.clear();
    await set({ iamDelay: 0 });
  });

  after(() => sandbox.stop());

  const post = (path: string, body: object): Promise<Answer> => request(sandbox.endpoint, "POST", path, body);
  const set = (settings: object): Promise<Answer> => request(sandbox.endpoint, "PUT", "/sandbox/settings", settings);
  let made = 0;
  const addPolicy = (statement: string, compartmentId = TENANCY): Promise<Answer> =>
    post("/20160918/policies", { compartmentId, name: `p${made++}`, description: "d", statements: [statement] });
  const addGroup = (name: string, matchingRule: string): Promise<Answer> =>
    post("/20160918/dynamicGroups", { compartmentId: TENANCY, name, description: "d", matchingRule });
  const addCompartment = async (compartmentId: string, name: string): Promise<string> =>
    String(objectOf(await post("/20160918/compartments", { compartmentId, name, description: "d" }))["id"]);

  describe("of a connection, to read its token", () => {
    let projectId: string;

    beforeEach(async () => {
      const { id } = await lifeCycleOf("oci:DevOps/project:Project").create(clients, COMPARTMENT, "app");
      projectId = id;
    });

    const connect = (accessToken = OUTSIDE): Promise<Answer> =>
      post("/20210630/connections", { projectId, connectionType: "GITHUB_ACCESS_TOKEN", accessToken });
    const addSecret = async (compartmentId: string): Promise<string> =>
      (await lifeCycleOf("oci:Vault/secret:Secret").create(clients, compartmentId, "token")).id;

    it("are not asked for while the sandbox holds no policy", async () => {
      assert.equal((await connect()).status, 200);
    });

    it("fails when there is none", async () => {
      await addPolicy(STATEMENT);

      const answer = await connect();

      assert.deepEqual(refusal(answer), refused);
      assert.match(
        String(objectOf(answer)["message"]),
        /^Authorization failed or requested resource not found\. \(sandbox: no policy in effect grants a resource of type 'devopsconnection' SECRET_BUNDLE_READ on 'accessToken'\)$/,
      );
    });

    const group = "dynamic-group connections";
    const ofPrincipal = "where request.principal.type='devopsconnection'";
    const cases = [
      { what: "a verb", statement: `Allow ${group} to read secret-bundles in tenancy` },
      { what: "a family", statement: `Allow ${group} to read secret-family in tenancy` },
      { what: "a permission", statement: `Allow ${group} to {SECRET_BUNDLE_READ} in tenancy` },
      {
        what: "the secret",
        statement: `Allow ${group} to read secret-bundles in tenancy where target.secret.id='${OUTSIDE}'`,
      },
      { what: "everybody of the type", statement: `Allow any-user to read secret-bundles in tenancy ${ofPrincipal}` },
      { what: "a group that the sandbox lacks", statement: "Allow dynamic-group x to read secret-bundles in tenancy" },
      { what: "a weaker verb", statement: `Allow ${group} to inspect secret-bundles in tenancy`, isRefused: true },
      { what: "another type", statement: `Allow ${group} to read secrets in tenancy`, isRefused: true },
      { what: "a group of people", statement: "Allow group a to read secret-bundles in tenancy", isRefused: true },
      { what: "a service", statement: "Allow service a to read secret-bundles in tenancy", isRefused: true },
      {
        what: "another secret",
        statement: `Allow ${group} to read secret-bundles in tenancy where target.secret.id='ocid1.vaultsecret.oc1..b'`,
        isRefused: true,
      },
      {
        what: "everybody of another type",
        statement: "Allow any-user to read secret-bundles in tenancy where request.principal.type='devopsrepository'",
        isRefused: true,
      },
      {
        what: "another permission",
        statement: `Allow ${group} to manage secret-bundles in tenancy where request.permission='SECRET_BUNDLE_INSPECT'`,
        isRefused: true,
      },
    ];
    for (const { what, statement, isRefused = false } of cases) {
      it(`${isRefused ? "fails when one is of" : "may be of"} ${what}`, async () => {
        await addGroup("connections", "ALL {resource.type='devopsconnection'}");
        await addPolicy(statement);

        const answer = await connect();

        assert.equal(answer.status, isRefused ? 404 : 200);
      });
    }

    it("fails when the group has other resources", async () => {
      await addGroup("connections", `ALL {resource.compartment.id='${OTHER_COMPARTMENT}'}`);
      await addPolicy("Allow dynamic-group connections to read secret-bundles in tenancy");

      assert.deepEqual(refusal(await connect()), refused);
    });

    it("fails when another statement denies it", async () => {
      await addPolicy("Allow any-user to read secret-bundles in tenancy");
      await addPolicy("Deny any-user to read secret-bundles in tenancy");

      assert.deepEqual(refusal(await connect()), refused);
    });

    describe("by where the policy is attached", () => {
      const statement = "Allow any-user to read secret-bundles in tenancy";
      let above: string;
      let below: string;
      let secret: string;

      beforeEach(async () => {
        above = await addCompartment(TENANCY, "above");
        below = await addCompartment(above, "below");
        secret = await addSecret(below);
      });

      it("may be above the secret", async () => {
        await addPolicy(statement, above);

        assert.equal((await connect(secret)).status, 200);
      });

      it("fails when it is beside the secret", async () => {
        await addPolicy(statement, await addCompartment(above, "beside"));

        assert.deepEqual(refusal(await connect(secret)), refused);
      });

      it("may name the compartment from there", async () => {
        await addPolicy("Allow any-user to read secret-bundles in compartment below", above);

        assert.equal((await connect(secret)).status, 200);
      });

      it("fails when it names another compartment", async () => {
        const beside = await addCompartment(above, "beside");
        await addPolicy("Allow any-user to read secret-bundles in compartment beside", above);
        await addPolicy(`Allow any-user to read secret-bundles in compartment id ${beside}`, above);

        assert.deepEqual(refusal(await connect(secret)), refused);
      });

      it("may be of the secret's name", async () => {
        await addPolicy(`${statement} where target.secret.name='token'`, above);

        assert.equal((await connect(secret)).status, 200);
      });

      it("fails when it is of another secret's name", async () => {
        await addPolicy(`${statement} where target.secret.name='other'`, above);

        assert.deepEqual(refusal(await connect(secret)), refused);
      });
    });

    it("counts once the policy is in effect", async () => {
      await set({ iamDelay: 3600 });
      await addPolicy("Allow any-user to read secret-bundles in tenancy");
      const early = await connect();

      await set({ iamDelay: 0 });

      assert.deepEqual([refusal(early), (await connect()).status], [refused, 200]);
    });

    it("counts to the second", async () => {
      const { timeUpdated } = objectOf(await addPolicy("Allow any-user to read secret-bundles in tenancy"));
      const written = Date.parse(String(timeUpdated));
      const connection = { accessToken: OUTSIDE, compartmentId: COMPARTMENT };
      const ask = (now: number): void => {
        const kind = kindOf("oci:DevOps/connection:Connection");
        assert.ok(kind);
        const caller = { tenancyId: TENANCY, userId: "", region: "", saysRegion: false, endpoint: "" };
        requireGrants(sandbox.store, kind, connection, connection, caller, { ...DEFAULTS, iamDelay: 20 }, now);
      };

      assert.throws(() => ask(written + 19_999), { code: "NotAuthorizedOrNotFound" });
      assert.doesNotThrow(() => ask(written + 20_000));
    });

    it("fails when a change brings a token that may not be read", async () => {
      const { id } = objectOf(await connect());
      await addPolicy(STATEMENT);
      const path = `/20210630/connections/${String(id)}`;
      const change = { connectionType: "GITHUB_ACCESS_TOKEN", accessToken: "ocid1.vaultsecret.oc1..b" };

      assert.deepEqual(refusal(await request(sandbox.endpoint, "PUT", path, change)), refused);
    });

    it("are not asked for again by another change", async () => {
      const { id } = objectOf(await connect());
      await addPolicy(STATEMENT);
      const path = `/20210630/connections/${String(id)}`;

      assert.equal((await request(sandbox.endpoint, "PUT", path, { description: "e" })).status, 200);
    });
  });

  describe("of the scanning service, to read repositories", () => {
    const scan = async (): Promise<Answer> => {
      const recipe = { compartmentId: COMPARTMENT, scanSettings: { scanLevel: "STANDARD" } };
      const { id } = objectOf(await post("/20210215/containerScanRecipes", recipe));
      const targetRegistry = { type: "OCIR", compartmentId: COMPARTMENT };
      return post("/20210215/containerScanTargets", {
        compartmentId: COMPARTMENT,
        containerScanRecipeId: id,
        targetRegistry,
      });
    };

    it("fails when there is none", async () => {
      await addPolicy("Allow service other to read repos in tenancy");

      assert.deepEqual(refusal(await scan()), refused);
    });

    it("may be in the compartment of the repositories", async () => {
      const where = `in compartment id ${COMPARTMENT}`;
      await addPolicy(`Allow service vulnerability-scanning-service to read repos ${where}`, COMPARTMENT);

      assert.equal((await scan()).status, 200);
    });
  });
});
