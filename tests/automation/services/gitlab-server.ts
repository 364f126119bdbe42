import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface GitLabAnswer {
  readonly status?: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface GitLabServer {
  readonly url: string;
  /** `GET /projects/1?page=1` of each call, without /api/v4, in order. */
  readonly calls: readonly string[];
  readonly close: () => Promise<void>;
}

/** Planted where the program gets a token: no output may show it. */
export const gitlabToken = "glpat-that-nobody-may-see";

/**
 * GitLab's REST API on a local port. Answers by path; a list is answered one by one, its last over and over.
 */
export async function gitlabServer(
  answers: Readonly<Record<string, GitLabAnswer | readonly GitLabAnswer[]>>,
): Promise<GitLabServer> {
  const calls: string[] = [];
  const left = new Map<string, GitLabAnswer[]>();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://gitlab");
    const path = url.pathname.replace(/^\/api\/v4/, "");
    calls.push(`${request.method ?? ""} ${path}${url.search}`);
    const reply = ({ status = 200, body, headers = {} }: GitLabAnswer): void => {
      response
        .writeHead(status, { "content-type": "application/json", ...headers })
        .end(JSON.stringify(body));
    };
    if (request.headers["private-token"] !== gitlabToken) {
      reply({ status: 401, body: { message: "401 Unauthorized" } });
      return;
    }
    const planned = answers[path] ?? [];
    const rest = left.get(path) ?? ("body" in planned ? [planned] : [...planned]);
    left.set(path, rest);
    const next = rest.length > 1 ? rest.shift() : rest[0];
    if (next === undefined) reply({ status: 404, body: { message: "404 Not found" } });
    else reply(next);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
