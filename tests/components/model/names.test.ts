import { strict as assert } from "node:assert";

import fc from "fast-check";

import { ENVIRONMENT, NAME, namesOf, PROJECT_NAME, resourceTypes } from "../../../components/model/names";

// the look-ahead of NAME is beyond what fast-check can make
const name = fc.stringMatching(/^[a-z](?:-?[a-z0-9]){1,29}$/).filter((each) => NAME.test(each));
const environmentName = fc.stringMatching(ENVIRONMENT);

function allOf(team: string, environment: string, image: string): Readonly<Record<string, string>> {
  const names = namesOf(team, environment);
  return {
    project: names.project,
    topic: names.topic,
    logGroup: names.logGroup,
    policy: names.policy,
    buildPipelines: names.dynamicGroup("build-pipelines"),
    deployPipelines: names.dynamicGroup("deploy-pipelines"),
    buildGroup: names.buildGroup(image),
    secretsPolicy: names.buildPolicy("secrets", image),
    pushPolicy: names.buildPolicy("push", image),
    repository: names.repository(image),
  };
}

describe("namesOf", () => {
  it("names everything after the team and the environment", () => {
    assert.deepEqual(allOf("shop", "prod", "orders-api"), {
      project: "shop-prod",
      topic: "shop-prod-delivery",
      logGroup: "shop-prod-delivery",
      policy: "shop-prod-pipelines",
      buildPipelines: "shop-prod-build-pipelines",
      deployPipelines: "shop-prod-deploy-pipelines",
      buildGroup: "shop-prod-builds-orders-api",
      secretsPolicy: "shop-prod-secrets-orders-api",
      pushPolicy: "shop-prod-push-orders-api",
      repository: "shop-prod/orders-api",
    });
  });

  it("begins every name with the name of the project", () => {
    fc.assert(
      fc.property(name, environmentName, name, (team, environment, image) => {
        const { project = "", ...others } = allOf(team, environment, image);

        for (const other of Object.values(others)) assert.equal(other.startsWith(project), true, other);
      }),
    );
  });

  it("makes a project's name that may be given by hand as well", () => {
    fc.assert(
      fc.property(name, environmentName, (team, environment) => {
        assert.match(namesOf(team, environment).project, PROJECT_NAME);
      }),
    );
  });

  it("can be told apart again into one team and one environment only", () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{2,4}$/), { minLength: 2, maxLength: 5 }), (words) => {
        const splits = words
          .slice(1)
          .map((_word, at) => [words.slice(0, at + 1).join("-"), words.slice(at + 1).join("-")] as const)
          .filter(([team, environment]) => NAME.test(team) && ENVIRONMENT.test(environment));

        assert.deepEqual(splits, [[words.slice(0, -1).join("-"), words.at(-1)]]);
      }),
    );
  });

  it("stays within the 100 characters that IAM allows", () => {
    fc.assert(
      fc.property(name, environmentName, name, (team, environment, image) => {
        for (const text of Object.values(allOf(team, environment, image))) assert.equal(text.length <= 100, true, text);
      }),
    );
  });

  it("shares no name between two environments of one team", () => {
    fc.assert(
      fc.property(name, environmentName, environmentName, name, (team, environment, other, image) => {
        fc.pre(environment !== other);
        const ours = allOf(team, environment, image);
        const theirs = allOf(team, other, image);

        for (const kind of Object.keys(ours)) assert.notEqual(ours[kind], theirs[kind]);
      }),
    );
  });

  it("shares no repository between two images of one environment", () => {
    fc.assert(
      fc.property(name, environmentName, name, name, (team, environment, image, other) => {
        fc.pre(image !== other);
        const names = namesOf(team, environment);

        assert.notEqual(names.repository(image), names.repository(other));
      }),
    );
  });
});

describe("resourceTypes", () => {
  it("tells OCI's word for each principal", () => {
    assert.deepEqual(resourceTypes, {
      connections: "devopsconnection",
      repositories: "devopsrepository",
      "build-pipelines": "devopsbuildpipeline",
      "deploy-pipelines": "devopsdeploypipeline",
    });
  });
});

describe("NAME", () => {
  const good = [
    { what: "letters", text: "shop" },
    { what: "digits after the first letter", text: "s3" },
    { what: "a hyphen", text: "orders-api" },
    { what: "hyphens apart", text: "a-b-c" },
    { what: "30 letters", text: "a".repeat(30) },
  ];
  for (const { what, text } of good) {
    it(`takes ${what}: '${text}'`, () => {
      assert.match(text, NAME);
    });
  }

  const bad = [
    { what: "nothing", text: "" },
    { what: "one letter", text: "a" },
    { what: "31 letters", text: "a".repeat(31) },
    { what: "31 letters and hyphens", text: `a${"-b".repeat(15)}` },
    { what: "a capital", text: "Shop" },
    { what: "a digit first", text: "3shop" },
    { what: "a hyphen first", text: "-shop" },
    { what: "a hyphen last", text: "shop-" },
    { what: "two hyphens together", text: "shop--eu" },
    { what: "an underscore", text: "shop_eu" },
    { what: "a slash", text: "shop/eu" },
    { what: "a quote", text: "shop'eu" },
    { what: "an accent", text: "épicerie" },
    { what: "a line break at the end", text: "shop\n" },
  ];
  for (const { what, text } of bad) {
    it(`refuses ${what}: ${JSON.stringify(text)}`, () => {
      assert.doesNotMatch(text, NAME);
    });
  }
});

describe("ENVIRONMENT", () => {
  for (const text of ["dev", "prod2", "a".repeat(30)]) {
    it(`takes '${text}'`, () => {
      assert.match(text, ENVIRONMENT);
    });
  }

  for (const text of ["", "p", "eu-prod", "Prod", "2prod", "a".repeat(31)]) {
    it(`refuses '${text}'`, () => {
      assert.doesNotMatch(text, ENVIRONMENT);
    });
  }
});

describe("PROJECT_NAME", () => {
  const good = [
    { what: "one letter", text: "S" },
    { what: "every sign that is allowed", text: "Shop_eu.prod-2" },
    { what: "100 letters", text: "a".repeat(100) },
  ];
  for (const { what, text } of good) {
    it(`takes ${what}`, () => {
      assert.match(text, PROJECT_NAME);
    });
  }

  const bad = [
    { what: "nothing", text: "" },
    { what: "101 letters", text: "a".repeat(101) },
    { what: "a digit first", text: "2shop" },
    { what: "a space", text: "shop eu" },
    { what: "a line break at the end", text: "shop\n" },
  ];
  for (const { what, text } of bad) {
    it(`refuses ${what}`, () => {
      assert.doesNotMatch(text, PROJECT_NAME);
    });
  }
});
