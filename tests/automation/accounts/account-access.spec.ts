import assert from "node:assert/strict";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { openAccount } from "../../../automation/accounts/account-access";
import type { AwsAnswer } from "../services/aws-wire";
import type { Responders } from "../services/aws-server";
import { awsServer } from "../services/aws-server";

const door = {
  accountId: "444444444444",
  region: "eu-south-1",
  provisioningRoleArn: "arn:aws:iam::444444444444:role/delivery-provisioner",
};

function session(key: string, endsAt: string): AwsAnswer {
  const Credentials = { AccessKeyId: key, SecretAccessKey: "s", SessionToken: "t", Expiration: endsAt };
  return { output: { Credentials } };
}

const inAMinute = (): string => new Date(Date.now() + 60_000).toISOString();

async function opened(responders: Responders) {
  const server = await awsServer(responders);
  try {
    const account = await openAccount(door, "eu-central-1", server.clients);
    if (account.kind === "open") {
      const ask = () => new STSClient(account.clients("eu-west-1")).send(new GetCallerIdentityCommand({}));
      await ask();
      await ask();
    }
    return {
      account,
      calls: server.calls.map(
        ({ operation, region, accessKeyId }) => `${operation} ${region} ${accessKeyId}`,
      ),
    };
  } finally {
    await server.close();
  }
}

describe("entering an account", () => {
  it("takes one session for all clients, and asks STS in the region of the pipeline", async () => {
    const { account, calls } = await opened({});
    assert.ok(account.kind === "open");
    assert.deepEqual(calls, [
      "AssumeRole eu-central-1 AKIACALLER",
      "GetCallerIdentity eu-central-1 ASIA444444444444",
      "GetCallerIdentity eu-west-1 ASIA444444444444",
      "GetCallerIdentity eu-west-1 ASIA444444444444",
    ]);
  });

  it("takes a new session before the old one ends", async () => {
    const { calls } = await opened({
      "sts:AssumeRole": [
        session("ASIA444444444444", inAMinute()),
        session("ASIA444444444444", inAMinute()),
        session("ASIA444444444444", "2099-01-01T00:00:00Z"),
      ],
    });
    assert.deepEqual(calls.filter((call) => call.startsWith("AssumeRole")).length, 3);
  });

  it("says how to let somebody in whom the role does not trust", async () => {
    const { account } = await opened({
      "sts:AssumeRole": [{ fault: "AccessDenied", message: "not authorized", status: 403 }],
    });
    assert.deepEqual(account, {
      kind: "failure",
      code: "denied",
      doing: "assuming arn:aws:iam::444444444444:role/delivery-provisioner",
      message: "AccessDenied: not authorized",
      fix: "create the role with the template of `delivery provisioner`, name your own role in its trust, and allow your role sts:AssumeRole on it",
    });
  });

  it("does not take an empty answer for a session", async () => {
    const { account } = await opened({ "sts:AssumeRole": [{ output: {} }] });
    assert.deepEqual(account.kind === "failure" && [account.code, account.message], [
      "refused",
      `STS gave no credentials for ${door.provisioningRoleArn}`,
    ]);
  });
});
