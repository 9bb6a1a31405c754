import type { Comment, Conversation } from "./conversation";

export interface GitHubPullRequest {
  /** e.g. `https://api.github.com` */
  readonly api: string;
  /** `<owner>/<name>` */
  readonly repository: string;
  readonly number: number;
  /** A token that may write comments of pull requests. */
  readonly token: string;
}

const PER_PAGE = 100;

/** A pull request on GitHub. @see https://docs.github.com/en/rest/issues/comments */
export function onGitHub({ api, repository, number, token }: GitHubPullRequest): Conversation {
  const comments = `/repos/${repository}/issues`;
  const ask = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(`${api}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        accept: "application/vnd.github+json",
        "content-type": "application/json",
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (answer.ok) return answer.json();
    const { message } = (await answer.json().catch(() => ({}))) as { message?: string };
    throw new Error(`${method} ${path}: GitHub answered ${answer.status}${message ? `, ${message}` : ""}`);
  };
  return {
    async list() {
      const found: Comment[] = [];
      for (let page = 1; ; page++) {
        const path = `${comments}/${number}/comments?per_page=${PER_PAGE}&page=${page}`;
        const some = (await ask("GET", path)) as { id: number; body?: string }[];
        found.push(...some.map(({ id, body }) => ({ id: String(id), body: body ?? "" })));
        if (some.length < PER_PAGE) return found;
      }
    },
    create: async (body) => void (await ask("POST", `${comments}/${number}/comments`, { body })),
    update: async (id, body) => void (await ask("PATCH", `${comments}/comments/${id}`, { body })),
  };
}
