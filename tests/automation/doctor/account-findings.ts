import { sessionToken } from "../services/aws-server";
import type { Finding } from "./finding";
import { inAccount, summary } from "./healthy-world";

/** Accounts, regions and quotas. */
export const accountFindings: readonly Finding[] = [
  {
    title: "an account whose role does not trust the caller, and the others all the same",
    more: -4,
    visit: {
      aws: {
        "sts:AssumeRole": ({ input }) => {
          const account = String(input["RoleArn"]).split(":")[4] ?? "";
          if (account === "333333333333")
            return { fault: "AccessDenied", message: "not trusted", status: 403 };
          const Credentials = {
            ...{ AccessKeyId: `ASIA${account}`, SecretAccessKey: "s", SessionToken: sessionToken },
            Expiration: "2099-01-01T00:00:00Z",
          };
          return { output: { Credentials } };
        },
      },
    },
    found: ["fault account 333333333333 (test): AccessDenied: not trusted"],
  },
  {
    title: "a caller whose session has expired, and asks no other account",
    visit: { aws: { "sts:AssumeRole": [{ fault: "ExpiredToken", message: "over", status: 403 }] } },
    found: [
      "fault account 111111111111 (devops): ExpiredToken: over",
      "warning account 3 more accounts: not checked: AWS does not know the caller",
    ],
    more: -25,
  },
  {
    title: "a region that is not enabled in one account",
    visit: {
      aws: {
        "account:GetRegionOptStatus": ({ input, accessKeyId }) => ({
          output: {
            RegionOptStatus:
              input["RegionName"] === "eu-west-1" && accessKeyId === "ASIA444444444444"
                ? "DISABLED"
                : "ENABLED",
          },
        }),
      },
    },
    found: ["fault region eu-west-1 in 444444444444: not enabled"],
  },
  {
    title: "a new account's quota of one build, and a missing right to see roles' numbers",
    visit: {
      aws: {
        "servicequotas:ListServiceQuotas": [
          {
            output: {
              Quotas: [{ QuotaName: "Concurrently running builds for Linux/Small environment", Value: 1 }],
            },
          },
        ],
        "iam:GetAccountSummary": [{ fault: "AccessDenied", message: "no", status: 403 }],
      },
    },
    found: [
      "warning quota roles in 111111111111: not checked: AccessDenied: no",
      "fault quota Linux/Small builds side by side: 1 allowed, 5 needed",
      "warning quota Linux/Medium builds side by side: not checked: no such quota is listed",
      ...["222222222222", "333333333333", "444444444444"].map(
        (id) => `warning quota roles in ${id}: not checked: AccessDenied: no`,
      ),
    ],
  },
  {
    title: "an account that is full of roles",
    visit: { aws: { "iam:GetAccountSummary": inAccount("111111111111", summary(990), summary(40)) } },
    found: ["warning quota roles in 111111111111: 990 of 1000 used"],
  },
];
