import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { readOne } from "../../../automation/gitlab/gitlab-api";
import type { GitLabAnswer } from "../services/gitlab-server";
import { gitlabServer, gitlabToken } from "../services/gitlab-server";
import { testClock } from "../services/test-clock";

const fine: GitLabAnswer = { body: { id: 1 } };

async function read(answers: readonly GitLabAnswer[], token = gitlabToken) {
  const server = await gitlabServer({ "/user": answers });
  const clock = testClock();
  try {
    const result = await readOne({ url: server.url, token, clock }, "/user", "reading the user");
    return { result, sleptMs: clock.sleptMs, calls: server.calls.length };
  } finally {
    await server.close();
  }
}

const throttled: GitLabAnswer = {
  status: 429,
  body: { message: "Retry later" },
  headers: { "retry-after": "7" },
};
const down: GitLabAnswer = { status: 503, body: {} };

describe("reading from GitLab", () => {
  it("waits as long as GitLab asks for, or longer each time, and reads again", async () => {
    assert.deepEqual(await read([throttled, down, down, fine]), {
      result: { id: 1 },
      sleptMs: [7000, 2000, 4000],
      calls: 4,
    });
  });

  it("gives up after four attempts", async () => {
    const { result, calls } = await read([throttled]);
    assert.deepEqual(
      [result, calls],
      [
        {
          ...{ kind: "failure", code: "throttled", doing: "reading the user" },
          ...{ message: "GitLab answered 429: Retry later", fix: "wait a minute and run this again" },
        },
        4,
      ],
    );
  });

  const once: readonly (readonly [what: string, answer: GitLabAnswer, code: string, message: string])[] = [
    [
      "a token that is not taken",
      { status: 401, body: { message: "401 Unauthorized" } },
      "no-credentials",
      "GitLab answered 401: 401 Unauthorized",
    ],
    [
      "a token that has expired",
      { status: 401, body: { error: "invalid_token", error_description: "Token is expired." } },
      "no-credentials",
      "GitLab answered 401: Token is expired.",
    ],
    [
      "a missing scope",
      { status: 403, body: { error: "insufficient_scope" } },
      "denied",
      "GitLab answered 403: insufficient_scope",
    ],
    ["something that is not there", { status: 404, body: {} }, "not-found", "GitLab answered 404"],
    ["a list in place of an object", { status: 200, body: [] }, "refused", "GitLab answered with no object"],
    [
      "a text that repeats the token",
      { status: 400, body: { message: `bad ${gitlabToken}` } },
      "refused",
      "GitLab answered 400: bad …",
    ],
  ];
  for (const [what, answer, code, message] of once)
    it(`does not try again for ${what}`, async () => {
      const { result, calls } = await read([answer]);
      assert.deepEqual([result["code" as never], result["message" as never], calls], [code, message, 1]);
    });

  it("follows no redirect: another address must not get the token", async () => {
    const asked: string[] = [];
    const other = createServer((request, response) => {
      asked.push(String(request.headers["private-token"]));
      response.end("{}");
    });
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const location = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`;
    const { result } = await read([{ status: 302, body: {}, headers: { location } }]);
    await new Promise((resolve) => other.close(resolve));
    assert.deepEqual([result["message" as never], asked], ["GitLab answered 302", []]);
  });

  it("tells a host where nobody is from one that refuses", async () => {
    const clock = testClock();
    const { url, close } = await gitlabServer({});
    await close();
    const result = await readOne({ url, token: "t", clock }, "/user", "reading the user");
    assert.deepEqual([result["code" as never], clock.sleptMs], ["unreachable", [1000, 2000, 4000]]);
  });
});
