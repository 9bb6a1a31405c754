import { rules } from "../../../policies/pack";
import { judgeOne, judgeStack, type GivenResource } from "../judge";

/**
 * What all rules of the pack say of a stack, each with the defaults of its settings.
 * @returns `rule: message` for each finding, in the order of the pack
 */
export function findingsOn(stack: string, given: readonly GivenResource[]): string[] {
  return rules.flatMap((rule) => {
    const { name, settings = {} } = rule.metadata;
    const config = Object.fromEntries(
      Object.entries(settings).map(([key, schema]) => [key, (schema as { default: unknown }).default]),
    );
    const found =
      "validateResource" in rule.policy
        ? given.flatMap((each) => judgeOne(rule, each.type, each.props, each.name, { stack, config }))
        : judgeStack(rule, given, { stack, config });
    return found.map(({ message }) => `${name}: ${message}`);
  });
}
