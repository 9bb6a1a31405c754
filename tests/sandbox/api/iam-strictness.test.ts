import { strict as assert } from "node:assert";

import { REGION_HEADER } from "../../../sandbox/api/region-header";
import { MOST_STATEMENTS } from "../../../sandbox/api/statement-limit";
import {
  COMPARTMENT,
  HOME_REGION,
  OTHER_COMPARTMENT,
  startSandbox,
  TENANCY,
  WORKLOAD_REGION,
  type RunningSandbox,
} from "../harness";
import { objectOf, refusal, request, signatureHeaders, STATEMENT, type Answer } from "./requests";

const POLICIES = "/20160918/policies";
const GROUPS = "/20160918/dynamicGroups";
const COMPARTMENTS = "/20160918/compartments";

describe("what the REST API refuses of IAM", () => {
  let sandbox: RunningSandbox;

  before(async () => {
    sandbox = await startSandbox();
  });

  afterEach(() => sandbox.store.clear());

  after(() => sandbox.stop());

  const post = (path: string, body: object): Promise<Answer> => request(sandbox.endpoint, "POST", path, body);
  let made = 0;
  const addPolicy = (statements: readonly unknown[], compartmentId = COMPARTMENT): Promise<Answer> =>
    post(POLICIES, { compartmentId, name: `p${made++}`, description: "d", statements });
  const messageOf = (answer: Answer): unknown => objectOf(answer)["message"];

  describe("statements", () => {
    const refused = [
      {
        what: "does not parse",
        statement: "Allow group a to mange repos in tenancy",
        message: /^'statements': 'Allow group a to mange repos in tenancy': .*did you mean 'manage'/,
      },
      {
        what: "names a type that is none",
        statement: "Allow group a to use artifacts in tenancy",
        message: /^'statements': 'Allow group a to use artifacts in tenancy': there is no resource type 'artifacts'$/,
      },
      {
        what: "names a type that a complete service does not have",
        statement: "Allow group a to use devops-artifacts in tenancy",
        message: /there is no resource type 'devops-artifacts'$/,
      },
      { what: "is no text", statement: 7, message: /expected a text, got number$/ },
    ];
    for (const { what, statement, message } of refused) {
      it(`fails when one ${what}`, async () => {
        const answer = await addPolicy([STATEMENT, statement]);

        assert.deepEqual(refusal(answer), { status: 400, code: "InvalidParameter" });
        assert.match(String(messageOf(answer)), message);
      });
    }

    it("fails when a policy is changed to one that does not parse", async () => {
      const { id } = objectOf(await addPolicy([STATEMENT]));

      const answer = await request(sandbox.endpoint, "PUT", `${POLICIES}/${String(id)}`, { statements: ["Allow"] });

      assert.deepEqual(refusal(answer), { status: 400, code: "InvalidParameter" });
    });

    for (const { what, statement } of [
      {
        what: "a type that the catalogue does not have",
        statement: "Allow group a to use brand-new-things in tenancy",
      },
      { what: "permissions", statement: "Allow group a to {REPOSITORY_READ} in tenancy" },
      { what: "a name of an OCID", statement: "define group a as ocid1.group.oc1..a" },
    ]) {
      it(`takes ${what}`, async () => {
        assert.equal((await addPolicy([statement])).status, 200);
      });
    }
  });

  it("fails when a matching rule does not parse", async () => {
    const answer = await post(GROUPS, { compartmentId: TENANCY, name: "g", description: "d", matchingRule: "ALL {" });

    assert.deepEqual(refusal(answer), { status: 400, code: "InvalidParameter" });
    assert.match(String(messageOf(answer)), /^'matchingRule': 'ALL \{': expected/);
  });

  describe("the number of statements", () => {
    const many = (count: number): string[] => Array.from({ length: count }, () => STATEMENT);
    const below = async (compartmentId: string): Promise<string> =>
      String(objectOf(await post(COMPARTMENTS, { compartmentId, name: `c${made++}`, description: "d" }))["id"]);

    it("takes as many as may be on one path", async () => {
      await addPolicy(many(MOST_STATEMENTS - 1), TENANCY);

      assert.equal((await addPolicy([STATEMENT])).status, 200);
    });

    it("fails when there are more from the tenancy down to the policy", async () => {
      await addPolicy(many(MOST_STATEMENTS), TENANCY);

      const answer = await addPolicy([STATEMENT], await below(COMPARTMENT));

      assert.deepEqual(refusal(answer), { status: 400, code: "LimitExceeded" });
      assert.match(String(messageOf(answer)), /^'statements' would be 501 from the tenancy down through /);
    });

    it("fails when there are more down to a compartment below the policy", async () => {
      await addPolicy(many(MOST_STATEMENTS), await below(COMPARTMENT));

      assert.deepEqual(refusal(await addPolicy([STATEMENT])), { status: 400, code: "LimitExceeded" });
    });

    it("fails when a policy grows", async () => {
      await addPolicy(many(MOST_STATEMENTS - 1));
      const { id } = objectOf(await addPolicy([STATEMENT]));

      const statements = [STATEMENT, STATEMENT];
      const answer = await request(sandbox.endpoint, "PUT", `${POLICIES}/${String(id)}`, { statements });

      assert.deepEqual(refusal(answer), { status: 400, code: "LimitExceeded" });
    });

    it("does not count those beside the path", async () => {
      await addPolicy(many(MOST_STATEMENTS), OTHER_COMPARTMENT);

      assert.equal((await addPolicy([STATEMENT])).status, 200);
    });
  });

  describe("the home region", () => {
    const policy = { compartmentId: COMPARTMENT, name: "app", description: "d", statements: [STATEMENT] };
    const from = (region: string, method: string, path: string, body?: object): Promise<Answer> =>
      request(sandbox.endpoint, method, path, body, { ...signatureHeaders(), [REGION_HEADER]: region });
    const abroad = { status: 403, code: "NotAllowed" };

    beforeEach(async () => {
      const settings = { homeRegions: { [TENANCY]: HOME_REGION } };
      assert.equal((await request(sandbox.endpoint, "PUT", "/sandbox/settings", settings)).status, 200);
    });

    it("fails when a policy is made in another one", async () => {
      const answer = await from(WORKLOAD_REGION, "POST", POLICIES, policy);

      assert.deepEqual(refusal(answer), abroad);
      assert.match(String(messageOf(answer)), /^Please go to your home region us-ashburn-1 to execute CREATE, UPDATE/);
    });

    it("fails when a policy is changed or deleted in another one", async () => {
      const { id } = objectOf(await from(HOME_REGION, "POST", POLICIES, policy));
      const path = `${POLICIES}/${String(id)}`;

      assert.deepEqual(refusal(await from(WORKLOAD_REGION, "PUT", path, { description: "e" })), abroad);
      assert.deepEqual(refusal(await from(WORKLOAD_REGION, "DELETE", path)), abroad);
    });

    it("lets a policy be read in every one", async () => {
      const { id } = objectOf(await from(HOME_REGION, "POST", POLICIES, policy));

      assert.equal((await from(WORKLOAD_REGION, "GET", `${POLICIES}/${String(id)}`)).status, 200);
    });

    it("takes other kinds in every one", async () => {
      const topic = { compartmentId: COMPARTMENT, name: "app" };

      assert.equal((await from(WORKLOAD_REGION, "POST", "/20181201/topics", topic)).status, 200);
    });

    it("fails when the key is one whose provider is of another region", async () => {
      const keyRegions = { "22:22": WORKLOAD_REGION, "11:11": HOME_REGION };
      await request(sandbox.endpoint, "PUT", "/sandbox/settings", { keyRegions });
      const by = (fingerprint: string): Promise<Answer> => {
        const { authorization, date } = signatureHeaders();
        const headers = { date, authorization: authorization.replace("00:00", fingerprint) };
        return request(sandbox.endpoint, "POST", POLICIES, policy, headers);
      };

      assert.deepEqual(refusal(await by("22:22")), abroad);
      assert.equal((await by("11:11")).status, 200);
    });

    it("takes what a request writes that says no region", async () => {
      assert.equal((await post(POLICIES, policy)).status, 200);
    });

    it("fails when a setting is not known", async () => {
      const answer = await request(sandbox.endpoint, "PUT", "/sandbox/settings", { homeRegion: HOME_REGION });

      assert.deepEqual(refusal(answer), { status: 400, code: "InvalidParameter" });
    });
  });
});
