import { strict as assert } from "node:assert";

import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";

import { defineRule, onEach, onStack, type Scope } from "../../../policies/define-rule";
import { readExceptions } from "../../../policies/exceptions/exception";
import { Register } from "../../../policies/exceptions/register";
import { rules } from "../../../policies/pack";

const URN = "urn:pulumi:dev::shop::type::it";
const RESOURCE = { type: "type", name: "it", urn: URN, props: {}, opts: {}, getConfig: () => ({}) };
const exceptability = new Map(rules.map(({ metadata }) => [metadata.name, metadata.unexceptable]));

/** What a policy reports about one resource. */
function reported(policy: ResourceValidationPolicy | StackValidationPolicy): string[] {
  const messages: string[] = [];
  const report = (message: string): unknown => messages.push(message);
  const { validateResource, validateStack } = policy as unknown as Record<
    "validateResource" | "validateStack",
    ((args: unknown, report: unknown) => void) | undefined
  >;
  validateResource?.(RESOURCE, report);
  validateStack?.({ resources: [RESOURCE], getConfig: () => ({}) }, report);
  return messages;
}

describe("an exception, rule by rule", () => {
  for (const { metadata } of rules) {
    const { name, unexceptable } = metadata;
    const exception = { rule: name, resource: "it", reason: "so", owner: "shop", expires: "2027-01-31" };
    const read = readExceptions(JSON.stringify([exception]), exceptability, "2026-11-25");
    const scopes: Record<string, Scope> = {
      "resource by resource": onEach("type", () => [{ message: "wrong" }]),
      "stack by stack": onStack(() => [{ message: "wrong", urn: URN }]),
    };

    for (const [how, scope] of Object.entries(scopes)) {
      it(`${unexceptable === undefined ? "accepts" : "can't accept"} what ${name} finds, judged ${how}`, () => {
        const register = new Register(read, "2026-11-25");
        const found = reported(defineRule(metadata, scope).policyUnder(register));

        assert.deepEqual(found, unexceptable === undefined ? [] : ["wrong"]);
        assert.equal(register.excepted.length, unexceptable === undefined ? 1 : 0);
        assert.equal(register.problems.length, unexceptable === undefined ? 0 : 1);
      });
    }
  }

  it("leaves a resource as it is that would be repaired", () => {
    const metadata = rules[0]?.metadata;
    assert.ok(metadata);
    const exceptions = [{ rule: metadata.name, resource: "it", reason: "so", owner: "shop", expires: "2027-01-31" }];
    const rule = defineRule(
      metadata,
      onEach("type", () => [{ message: "wrong" }], { mended: true }),
    );
    const mended = (read: Register): unknown =>
      (rule.policyUnder(read) as unknown as { remediateResource: (args: unknown) => unknown }).remediateResource({
        ...RESOURCE,
        props: {},
      });

    assert.deepEqual(mended(new Register({ exceptions: [], problems: [] }, "2026-11-25")), { mended: true });
    assert.equal(mended(new Register({ exceptions, problems: [] }, "2026-11-25")), undefined);
  });

  it("accepts a finding about the whole stack by the stack's own resource", () => {
    const metadata = rules[0]?.metadata;
    assert.ok(metadata);
    const root = { type: "pulumi:pulumi:Stack", urn: "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev", props: {} };
    const exceptions = [
      { rule: metadata.name, resource: "shop-dev", reason: "so", owner: "shop", expires: "2027-01-31" },
    ];
    const register = new Register({ exceptions, problems: [] }, "2026-11-25");
    const policy = defineRule(
      metadata,
      onStack(() => [{ message: "wrong" }]),
    ).policyUnder(register);
    const { validateStack } = policy as unknown as { validateStack: (args: unknown, report: unknown) => void };
    validateStack({ resources: [root], getConfig: () => ({}) }, () => assert.fail("was reported"));

    assert.deepEqual(
      register.excepted.map(({ urn }) => urn),
      [root.urn],
    );
  });
});
