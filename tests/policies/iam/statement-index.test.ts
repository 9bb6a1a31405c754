import { strict as assert } from "node:assert";

import * as fc from "fast-check";

import { coversMeaning, coversPlace } from "../../../policies/iam/covers";
import { printStatement } from "../../../policies/iam/printer";
import { StatementIndex } from "../../../policies/iam/statement-index";
import { coversSubject } from "../../../policies/iam/subject";
import { coveringOf } from "../../../policies/iam/union";
import { grant } from "./arbitraries";

const grants = fc.array(grant, { minLength: 1, maxLength: 20 });

describe("StatementIndex", () => {
  it("finds every statement that covers another one", () => {
    let found = 0;
    fc.assert(
      fc.property(grants, (statements) => {
        const index = new StatementIndex(statements, "allow");
        for (const wanted of index.meanings) {
          const covering = new Set(index.covering(wanted));
          for (const each of index.meanings) {
            if (wanted.extent.most?.size === 0 || coversMeaning(each, wanted).answer !== "yes") continue;
            assert.ok(covering.has(each), `${printStatement(each.statement)} > ${printStatement(wanted.statement)}`);
            if (each !== wanted) found++;
          }
        }
      }),
      { numRuns: 500 },
    );
    // about 200 with these parts: far fewer would say that the property was hardly tried
    assert.ok(found > 40, `${found} pairs`);
  });

  it("finds what the whole set covers", () => {
    fc.assert(
      fc.property(grants, grant, (statements, wanted) => {
        const index = new StatementIndex(statements, "allow");
        const [meaning] = new StatementIndex([wanted], "allow").meanings;
        assert.ok(meaning);

        assert.equal(
          coveringOf([...index.covering(meaning)], meaning) === undefined,
          coveringOf(index.meanings, meaning) === undefined,
        );
      }),
      { numRuns: 1000 },
    );
  });

  it("leaves out only what is of others, or elsewhere", () => {
    fc.assert(
      fc.property(grants, (statements) => {
        const index = new StatementIndex(statements, "allow");
        for (const wanted of index.meanings) {
          const possible = new Set(index.possible(wanted));
          for (const each of index.meanings) {
            if (possible.has(each)) continue;
            const parts = [coversSubject(each.statement.subject, wanted.statement.subject), coversPlace(each, wanted)];
            assert.ok(parts.some(({ answer }) => answer === "no"));
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it("puts statements back in their order", () => {
    fc.assert(
      fc.property(grants, (statements) => {
        const index = new StatementIndex(statements, "allow");

        assert.deepEqual(index.inOrder([...index.meanings].reverse()), index.meanings);
      }),
    );
  });
});
