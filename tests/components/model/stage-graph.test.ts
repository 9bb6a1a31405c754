import { strict as assert } from "node:assert";

import fc from "fast-check";

import { ancestorsOf, orderStages, type StageNode } from "../../../components/model/stage-graph";

/** The order of stages with what each follows: `deliver<build`. */
function placesOf(declared: readonly StageNode[]): string[] {
  return orderStages(declared).stages.map(({ stage, predecessors }) => `${stage.name}<${predecessors.join("+")}`);
}

describe("orderStages", () => {
  const graphs: readonly { what: string; declared: readonly StageNode[]; places: readonly string[] }[] = [
    { what: "one stage", declared: [{ name: "build" }], places: ["build<"] },
    {
      what: "a stage behind the one before it",
      declared: [{ name: "build" }, { name: "deliver" }, { name: "deploy" }],
      places: ["build<", "deliver<build", "deploy<deliver"],
    },
    {
      what: "parallel stages",
      declared: [{ name: "build" }, { name: "images", after: ["build"] }, { name: "charts", after: ["build"] }],
      places: ["build<", "images<build", "charts<build"],
    },
    {
      what: "several starts",
      declared: [{ name: "api" }, { name: "worker", after: [] }],
      places: ["api<", "worker<"],
    },
    {
      what: "a join, in the order that its 'after' names",
      declared: [{ name: "api" }, { name: "worker", after: [] }, { name: "deploy", after: ["worker", "api"] }],
      places: ["api<", "worker<", "deploy<worker+api"],
    },
    {
      what: "a stage that is declared before the one that it follows",
      declared: [
        { name: "deliver", after: ["build"] },
        { name: "build", after: [] },
      ],
      places: ["build<", "deliver<build"],
    },
    {
      what: "a declared order that is an order already, though a later stage could start sooner",
      declared: [{ name: "api" }, { name: "deliver" }, { name: "worker", after: [] }],
      places: ["api<", "deliver<api", "worker<"],
    },
  ];
  for (const { what, declared, places } of graphs) {
    it(`places ${what}`, () => {
      assert.deepEqual(placesOf(declared), places);
    });
  }

  const refused: readonly { what: string; declared: readonly StageNode[]; problems: readonly string[] }[] = [
    { what: "no stage", declared: [], problems: ["there is no stage; declare at least one"] },
    {
      what: "a name that is declared three times, once",
      declared: [{ name: "build" }, { name: "build" }, { name: "build" }],
      problems: ["stage 'build' is declared more than once; give each a name of its own"],
    },
    {
      what: "an unknown stage, with the one that is probably meant",
      declared: [{ name: "build" }, { name: "deliver", after: ["biuld"] }],
      problems: [
        "stage 'deliver' follows 'biuld', which is not declared (declared: 'build', 'deliver'); did you mean 'build'?",
      ],
    },
    {
      what: "an unknown stage that is like none",
      declared: [{ name: "build" }, { name: "deliver", after: ["approval"] }],
      problems: [
        "stage 'deliver' follows 'approval', which is not declared (declared: 'build', 'deliver'); " +
          "declare it or fix 'after'",
      ],
    },
    {
      what: "an unknown stage that is like the following one alone",
      declared: [{ name: "build" }, { name: "deliver", after: ["delivery"] }],
      problems: [
        "stage 'deliver' follows 'delivery', which is not declared (declared: 'build', 'deliver'); " +
          "declare it or fix 'after'",
      ],
    },
    {
      what: "a stage that names one that it follows twice",
      declared: [{ name: "build" }, { name: "deliver", after: ["build", "build"] }],
      problems: ["stage 'deliver' follows 'build' more than once; name it once in its 'after'"],
    },
    {
      what: "a stage that follows itself",
      declared: [{ name: "build", after: ["build"] }],
      problems: ["stage 'build' follows itself; take it out of its 'after'"],
    },
    {
      what: "a cycle, without the stages before and after it",
      declared: [
        { name: "start" },
        { name: "a", after: ["start", "b"] },
        { name: "b", after: ["a"] },
        { name: "end", after: ["b"] },
      ],
      problems: ["stages 'a', 'b' wait for each other; take one of their 'after' away"],
    },
    {
      what: "a first stage that follows the last",
      declared: [{ name: "a", after: ["c"] }, { name: "b" }, { name: "c" }],
      problems: ["stages 'a', 'b', 'c' wait for each other; take one of their 'after' away"],
    },
    {
      what: "a name declared twice and an unknown stage at once",
      declared: [{ name: "build" }, { name: "build" }, { name: "deliver", after: ["approval"] }],
      problems: [
        "stage 'build' is declared more than once; give each a name of its own",
        "stage 'deliver' follows 'approval', which is not declared (declared: 'build', 'build', 'deliver'); " +
          "declare it or fix 'after'",
      ],
    },
  ];
  for (const { what, declared, problems } of refused) {
    it(`refuses ${what}`, () => {
      assert.deepEqual(orderStages(declared), { stages: [], problems });
    });
  }

  const label = fc.constantFrom("a", "b", "c", "d", "e", "f");
  const anyDeclared: fc.Arbitrary<readonly StageNode[]> = fc.array(
    fc.record({ name: label, after: fc.array(label, { maxLength: 3 }) }, { requiredKeys: ["name"] }),
    { maxLength: 6 },
  );
  /** A graph without a cycle: each stage follows only stages of the list before it, which is then shuffled. */
  const anyAcyclic: fc.Arbitrary<readonly StageNode[]> = fc
    .array(fc.array(fc.nat({ max: 11 }), { maxLength: 3 }), { minLength: 1, maxLength: 12 })
    .map((all) =>
      all.map((after, index) => ({
        name: `s${index}`,
        after: [...new Set(after.filter((each) => each < index).map((each) => `s${each}`))],
      })),
    );

  it("keeps every stage exactly once behind all that it follows, or refuses the graph with a reason", () => {
    fc.assert(
      fc.property(anyDeclared, (declared) => {
        const { stages, problems } = orderStages(declared);

        if (problems.length > 0) {
          assert.deepEqual(stages, []);
          return;
        }
        assert.deepEqual(new Set(stages.map(({ stage }) => stage)), new Set(declared));
        assert.equal(stages.length, declared.length);
        stages.forEach(({ predecessors }, index) => {
          const before = stages.slice(0, index).map(({ stage }) => stage.name);
          assert.deepEqual(
            predecessors.filter((each) => !before.includes(each)),
            [],
          );
        });
      }),
    );
  });

  it("orders every graph without a cycle, however it is declared", () => {
    const anyShuffled = anyAcyclic.chain((graph) =>
      fc.shuffledSubarray([...graph], { minLength: graph.length, maxLength: graph.length }),
    );
    fc.assert(
      fc.property(anyShuffled, (declared) => {
        assert.deepEqual(orderStages(declared).problems, []);
      }),
    );
  });

  it("leaves declared stages as they are where that is an order already", () => {
    fc.assert(
      fc.property(anyAcyclic, (declared) => {
        assert.deepEqual(
          orderStages(declared).stages.map(({ stage }) => stage),
          declared,
        );
      }),
    );
  });
});

describe("ancestorsOf", () => {
  const { stages } = orderStages([
    { name: "api" },
    { name: "worker", after: [] },
    { name: "deliver", after: ["api", "worker"] },
    { name: "deploy" },
  ]);
  const families = [
    { what: "of a start", name: "api", ancestors: [] },
    { what: "of a join", name: "deliver", ancestors: ["api", "worker"] },
    { what: "near and far", name: "deploy", ancestors: ["deliver", "api", "worker"] },
    { what: "of a stage that is not there", name: "approval", ancestors: [] },
  ];
  for (const { what, name, ancestors } of families) {
    it(`names those ${what}: '${name}'`, () => {
      assert.deepEqual(ancestorsOf(stages, name), new Set(ancestors));
    });
  }
});
