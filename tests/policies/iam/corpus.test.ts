import { strict as assert } from "node:assert";

import { parseStatement } from "../../../policies/iam/parser";
import { printStatement } from "../../../policies/iam/printer";
import { sharedFacts } from "../../shared-facts";
import { statementOf, withoutSpans } from "./trees";

describe("statements of public repositories (needs ../shared)", () => {
  const corpus = sharedFacts("corpora/iam-statements/statements.json") as { statement: string }[] | undefined;
  const statements = corpus?.map(({ statement }) => statement) ?? [];

  before(function () {
    if (!corpus) this.skip();
  });

  it("are there", () => assert.ok(statements.length >= 200, `${statements.length} statements`));

  it("are all accepted", () => {
    const refused = statements.flatMap((text) =>
      parseStatement(text).errors.map(({ message }) => `${text}: ${message}`),
    );

    assert.deepEqual(refused, []);
  });

  it("are the same trees when printed and read again", () => {
    for (const text of statements) {
      const statement = statementOf(text);
      const printed = printStatement(statement);

      assert.deepEqual(withoutSpans(statementOf(printed)), withoutSpans(statement), text);
      assert.equal(printStatement(statementOf(printed)), printed);
    }
  });
});
