import type { DevopsClient } from "oci-devops";

import type { Comment, Conversation } from "./conversation";

type Client = Pick<
  DevopsClient,
  "listPullRequests" | "listPullRequestComments" | "createPullRequestComment" | "updatePullRequestComment"
>;

/**
 * The open pull request of a branch in an OCI code repository.
 * @param repositoryId OCID
 * @throws Error when the branch has none, as in a build that a push started.
 */
export async function onOciDevops(client: Client, repositoryId: string, sourceBranch: string): Promise<Conversation> {
  const { pullRequestCollection } = await client.listPullRequests({
    repositoryId,
    sourceBranch,
    lifecycleDetails: "OPEN",
  });
  const pullRequestId = pullRequestCollection.items[0]?.id;
  if (pullRequestId === undefined)
    throw new Error(`branch '${sourceBranch}' has no open pull request in repository '${repositoryId}'`);
  return {
    async list() {
      const found: Comment[] = [];
      let page: string | undefined;
      do {
        const answer = await client.listPullRequestComments({ pullRequestId, ...(page ? { page } : {}) });
        found.push(...answer.pullRequestCommentCollection.items.map(({ id, data }) => ({ id, body: data })));
        page = answer.opcNextPage;
      } while (page);
      return found;
    },
    create: async (data) =>
      void (await client.createPullRequestComment({ pullRequestId, createPullRequestCommentDetails: { data } })),
    update: async (commentId, data) =>
      void (await client.updatePullRequestComment({
        pullRequestId,
        commentId,
        updatePullRequestCommentDetails: { data },
      })),
  };
}
