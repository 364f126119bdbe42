import { connectionProvider } from "../../../../policy-pack/policies/codebuild/connection-provider";
import type { Written } from "../../handed";
import { unknown } from "../../handed";
import { provider, settings } from "../../road";
import type { DecisionTable } from "../table";
import { storeKey } from "./builds.stack";

const hostArn = "arn:aws:codeconnections:eu-central-1:111111111111:host/gitlab/1";
const vpcConfiguration = { vpcId: "vpc-1", subnetIds: ["subnet-1"], securityGroupIds: ["sg-1"] };
const pinned = { ...vpcConfiguration, tlsCertificate: "-----BEGIN CERTIFICATE-----" };

function connection(props: Record<string, unknown>, more: Partial<Written> = {}): Written {
  return {
    type: "aws:codeconnections/connection:Connection",
    name: "connection",
    provider: provider("devops"),
    ...more,
    props: { name: "payments-gitlab", ...props },
  };
}

function host(props: Record<string, unknown> = {}): Written {
  return {
    type: "aws:codestarconnections/host:Host",
    name: "host",
    provider: provider("devops"),
    props: {
      name: "gitlab",
      arn: unknown,
      providerType: "GitLabSelfManaged",
      providerEndpoint: "https://gitlab.example.com",
      vpcConfiguration: pinned,
      ...props,
    },
  };
}

const none = ["the stack has no connection"];

export const table: DecisionTable = {
  rule: connectionProvider,
  rows: [
    {
      when: "the connection leads to GitLab",
      shows: "pass",
      stack: [connection({ providerType: "GitLab" })],
    },
    {
      when: "it uses a host of the stack, which is self-managed, https, in a VPC and pinned",
      shows: "pass",
      stack: [
        host(),
        connection(
          { hostArn: unknown },
          {
            madeFrom: { hostArn: ["host"] },
            foreseen: { name: "payments-gitlab", hostArn: unknown, providerType: unknown },
          },
        ),
      ],
    },
    {
      when: "the connection leads elsewhere",
      shows: "violation",
      stack: [connection({ providerType: "GitHub" })],
      says: ["mandatory connection: Connection payments-gitlab leads to GitHub, which is not allowed."],
      inFull: [
        [
          "Connection payments-gitlab leads to GitHub, which is not allowed.",
          "  at: providerType",
          "  why: CICD-SEC-8: whoever owns the other end of a connection decides what is built",
          "  fix: set providerType to GitLab or GitLabSelfManaged",
        ].join("\n"),
      ],
    },
    {
      when: "the connection names neither provider nor host",
      shows: "violation",
      stack: [connection({})],
      says: ["mandatory connection: Connection payments-gitlab names neither provider nor host."],
    },
    {
      when: "a host is reached by http",
      shows: "violation",
      stack: [host({ providerEndpoint: "http://gitlab.example.com" })],
      says: ["mandatory host: Host gitlab is not reached over https."],
      notApplicable: none,
    },
    {
      when: "a host is reached over the internet",
      shows: "violation",
      stack: [host({ vpcConfiguration: undefined })],
      says: ["mandatory host: Host gitlab is reached over the internet instead of a VPC."],
      notApplicable: none,
    },
    {
      when: "a host's certificate is not pinned, and it is another's",
      shows: "violation",
      stack: [host({ vpcConfiguration, providerType: "GitHubEnterpriseServer" })],
      says: [
        "mandatory host: Host gitlab leads to GitHubEnterpriseServer, which is not allowed.",
        "mandatory host: Host gitlab has no certificate that its GitLab must show.",
      ],
      notApplicable: none,
    },
    {
      when: "where it leads is not known yet",
      shows: "unknown",
      stack: [connection({ providerType: unknown }), host({ providerEndpoint: unknown })],
      says: [
        "advisory connection: Undetermined: where connection payments-gitlab leads is not known yet.",
        "advisory host: Undetermined: whether host gitlab is reached over https is not known yet.",
      ],
    },
    {
      when: "its host is not in the stack",
      shows: "unknown",
      stack: [connection({ hostArn })],
      says: [
        "advisory connection: Undetermined: connection payments-gitlab uses a host that is not in this stack, so where it leads can't be seen.",
      ],
    },
    {
      when: "the host is one of the stack by its ARN",
      shows: "near miss",
      stack: [host({ arn: hostArn }), connection({ hostArn })],
    },
    {
      when: "the host's certificate is not known yet",
      shows: "near miss",
      stack: [host({ vpcConfiguration: { ...vpcConfiguration, tlsCertificate: unknown } })],
      notApplicable: none,
    },
    {
      when: "the provider announces a host that nobody gave",
      shows: "near miss",
      stack: [
        connection(
          { providerType: "GitLab" },
          { foreseen: { name: "payments-gitlab", providerType: "GitLab", hostArn: unknown } },
        ),
      ],
    },
    {
      when: "the policy config allows another provider",
      shows: "near miss",
      stack: [connection({ providerType: "GitHub" })],
      circumstances: { settings, config: { providers: ["GitHub"] } },
    },
    {
      when: "there is no connection",
      shows: "not applicable",
      stack: [storeKey],
      notApplicable: none,
    },
  ],
};
