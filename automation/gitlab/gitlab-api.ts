import type { ServiceFailure } from "../accounts/service-failure";
import { failure, failureOf, isPassing } from "../accounts/service-failure";
import type { Clock } from "../clock";
import { systemClock } from "../clock";

export interface GitLabAccess {
  /** `https://gitlab.com`, without a trailing slash. */
  readonly url: string;
  /** Token of GITLAB_TOKEN; it is sent to this address only and never shown. */
  readonly token: string;
  readonly clock?: Clock;
  readonly signal?: AbortSignal;
}

/** One resource as GitLab's REST API shows it. */
export type GitLabRecord = Readonly<Record<string, unknown>>;

const attempts = 4;
const timeoutMs = 20_000;

/** Reads one resource; `path` begins after `/api/v4`. */
export async function readOne(
  access: GitLabAccess,
  path: string,
  doing: string,
): Promise<GitLabRecord | ServiceFailure> {
  const answer = await get(access, path, doing);
  if ("kind" in answer) return answer;
  return isRecord(answer.body) ? answer.body : failure("refused", doing, "GitLab answered with no object");
}

export function isRecord(value: unknown): value is GitLabRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

interface Answer {
  readonly body: unknown;
}

async function get(access: GitLabAccess, path: string, doing: string): Promise<Answer | ServiceFailure> {
  const { clock = systemClock, signal } = access;
  for (let attempt = 1; ; attempt += 1) {
    const { result, retryAfterMs } = await ask(access, path, doing);
    if (!("kind" in result) || !isPassing(result) || attempt === attempts) return result;
    await clock.sleep(retryAfterMs ?? 500 * 2 ** attempt, signal);
    if (signal?.aborted === true) return failure("interrupted", doing, "it was interrupted");
  }
}

async function ask(
  { url, token, signal }: GitLabAccess,
  path: string,
  doing: string,
): Promise<{ readonly result: Answer | ServiceFailure; readonly retryAfterMs?: number }> {
  const limit = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(`${url}/api/v4${path}`, {
      headers: { "PRIVATE-TOKEN": token, accept: "application/json" },
      // Another address must not get the token.
      redirect: "manual",
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
    const seconds = Number(response.headers.get("retry-after") ?? NaN);
    const pause = seconds >= 0 && seconds <= 120 ? { retryAfterMs: seconds * 1000 } : {};
    const text = await response.text();
    if (!response.ok) return { result: refusal(response.status, text, token, doing), ...pause };
    return { result: { body: JSON.parse(text) } };
  } catch (error) {
    if (error instanceof SyntaxError)
      return { result: failure("service-error", doing, "GitLab's answer is no JSON") };
    // fetch tells the reason of a lost connection only in the cause.
    const cause = error instanceof TypeError && error.cause !== undefined ? error.cause : error;
    return { result: failureOf(cause, doing) };
  }
}

function refusal(status: number, text: string, token: string, doing: string): ServiceFailure {
  const said = `GitLab answered ${status}${reasonIn(text, token)}`;
  if (status === 401) {
    const fix = "put a valid token with scope api into GITLAB_TOKEN: this one is wrong, expired or revoked";
    return { ...failure("no-credentials", doing, said), fix };
  }
  if (status === 403) {
    const fix = "use a token with scope api and role Owner of the project";
    return { ...failure("denied", doing, said), fix };
  }
  if (status === 404) {
    // GitLab hides what the caller may not see.
    const fix = "check the name in the settings, and that the token's user may see it";
    return { ...failure("not-found", doing, said), fix };
  }
  if (status === 429) return failure("throttled", doing, said);
  if (status >= 500) return failure("service-error", doing, said);
  return failure("refused", doing, said);
}

function reasonIn(text: string, token: string): string {
  try {
    const body: unknown = JSON.parse(text);
    const reason = isRecord(body)
      ? (body["message"] ?? body["error_description"] ?? body["error"])
      : undefined;
    return typeof reason === "string" ? `: ${reason.replaceAll(token, "…").slice(0, 200)}` : "";
  } catch {
    return "";
  }
}
