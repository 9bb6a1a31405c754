import { strict as assert } from "node:assert";
import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";

import fastify, { type FastifyInstance } from "fastify";
import * as common from "oci-common";
import { DevopsClient } from "oci-devops";

import { PROJECT } from "../../commands/workspace";
import { say, type Comment, type Conversation } from "../../examples/pull-request/conversation";
import { onGitHub } from "../../examples/pull-request/github";
import { onOciDevops } from "../../examples/pull-request/oci-devops";
import { FINGERPRINT, PRIVATE_KEY, TENANCY, USER, WORKLOAD_REGION } from "../sandbox/harness";

const TOKEN = "canary-4711";

/** As many comments of others as fill two pages. */
const OTHERS = Array.from({ length: 150 }, (_, index): Comment => ({ id: String(index + 1), body: `remark ${index}` }));

/** A service that keeps the comments of one pull request. */
interface Host {
  readonly server: FastifyInstance;
  readonly comments: Comment[];
}

/** As much of GitHub's API as comments are. */
function gitHub(comments: Comment[]): Host {
  const server = fastify();
  server.addHook("onRequest", (request, reply, done) => {
    if (request.headers.authorization === `Bearer ${TOKEN}`) done();
    else void reply.code(401).send({ message: "Bad credentials" });
  });
  server.get("/repos/acme/orders/issues/7/comments", (request) => {
    const { per_page: size, page } = request.query as { per_page: number; page: number };
    return comments.slice((page - 1) * size, page * size).map(({ id, body }) => ({ id: Number(id), body }));
  });
  server.post("/repos/acme/orders/issues/7/comments", (request, reply) => {
    comments.push({ id: String(comments.length + 1), body: (request.body as { body: string }).body });
    return reply.code(201).send({});
  });
  server.patch("/repos/acme/orders/issues/comments/:id", (request) => {
    const { id } = request.params as { id: string };
    const index = comments.findIndex((comment) => comment.id === id);
    comments[index] = { id, body: (request.body as { body: string }).body };
    return {};
  });
  return { server, comments };
}

/** As much of OCI DevOps' API as comments are. */
function ociDevops(comments: Comment[]): Host {
  const server = fastify();
  const shown = ({ id, body }: Comment): object => ({ id, data: body, pullRequestId: "pr" });
  server.get("/20210630/pullRequests", (request) => {
    const { repositoryId, sourceBranch, lifecycleDetails } = request.query as Record<string, string>;
    const isIt = repositoryId === "repository" && sourceBranch === "feature" && lifecycleDetails === "OPEN";
    return { items: isIt ? [{ id: "pr" }] : [] };
  });
  server.get("/20210630/pullRequests/pr/comments", (request, reply) => {
    const start = Number((request.query as { page?: string }).page ?? 0);
    if (start + 100 < comments.length) reply.header("opc-next-page", String(start + 100));
    return { items: comments.slice(start, start + 100).map(shown) };
  });
  server.post("/20210630/pullRequests/pr/comments", (request) => {
    comments.push({ id: String(comments.length + 1), body: (request.body as { data: string }).data });
    return shown(comments.at(-1) as Comment);
  });
  server.put("/20210630/pullRequests/pr/comments/:id", (request) => {
    const { id } = request.params as { id: string };
    const index = comments.findIndex((comment) => comment.id === id);
    comments[index] = { id, body: (request.body as { data: string }).data };
    return shown(comments[index]);
  });
  return { server, comments };
}

function devopsClient(endpoint: string): DevopsClient {
  const region = common.Region.fromRegionId(WORKLOAD_REGION);
  const authenticationDetailsProvider = new common.SimpleAuthenticationDetailsProvider(
    ...([TENANCY, USER, FINGERPRINT, PRIVATE_KEY, null, region] as const),
  );
  const client = new DevopsClient({ authenticationDetailsProvider });
  client.endpoint = endpoint;
  return client;
}

const HOSTS: Readonly<
  Record<
    string,
    { host: (comments: Comment[]) => Host; talk: (endpoint: string) => Conversation | Promise<Conversation> }
  >
> = {
  GitHub: {
    host: gitHub,
    talk: (api) => onGitHub({ api, repository: "acme/orders", number: 7, token: TOKEN }),
  },
  "OCI DevOps": { host: ociDevops, talk: (endpoint) => onOciDevops(devopsClient(endpoint), "repository", "feature") },
};

describe("the example for pull requests", () => {
  for (const [name, { host, talk }] of Object.entries(HOSTS)) {
    describe(`on ${name}`, () => {
      let service: Host;
      let endpoint: string;
      beforeEach(async () => {
        service = host([...OTHERS]);
        endpoint = await service.server.listen({ host: "127.0.0.1", port: 0 });
      });
      afterEach(() => service.server.close());

      const reports = (): string[] => service.comments.slice(OTHERS.length).map(({ body }) => body);

      it("says a report once, and puts a later one in its place", async () => {
        const conversation = await talk(endpoint);
        assert.equal(await say(conversation, "dev", "one finding"), "created");
        service.comments.push({ id: "999", body: "thanks" });
        assert.equal(await say(conversation, "dev", "no finding"), "updated");
        assert.equal(await say(conversation, "dev", "no finding"), "unchanged");

        assert.deepEqual(reports(), ["<!-- oci-delivery: dev -->\nno finding", "thanks"]);
        assert.deepEqual(service.comments.slice(0, OTHERS.length), OTHERS);
      });

      it("keeps reports of several stacks apart", async () => {
        const conversation = await talk(endpoint);
        assert.equal(await say(conversation, "dev", "a"), "created");
        assert.equal(await say(conversation, "dev-2", "b"), "created");
        assert.equal(await say(conversation, "dev", "c"), "updated");
        assert.deepEqual(reports(), ["<!-- oci-delivery: dev -->\nc", "<!-- oci-delivery: dev-2 -->\nb"]);
      });
    });
  }

  it("says what GitHub refused, without the token", async () => {
    const { server } = gitHub([]);
    const api = await server.listen({ host: "127.0.0.1", port: 0 });
    try {
      const conversation = onGitHub({ api, repository: "acme/orders", number: 7, token: "expired-4711" });
      await assert.rejects(say(conversation, "dev", "a"), (error: Error) => {
        assert.match(error.message, /^GET \/repos.*: GitHub answered 401, Bad credentials$/);
        assert.doesNotMatch(error.message, /4711/);
        return true;
      });
    } finally {
      await server.close();
    }
  });

  it("says that a branch has no pull request", async () => {
    const { server } = ociDevops([]);
    const endpoint = await server.listen({ host: "127.0.0.1", port: 0 });
    try {
      await assert.rejects(
        onOciDevops(devopsClient(endpoint), "repository", "main"),
        /^Error: branch 'main' has no open pull request in repository 'repository'$/,
      );
    } finally {
      await server.close();
    }
  });

  describe("the command that comments", () => {
    const run = async (args: readonly string[], environment: Readonly<Record<string, string>>) => {
      const script = ["-r", "./toolchain/register.js", "examples/pull-request/comment.ts", ...args];
      const env = { ...process.env, ...environment };
      try {
        const { stdout } = await promisify(execFile)(process.execPath, script, { cwd: PROJECT, env });
        return { code: 0, output: stdout };
      } catch (error) {
        const { code, stderr } = error as { code: number; stderr: string };
        return { code, output: stderr };
      }
    };
    const report = path.join(PROJECT, ".cache", "comment-test.md");
    before(() => fs.writeFileSync(report, "all well"));
    after(() => fs.rmSync(report));

    it("comments as the workflow runs it", async () => {
      const { server, comments } = gitHub([]);
      const environment = {
        GITHUB_API_URL: await server.listen({ host: "127.0.0.1", port: 0 }),
        GITHUB_REPOSITORY: "acme/orders",
        GITHUB_TOKEN: TOKEN,
        PULL_REQUEST: "7",
      };
      try {
        assert.deepEqual(await run(["github", "dev", report], environment), {
          code: 0,
          output: "comment 'dev': created\n",
        });
        assert.deepEqual(comments, [{ id: "1", body: "<!-- oci-delivery: dev -->\nall well" }]);
      } finally {
        await server.close();
      }
    });

    it("says what it misses", async () => {
      assert.deepEqual(
        await run(["github", "dev", report], { GITHUB_API_URL: "http://127.0.0.1:1", GITHUB_REPOSITORY: "" }),
        {
          code: 1,
          output:
            "comment: environment variable 'GITHUB_REPOSITORY' is not set; the pipeline gives it to this script\n",
        },
      );
    });

    it("says how it is used", async () => {
      const { code, output } = await run(["gitlab", "dev", report], {});
      assert.equal(code, 1);
      assert.match(output, /^comment: use: comment\.ts <github\|oci>/);
    });
  });
});
