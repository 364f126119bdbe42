import assert from "node:assert/strict";
import { Provider } from "@pulumi/aws/provider";
import type { Output } from "@pulumi/pulumi";
import * as pulumi from "@pulumi/pulumi";
import type { ConnectionPlan } from "../../blueprint/connection";
import { GitLabConnection } from "../../components";

const arn = "arn:aws:codeconnections:eu-central-1:111111111111:connection/c0ffee";
const link = "https://eu-central-1.console.aws.amazon.com/codesuite/settings/connections?region=eu-central-1";

/** The value of an output, or its error: the SDK has the member, and keeps it out of its typings. */
function valueOf<T>(output: Output<T>): Promise<T> {
  return (output as unknown as { promise(): Promise<T> }).promise();
}

async function connectionThatIs(status: string, plan: ConnectionPlan): Promise<GitLabConnection> {
  await pulumi.runtime.setMocks({
    newResource: ({ inputs, id, name }) => ({
      id: id === undefined || id === "" ? `${name}-id` : id,
      state: { ...(inputs as object), arn, connectionStatus: status },
    }),
    call: ({ token }) => {
      throw new Error(`no call is expected: ${token}`);
    },
  });
  const aws = new Provider("devops", { region: "eu-central-1" });
  return new GitLabConnection("gitlab", { plan, region: "eu-central-1" }, { providers: { aws } });
}

const plans: readonly (readonly [string, ConnectionPlan])[] = [
  [
    "of this stack, handshake done",
    { kind: "create", name: "payments-gitlab", provider: { type: "GitLab" }, recorded: arn, link },
  ],
  ["that is adopted", { kind: "adopt", arn, link }],
  [
    "that is adopted and was made before the service was renamed",
    { kind: "adopt", arn: arn.replace("codeconnections", "codestar-connections"), link },
  ],
];

describe("a connection", () => {
  for (const [which, plan] of plans) {
    it(`${which}: its ARN may be used once it is AVAILABLE`, async () => {
      const connection = await connectionThatIs("AVAILABLE", plan);
      assert.equal(await valueOf(connection.availableArn), arn);
    });

    for (const status of ["PENDING", "ERROR"]) {
      it(`${which}: while it is ${status}, a pipeline is refused with the page to open`, async () => {
        const connection = await connectionThatIs(status, plan);
        await assert.rejects(valueOf(connection.availableArn), {
          message:
            `The connection ${arn} is ${status}, and a pipeline needs it AVAILABLE. ` +
            `Finish the handshake at ${link}, then run \`pulumi up --refresh\`.`,
        });
      });
    }
  }
});
