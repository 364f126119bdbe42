import assert from "node:assert/strict";
import type { ConnectResult } from "../../../automation/connect/connect";
import { sessionToken } from "../services/aws-server";
import type { Responders } from "../services/aws-server";
import { arn, connection, connectIn, listed, pendingFile, role, shown } from "./connection-world";

const list = "codestar-connections:ListConnections";
const get = "codestar-connections:GetConnection";
const create = "codestar-connections:CreateConnection";

/** Kind, code and message of a result that is not `connected`. */
function told(result: ConnectResult): readonly string[] {
  switch (result.kind) {
    case "not-usable":
    case "failure":
      return [result.kind, result.code, result.message];
    case "refusal":
      return [result.kind, result.problems];
    case "connected":
    case "still-pending":
      return [result.kind];
    default:
      return result satisfies never;
  }
}

const rows: readonly (readonly [title: string, world: Responders, expected: readonly string[]])[] = [
  [
    "another provider under the same name",
    { [list]: listed(connection("AVAILABLE", { ProviderType: "GitHub" })) },
    [
      "not-usable",
      "other-provider",
      "The connection payments-gitlab leads to GitHub, and the settings ask for GitLab.",
    ],
  ],
  [
    "self-managed GitLab under the same name",
    { [list]: listed(connection("PENDING", { ProviderType: "GitLabSelfManaged" })) },
    [
      "not-usable",
      "other-provider",
      "The connection payments-gitlab leads to GitLabSelfManaged, and the settings ask for GitLab.",
    ],
  ],
  [
    "a connection in ERROR",
    { [list]: listed(connection("ERROR")) },
    ["not-usable", "in-error", "The connection payments-gitlab is in ERROR."],
  ],
  [
    "a connection that comes out of the handshake in ERROR",
    { [list]: listed(connection("PENDING")), [get]: [shown("PENDING"), shown("ERROR")] },
    ["not-usable", "in-error", "The connection payments-gitlab is in ERROR."],
  ],
  [
    "a status that nobody knows yet",
    { [list]: listed(connection("PAUSED")) },
    [
      "not-usable",
      "unknown-status",
      "The connection payments-gitlab has the status PAUSED, which this program does not know.",
    ],
  ],
  [
    "two connections of that name",
    { [list]: listed(connection("PENDING"), connection("AVAILABLE", { ConnectionArn: `${arn}-b` })) },
    ["failure", "refused", `2 connections have this name: ${arn}, ${arn}-b`],
  ],
  [
    "a handshake that nobody does in time",
    { [list]: listed(connection("PENDING")), [get]: [shown("PENDING")] },
    ["still-pending"],
  ],
  [
    "a caller whose session has expired",
    { "sts:AssumeRole": [{ fault: "ExpiredToken", message: "The security token is expired", status: 403 }] },
    ["failure", "expired", "ExpiredToken: The security token is expired"],
  ],
  [
    "a caller whom the role does not trust",
    { "sts:AssumeRole": [{ fault: "AccessDenied", message: "User is not authorized", status: 403 }] },
    ["failure", "denied", "AccessDenied: User is not authorized"],
  ],
  [
    "a signature that is answered with the token in it",
    {
      "sts:AssumeRole": [
        { fault: "SignatureDoesNotMatch", message: `x-amz-security-token:${sessionToken}`, status: 403 },
      ],
    },
    ["failure", "no-credentials", "SignatureDoesNotMatch: the signature of the request is not accepted"],
  ],
  [
    "a role in another account than the settings say",
    { "sts:GetCallerIdentity": [{ output: { Account: "999999999999", Arn: "arn:x" } }] },
    [
      "failure",
      "wrong-account",
      "the role's session is in account 999999999999, and the settings name 111111111111",
    ],
  ],
  [
    "a right that the role lacks",
    { [list]: [{ fault: "AccessDeniedException", message: "no ListConnections" }] },
    ["failure", "denied", "AccessDeniedException: no ListConnections"],
  ],
  [
    "a quota that is used up",
    { [list]: listed(), [create]: [{ fault: "LimitExceededException", message: "250 connections" }] },
    ["failure", "refused", "LimitExceededException: 250 connections"],
  ],
  [
    "throttling without an end",
    { [list]: [{ fault: "ThrottlingException", message: "Rate exceeded" }] },
    ["failure", "throttled", "ThrottlingException: Rate exceeded"],
  ],
  [
    "a service that is down",
    { [list]: [{ fault: "InternalServerException", message: "down", status: 503 }] },
    ["failure", "service-error", "InternalServerException: down"],
  ],
  ["a service that breaks off", { [list]: ["drop"] }, ["failure", "unreachable", "socket hang up"]],
];

describe("delivery connect says what is in the way, and leaves the file as it is", () => {
  for (const [title, world, expected] of rows)
    it(title, async () => {
      const { result, file } = await connectIn(world);
      assert.deepEqual(told(result), expected);
      assert.equal(file, pendingFile);
      assert.ok("fix" in result ? result.fix !== "" : result.kind === "still-pending");
      assert.equal(JSON.stringify(result).includes(sessionToken), false);
    });

  it("a service that never answers", async () => {
    const { result } = await connectIn({ [list]: ["hang"] });
    assert.deepEqual(told(result).slice(0, 2), ["failure", "timeout"]);
  });

  it("an endpoint where nobody is", async () => {
    const { result } = await connectIn(
      {},
      {
        aws: {
          endpoint: "http://127.0.0.1:1",
          credentials: { accessKeyId: "a", secretAccessKey: "b" },
          maxAttempts: 1,
        },
      },
    );
    assert.deepEqual(told(result), ["failure", "unreachable", "connect ECONNREFUSED 127.0.0.1:1"]);
    assert.ok(result.kind === "failure");
    assert.equal(result.doing, `assuming ${role}`);
  });

  it("settings that are wrong, before anything is asked", async () => {
    const { result, server } = await connectIn(
      {},
      { file: pendingFile.replace("region: eu-central-1", "region: mars-1") },
    );
    assert.equal(result.kind, "refusal");
    assert.match(
      told(result)[1] ?? "",
      /^Pulumi\.prod\.yaml has \d+ problems?\.\n\n {2}delivery:devops\.region/,
    );
    assert.deepEqual(server.names(), []);
  });

  it("a stack that does not exist", async () => {
    const { result } = await connectIn({}, { stack: "production" });
    assert.deepEqual(told(result), ["refusal", "There is no stack 'production'. There are: prod."]);
  });
});

describe("delivery connect to a self-managed GitLab", () => {
  const host = "arn:aws:codeconnections:eu-central-1:111111111111:host/gitlab-1234";
  const file = pendingFile
    .replace("delivery:gitlab:\n", "delivery:gitlab:\n    url: https://gitlab.example.com\n")
    .replace("{ handshake: pending }", `{ handshake: pending, hostArn: "${host}" }`);
  const managed = { ProviderType: "GitLabSelfManaged", HostArn: host };

  it("creates the connection through the host, which stands for the provider type", async () => {
    const { result, server } = await connectIn(
      {
        [list]: listed(),
        [create]: [{ output: { ConnectionArn: arn } }],
        [get]: [shown("AVAILABLE", managed)],
      },
      { file },
    );
    assert.ok(result.kind === "connected");
    assert.deepEqual([result.connection.hostArn, result.recording.kind], [host, "written"]);
    const asked = server.calls.find(({ operation }) => operation === "CreateConnection")?.input ?? {};
    assert.deepEqual(Object.keys(asked).sort(), ["ConnectionName", "HostArn", "Tags"]);
    assert.equal(asked["HostArn"], host);
  });

  it("refuses a connection through another host", async () => {
    const other = { ...managed, HostArn: `${host}-b` };
    const { result } = await connectIn({ [list]: listed(connection("AVAILABLE", other)) }, { file });
    assert.deepEqual(told(result), [
      "not-usable",
      "other-host",
      `The connection payments-gitlab goes through ${host}-b, and the settings name ${host}.`,
    ]);
  });
});

describe("delivery connect with an adopted connection", () => {
  it("waits for its handshake, and leaves the file as it is", async () => {
    const file = pendingFile.replace("{ handshake: pending }", `{ arn: "${arn}" }`);
    const theirs = { ConnectionName: "company-gitlab" };
    const run = await connectIn({ [get]: [shown("PENDING", theirs), shown("AVAILABLE", theirs)] }, { file });
    assert.ok(run.result.kind === "connected");
    assert.deepEqual(
      [run.result.connection.name, run.result.recording.kind, run.file],
      ["company-gitlab", "nothing-to-do", file],
    );
  });
});

describe("delivery connect, while it waits", () => {
  it("goes on after failures that pass, and tells how long is left once a minute", async () => {
    const waits = Array.from({ length: 14 }, () => shown("PENDING"));
    const { result, progress } = await connectIn(
      {
        [list]: listed(connection("PENDING")),
        [get]: [
          ...Array.from({ length: 3 }, () => ({ fault: "ThrottlingException", message: "Rate exceeded" })),
          ...waits,
          shown("AVAILABLE"),
        ],
      },
      { timeoutMinutes: 2 },
    );
    assert.equal(result.kind, "connected");
    assert.deepEqual(progress.flatMap((one) => (one.kind === "told" ? [one.text] : [])).slice(2), [
      "ThrottlingException: Rate exceeded; trying again",
      "still PENDING, 1 minute left",
      "payments-gitlab is AVAILABLE",
    ]);
  });

  it("stops where the session's right is gone", async () => {
    const { result } = await connectIn({
      [list]: listed(connection("PENDING")),
      [get]: [{ fault: "ExpiredTokenException", message: "expired" }],
    });
    assert.deepEqual(told(result), ["failure", "expired", "ExpiredTokenException: expired"]);
  });

  it("asks every five seconds and not past its limit", async () => {
    const { result, sleptMs } = await connectIn(
      { [list]: listed(connection("PENDING")), [get]: [shown("PENDING")] },
      { timeoutMinutes: 0.2 },
    );
    assert.equal(result.kind, "still-pending");
    assert.deepEqual(sleptMs, [5000, 5000, 2000]);
  });

  it("ends at once when it is interrupted", async () => {
    const stop = new AbortController();
    const { result, file } = await connectIn(
      { [list]: listed(connection("PENDING")), [get]: [shown("PENDING")] },
      { signal: stop.signal, onProgress: ({ kind }) => (kind === "handshake" ? stop.abort() : undefined) },
    );
    assert.deepEqual(told(result), ["failure", "interrupted", "it was interrupted"]);
    assert.equal(file, pendingFile);
  });
});
