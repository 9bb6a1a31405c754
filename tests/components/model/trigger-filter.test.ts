import { strict as assert } from "node:assert";

import fc from "fast-check";

import {
  EVENTS,
  triggerFilter,
  type TriggerSourceKind,
  type TriggerWhen,
} from "../../../components/model/trigger-filter";

const SOURCES = Object.keys(EVENTS) as TriggerSourceKind[];

describe("triggerFilter", () => {
  const filters: readonly { what: string; when: TriggerWhen; filter: object }[] = [
    {
      what: "pushes to the branch by default",
      when: { branch: "main" },
      filter: { triggerSource: "DEVOPS_CODE_REPOSITORY", events: ["PUSH"], include: { headRef: "main" } },
    },
    {
      what: "the events that it was asked for",
      when: { branch: "release/1", events: ["PULL_REQUEST_CREATED", "PUSH"] },
      filter: {
        triggerSource: "DEVOPS_CODE_REPOSITORY",
        events: ["PULL_REQUEST_CREATED", "PUSH"],
        include: { headRef: "release/1" },
      },
    },
    {
      what: "files that must have changed",
      when: { branch: "main", files: ["src/**", "package.json"] },
      filter: {
        triggerSource: "DEVOPS_CODE_REPOSITORY",
        events: ["PUSH"],
        include: { headRef: "main", fileFilter: { filePaths: ["src/**", "package.json"] } },
      },
    },
    {
      what: "files that do not count",
      when: { branch: "main", files: [], ignore: ["docs/**"] },
      filter: {
        triggerSource: "DEVOPS_CODE_REPOSITORY",
        events: ["PUSH"],
        include: { headRef: "main" },
        exclude: { fileFilter: { filePaths: ["docs/**"] } },
      },
    },
  ];
  for (const { what, when, filter } of filters) {
    it(`filters for ${what}`, () => {
      assert.deepEqual(triggerFilter("DEVOPS_CODE_REPOSITORY", when), { filter, problems: [] });
    });
  }

  const refused: readonly {
    what: string;
    source: TriggerSourceKind;
    when: Omit<TriggerWhen, "branch">;
    problems: readonly string[];
  }[] = [
    {
      what: "an event that the source does not have",
      source: "DEVOPS_CODE_REPOSITORY",
      when: { events: ["PUSH", "PULL_REQUEST_MERGED"] },
      problems: [
        "'DEVOPS_CODE_REPOSITORY' has no event 'PULL_REQUEST_MERGED', expected one of PUSH, PULL_REQUEST_CREATED, " +
          "PULL_REQUEST_UPDATED; change it",
      ],
    },
    {
      what: "a pull request where they are merge requests",
      source: "VBS",
      when: { events: ["PULL_REQUEST_CREATED"] },
      problems: [
        "'VBS' has no event 'PULL_REQUEST_CREATED', expected one of PUSH, MERGE_REQUEST_CREATED, " +
          "MERGE_REQUEST_UPDATED, MERGE_REQUEST_MERGED; change it",
      ],
    },
    {
      what: "another source's word for a new pull request",
      source: "BITBUCKET_SERVER",
      when: { events: ["PULL_REQUEST_CREATED"] },
      problems: [
        "'BITBUCKET_SERVER' has no event 'PULL_REQUEST_CREATED', expected one of PUSH, PULL_REQUEST_OPENED, " +
          "PULL_REQUEST_MODIFIED, PULL_REQUEST_MERGED; change it",
      ],
    },
    {
      what: "a pull request that is opened again where that is no event",
      source: "BITBUCKET_CLOUD",
      when: { events: ["PULL_REQUEST_REOPENED"] },
      problems: [
        "'BITBUCKET_CLOUD' has no event 'PULL_REQUEST_REOPENED', expected one of PUSH, PULL_REQUEST_CREATED, " +
          "PULL_REQUEST_UPDATED, PULL_REQUEST_MERGED; change it",
      ],
    },
    {
      what: "no event, with file patterns or without",
      source: "GITLAB",
      when: { events: [], files: ["src/**"] },
      problems: [
        "no event is given, expected one of PUSH, PULL_REQUEST_CREATED, PULL_REQUEST_UPDATED, " +
          "PULL_REQUEST_REOPENED, PULL_REQUEST_MERGED; add one",
      ],
    },
    {
      what: "file patterns where changed files can't be told",
      source: "BITBUCKET_SERVER",
      when: { ignore: ["docs/**"] },
      problems: ["'BITBUCKET_SERVER' can't tell which files have changed; remove the file patterns"],
    },
    {
      what: "file patterns without a push",
      source: "GITHUB",
      when: { events: ["PULL_REQUEST_CREATED", "PULL_REQUEST_MERGED"], files: ["src/**"] },
      problems: [
        "file patterns count for 'PUSH' alone, got PULL_REQUEST_CREATED, PULL_REQUEST_MERGED; " +
          "add 'PUSH' or remove the patterns",
      ],
    },
  ];
  for (const { what, source, when, problems } of refused) {
    it(`refuses ${what}: ${source}`, () => {
      assert.deepEqual(triggerFilter(source, { branch: "main", ...when }).problems, problems);
    });
  }

  it("takes any of the events that a source knows, beside a push", () => {
    const anyCase = fc
      .constantFrom(...SOURCES)
      .chain((source) => fc.record({ source: fc.constant(source), events: fc.subarray([...EVENTS[source]]) }));
    fc.assert(
      fc.property(anyCase, ({ source, events }) => {
        const { filter, problems } = triggerFilter(source, { branch: "main", events: ["PUSH", ...events] });

        assert.deepEqual(problems, []);
        assert.deepEqual(filter.events, ["PUSH", ...events]);
      }),
    );
  });

  it("gives the provider lists of its own", () => {
    const events = ["PUSH"];

    const { filter } = triggerFilter("GITHUB", { branch: "main", events });
    filter.events.push("PULL_REQUEST_CREATED");

    assert.deepEqual(events, ["PUSH"]);
  });
});
