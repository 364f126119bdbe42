import assert from "node:assert/strict";
import { exampleFile } from "../project";
import { sessionToken } from "../services/aws-server";
import type { GitLabAnswer } from "../services/gitlab-server";
import { gitlabServer, gitlabToken } from "../services/gitlab-server";
import { arn, connection, connectIn, listed, pendingFile, role, shown } from "./connection-world";

const described = { arn, name: "payments-gitlab", status: "AVAILABLE", providerType: "GitLab" };
const notLookedUp = {
  kind: "not-checked",
  message:
    "acme/platform/payments-infra was not looked up; whether the connection's user reaches it shows in the first run of the source action",
  fix: "set GITLAB_TOKEN to have project and branch checked in GitLab",
};
const doneFile = pendingFile.replace("{ handshake: pending }", `{ handshake: done, arn: "${arn}" }`);

describe("delivery connect, from nothing to a recorded connection", () => {
  it("creates the connection as Pulumi would, waits for the person, and records it", async () => {
    const run = await connectIn({
      "codestar-connections:ListConnections": listed(
        connection("PENDING", { ConnectionName: "payments-gitlab-2" }),
      ),
      "codestar-connections:CreateConnection": [{ output: { ConnectionArn: arn } }],
      "codestar-connections:GetConnection": [shown("PENDING"), shown("PENDING"), shown("AVAILABLE")],
    });
    assert.deepEqual(run.result, {
      kind: "connected",
      connection: described,
      created: true,
      recording: { kind: "written", file: "Pulumi.prod.yaml" },
      repository: notLookedUp,
    });
    assert.equal(run.file, doneFile);
    assert.deepEqual(run.server.names(), [
      "sts:AssumeRole",
      "sts:GetCallerIdentity",
      "codestar-connections:ListConnections",
      "codestar-connections:CreateConnection",
      "codestar-connections:GetConnection",
      "codestar-connections:GetConnection",
      "codestar-connections:GetConnection",
    ]);
    const [assume, identity, , create] = run.server.calls;
    assert.deepEqual(assume?.input, { RoleArn: role, RoleSessionName: "delivery", DurationSeconds: "3600" });
    assert.deepEqual([assume.accessKeyId, identity?.accessKeyId], ["AKIACALLER", "ASIA111111111111"]);
    assert.deepEqual(create?.input, {
      ConnectionName: "payments-gitlab",
      ProviderType: "GitLab",
      Tags: [
        { Key: "delivery:app", Value: "payments" },
        { Key: "delivery:owner", Value: "devops" },
      ],
    });
    assert.equal(create.region, "eu-central-1");
    assert.deepEqual(run.progress, [
      {
        kind: "told",
        text: "entered account 111111111111 as arn:aws:sts::111111111111:assumed-role/delivery-provisioner/delivery",
      },
      { kind: "told", text: `created payments-gitlab: PENDING, ${arn}` },
      {
        kind: "handshake",
        link: "https://eu-central-1.console.aws.amazon.com/codesuite/settings/connections?region=eu-central-1",
        steps: [
          "Sign in to the AWS console of account 111111111111, then to https://gitlab.com as the service user that owns acme/platform/payments-infra (role Owner).",
          "Open https://eu-central-1.console.aws.amazon.com/codesuite/settings/connections?region=eu-central-1 and choose the pending connection payments-gitlab.",
          "Choose 'Update pending connection', then 'Connect to GitLab', and authorize on GitLab's page. Do not choose 'Create connection': that leaves this one pending.",
        ],
        minutes: 30,
      },
      { kind: "told", text: "payments-gitlab is AVAILABLE" },
    ]);
    assert.equal(JSON.stringify([run.result, run.progress]).includes(sessionToken), false);
  });

  it("finds one that Pulumi has made, on a later page, and creates none", async () => {
    const others = connection("AVAILABLE", { ConnectionName: "lab-gitlab" });
    const run = await connectIn({
      "codestar-connections:ListConnections": [
        { output: { Connections: [others], NextToken: "2" } },
        { output: { Connections: [], NextToken: "3" } },
        { output: { Connections: [connection("AVAILABLE")] } },
      ],
    });
    assert.equal(run.result.kind, "connected");
    assert.deepEqual(run.server.names().slice(2), Array(3).fill("codestar-connections:ListConnections"));
    assert.deepEqual(
      run.server.calls.slice(2).map(({ input }) => input["NextToken"]),
      [undefined, "2", "3"],
    );
    assert.equal(run.file, doneFile);
    assert.deepEqual(run.sleptMs, []);
  });

  it("leaves a file alone that records the connection already, and asks for exactly that one", async () => {
    const recorded =
      "arn:aws:codeconnections:eu-central-1:111111111111:connection/3f2b1c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d";
    const run = await connectIn(
      { "codestar-connections:GetConnection": [shown("AVAILABLE", { ConnectionArn: recorded })] },
      { file: exampleFile("prod") },
    );
    assert.deepEqual(run.result, {
      kind: "connected",
      connection: { ...described, arn: recorded },
      created: false,
      recording: { kind: "nothing-to-do", file: "Pulumi.prod.yaml" },
      repository: notLookedUp,
    });
    assert.deepEqual(run.server.calls.at(-1)?.input, { ConnectionArn: recorded });
    assert.equal(run.file, exampleFile("prod"));
  });

  it("takes a connection whose creation was not answered for the created one", async () => {
    const run = await connectIn({
      "codestar-connections:ListConnections": [
        { output: { Connections: [] } },
        { output: { Connections: [connection("AVAILABLE")] } },
      ],
      "codestar-connections:CreateConnection": ["drop"],
    });
    assert.equal(run.result.kind === "connected" && run.result.created, true);
    assert.equal(run.file, doneFile);
  });
});

describe("delivery connect, looking the repository up in GitLab", () => {
  const available = { "codestar-connections:ListConnections": listed(connection("AVAILABLE")) };
  const project = { body: { id: 48213377, path_with_namespace: "acme/platform/payments-infra" } };
  const rows: readonly {
    title: string;
    answers: Readonly<Record<string, GitLabAnswer>>;
    kind: string;
    message: string;
    recording: string;
  }[] = [
    {
      title: "says so where project and branch are there",
      answers: {
        "/projects/48213377": project,
        "/projects/48213377/repository/branches/main": { body: { name: "main" } },
      },
      kind: "named-right",
      message:
        "acme/platform/payments-infra has a branch main; whether the connection's user reaches it shows in the first run of the source action",
      recording: "written",
    },
    {
      title: "holds the record back where the path is another, in capitals too",
      answers: { "/projects/48213377": { body: { path_with_namespace: "Acme/platform/payments-infra" } } },
      kind: "named-wrong",
      message:
        "project 48213377 is Acme/platform/payments-infra in GitLab, and the settings say acme/platform/payments-infra",
      recording: "held-back",
    },
    {
      title: "holds the record back where there is no such project",
      answers: {},
      kind: "named-wrong",
      message: "GitLab shows no project 48213377",
      recording: "held-back",
    },
    {
      title: "holds the record back where the branch is missing",
      answers: { "/projects/48213377": project },
      kind: "named-wrong",
      message: "acme/platform/payments-infra has no branch main",
      recording: "held-back",
    },
    {
      title: "goes on where GitLab does not answer, and says so",
      answers: { "/projects/48213377": { status: 503, body: { message: "unavailable" } } },
      kind: "not-checked",
      message: "GitLab answered 503: unavailable",
      recording: "written",
    },
  ];
  for (const { title, answers, kind, message, recording } of rows)
    it(title, async () => {
      const gitlab = await gitlabServer(answers);
      try {
        const { result } = await connectIn(available, { gitlab: { url: gitlab.url, token: gitlabToken } });
        assert.ok(result.kind === "connected");
        assert.deepEqual(
          [result.repository.kind, result.repository.message, result.recording.kind],
          [kind, message, recording],
        );
        assert.equal(JSON.stringify(result).includes(gitlabToken), false);
      } finally {
        await gitlab.close();
      }
    });
});
