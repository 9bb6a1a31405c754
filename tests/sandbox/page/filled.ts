import * as assert from "node:assert/strict";

import { COMPARTMENT, type RunningSandbox } from "../harness";
import { objectOf, request } from "../api/requests";

/** What no page may show. */
export const CANARY = "canary-4711";

/** Makes an object in a sandbox. Returns its id. */
export async function make(
  { endpoint }: RunningSandbox,
  path: string,
  body: Readonly<Record<string, unknown>>,
): Promise<string> {
  const answer = await request(endpoint, "POST", path, { compartmentId: COMPARTMENT, ...body });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return String(objectOf(answer)["id"] ?? objectOf(answer)["topicId"]);
}

/** Makes a stage of a deploy pipeline that runs after others, or first. Returns its id. */
export function makeStage(
  sandbox: RunningSandbox,
  deployPipelineId: string,
  displayName: string,
  after: readonly string[],
  rest: Readonly<Record<string, unknown>>,
): Promise<string> {
  const items = (after.length > 0 ? after : [deployPipelineId]).map((id) => ({ id }));
  const deployStagePredecessorCollection = { items };
  return make(sandbox, "/20210630/deployStages", {
    deployPipelineId,
    displayName,
    deployStagePredecessorCollection,
    ...rest,
  });
}

export const WAIT = {
  deployStageType: "WAIT",
  waitCriteria: { waitType: "ABSOLUTE_WAIT", waitDuration: "PT5S" },
};

export const APPROVAL = {
  deployStageType: "MANUAL_APPROVAL",
  approvalPolicy: { approvalPolicyType: "COUNT_BASED_APPROVAL", numberOfApprovalsRequired: 2 },
};

/** Ids of what `fill` makes. */
export interface Filled {
  readonly project: string;
  readonly pipeline: string;
  readonly wait: string;
  readonly approval: string;
}

/** A project with a deploy pipeline of two stages, a subscription, and a namespace with a secret. */
export async function fill(sandbox: RunningSandbox): Promise<Filled> {
  const topicId = await make(sandbox, "/20181201/topics", { name: "delivery" });
  const endpoint = `https://hooks.example.com/${CANARY}`;
  await make(sandbox, "/20181201/subscriptions", { topicId, protocol: "SLACK", endpoint });
  const project = await make(sandbox, "/20210630/projects", { name: "shop-prod", notificationConfig: { topicId } });
  const pipeline = await make(sandbox, "/20210630/deployPipelines", { projectId: project, displayName: "orders" });
  const wait = await makeStage(sandbox, pipeline, "wait", [], WAIT);
  const approval = await makeStage(sandbox, pipeline, "<approve>", [wait], APPROVAL);

  const cluster = "/kubernetes/shop/api/v1/namespaces";
  const applied = [
    ["", { kind: "Namespace", metadata: { name: "orders" } }],
    ["/orders/secrets", { kind: "Secret", metadata: { name: "pull" }, type: "Opaque", stringData: { token: CANARY } }],
  ] as const;
  for (const [path, object] of applied) {
    const answer = await request(sandbox.endpoint, "POST", `${cluster}${path}`, { apiVersion: "v1", ...object });
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
  }
  return { project, pipeline, wait, approval };
}
