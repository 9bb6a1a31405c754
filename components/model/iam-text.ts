import type { ExplainedStatement } from "./deployer";
import type { Iam, Policy } from "./iam";
import { printStatement } from "./statement";

/** All that an environment needs in IAM, for machines. */
export interface PrintedIam {
  readonly dynamicGroups: readonly { readonly name: string; readonly description: string; readonly rule: string }[];
  readonly policies: readonly {
    readonly name: string;
    readonly description: string;
    /** Where it is attached. */
    readonly compartmentId: string;
    readonly statements: readonly ExplainedStatement[];
  }[];
}

export function printIam({ dynamicGroups, policies }: Iam): PrintedIam {
  return {
    dynamicGroups: dynamicGroups.map(({ name, description, matchingRule }) => ({
      name,
      description,
      rule: matchingRule,
    })),
    policies: policies.map(({ name, description, compartmentId, grants }) => ({
      name,
      description,
      compartmentId,
      statements: statementsOf(grants),
    })),
  };
}

/** The same for people, who may have to make it by hand: groups first, since statements name them. */
export function iamText(iam: Iam): string {
  const { dynamicGroups, policies } = printIam(iam);
  const blocks = [
    ...dynamicGroups.map(({ name, rule }) => [`dynamic group '${name}' in the tenancy`, `  ${rule}`]),
    ...policies.map(({ name, compartmentId, statements }) => [
      `policy '${name}' in compartment ${compartmentId}`,
      ...statements.flatMap(({ statement, reason }) => [reason, `  ${statement}`]),
    ]),
  ];
  return blocks.map((lines) => lines.join("\n")).join("\n\n");
}

function statementsOf(grants: Policy["grants"]): ExplainedStatement[] {
  return grants.map((grant) => ({ statement: printStatement(grant), reason: grant.reason }));
}
