import { validates, type DeployStage } from "./deploy-stages";
import { ancestorsOf, type PlacedStage } from "./stage-graph";

/**
 * What a stage does to users. `users`: some of them get something else than before. `standby`: a new version comes up
 * beside the old one, and nobody is on it yet. `nothing`: all stays as it is, or a part of the traffic that was agreed
 * on beforehand tries a canary.
 */
type Effect = "users" | "standby" | "nothing";

/** All of the traffic, in percent. */
const ALL = 100;

/**
 * What is wrong with the approvals of a production pipeline; empty when nothing is. People must have approved each stage
 * that changes what users get. Where a new version comes up beside the old one they do so after that, when it runs and
 * nobody is on it: before, there is nothing to look at. A join waits for all that it follows, so an approval anywhere
 * before a stage holds it back.
 * @see facts 2.6, 5.14
 */
export function problemsOfApproval<Id>(stages: readonly PlacedStage<DeployStage<Id>>[]): string[] {
  const before = (name: string): DeployStage<Id>[] => {
    const names = ancestorsOf(stages, name);
    return stages.map(({ stage }) => stage).filter((stage) => names.has(stage.name));
  };
  return stages
    .map(({ stage }) => stage)
    .filter((stage) => effectOf(stage) === "users")
    .flatMap(({ name }) => {
      const approvals = before(name).filter(isApproval);
      const standbys = before(name).filter((stage) => effectOf(stage) === "standby");
      if (standbys.length === 0 && approvals.length === 0)
        return [`stage '${name}' changes what users get, and nobody approves it; put an approval stage before it`];
      return standbys
        .filter((standby) => !approvals.some((approval) => before(approval.name).includes(standby)))
        .map(
          (standby) =>
            `stage '${name}' changes what users get, and nobody approves what '${standby.name}' brought up; ` +
            "put an approval stage between the two",
        );
    });
}

/** Whether people are asked in a stage. */
export function isApproval({ kind }: DeployStage<unknown>): boolean {
  return kind === "approval" || kind === "oke-canary-approval" || kind === "group-canary-approval";
}

function effectOf(stage: DeployStage<unknown>): Effect {
  switch (stage.kind) {
    case "oke-rolling":
    case "oke-helm":
    case "oke-blue-green-shift":
    case "group-rolling":
    case "group-blue-green-shift":
    case "load-balancer-shift":
    case "function-deploy":
      return "users";
    case "oke-blue-green":
    case "oke-canary":
    case "group-blue-green":
    case "group-canary":
      return "standby";
    case "oke-canary-shift":
    case "group-canary-shift":
      return (stage.traffic.limit ?? ALL) < ALL ? "nothing" : "users";
    case "function-invoke":
      return (stage.readOnly ?? validates(stage)) ? "nothing" : "users";
    case "shell":
      return stage.readOnly ? "nothing" : "users";
    case "approval":
    case "oke-canary-approval":
    case "group-canary-approval":
    case "wait":
      return "nothing";
  }
}
