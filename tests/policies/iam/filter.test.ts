import { strict as assert } from "node:assert";

import { splitCondition } from "../../../policies/iam/filter";
import { printCondition } from "../../../policies/iam/printer";
import { grantOf } from "./trees";

const PERMISSIONS = ["A_READ", "A_WRITE", "A_B_READ", "READ_A", "A_READ_ALL"];

/** Which permissions a condition lets through, and what is left of it. */
function split(text: string): { passes: string[] | undefined; rest: string | undefined } {
  const { condition } = grantOf(`allow group A to read repos in tenancy where ${text}`);
  assert.ok(condition);
  const { filter, rest } = splitCondition(condition);
  return { passes: filter && PERMISSIONS.filter(filter.passes), rest: rest && printCondition(rest) };
}

describe("splitCondition", () => {
  const cases: { text: string; passes?: string[]; rest?: string }[] = [
    { text: "request.permission = 'a_read'", passes: ["A_READ"] },
    { text: "Request.Permission != 'A_READ'", passes: ["A_WRITE", "A_B_READ", "READ_A", "A_READ_ALL"] },
    { text: "request.permission in ('A_READ', 'READ_A')", passes: ["A_READ", "READ_A"] },
    { text: "request.permission not in ('A_READ', /A_*/)", passes: ["READ_A"] },
    { text: "request.permission = /A_*/", passes: ["A_READ", "A_WRITE", "A_B_READ", "A_READ_ALL"] },
    { text: "request.permission = /*_READ/", passes: ["A_READ", "A_B_READ"] },
    { text: "request.permission = /*_b_*/", passes: ["A_B_READ"] },
    { text: "request.permission = /A_*READ*/", passes: ["A_READ", "A_B_READ", "A_READ_ALL"] },
    { text: "request.permission = /A_READ/", passes: ["A_READ"] },
    { text: "any {request.permission = 'A_READ', request.permission = 'A_WRITE'}", passes: ["A_READ", "A_WRITE"] },
    {
      text: "all {request.permission = /A_*/, request.permission != 'A_WRITE'}",
      passes: ["A_READ", "A_B_READ", "A_READ_ALL"],
    },
    { text: "all {request.permission = 'A_READ', request.permission = 'A_WRITE'}", passes: [] },
    { text: "all {request.permission = 'A_READ', x.a = 'b'}", passes: ["A_READ"], rest: "x.a = 'b'" },
    {
      text: "all {x.a = 'b', all {request.permission = 'A_READ', x.c = 'd'}, any {x.e = 'f'}}",
      passes: ["A_READ"],
      rest: "all {x.a = 'b', x.c = 'd', any {x.e = 'f'}}",
    },
    { text: "any {request.permission = 'A_READ', x.a = 'b'}", rest: "any {request.permission = 'A_READ', x.a = 'b'}" },
    { text: "x.a = 'request.permission'", rest: "x.a = 'request.permission'" },
  ];
  for (const { text, passes, rest } of cases)
    it(`splits ${text}`, () => assert.deepEqual(split(text), { passes, rest }));
});
