import { iamSessionLimits } from "../../../../policy-pack/policies/iam/iam-session-limits";
import type { Written } from "../../handed";
import { unknown } from "../../handed";
import type { Account } from "../../road";
import { role } from "../../road";
import type { DecisionTable } from "../table";
import { trusts } from "./gated.stack";

function lasting(
  seconds: unknown,
  account: Account,
  trust: unknown,
  more: Record<string, unknown> = {},
): readonly Written[] {
  return [role(account, "one", { props: { maxSessionDuration: seconds, assumeRolePolicy: trust, ...more } })];
}

const byBuild = trusts({ Service: "codebuild.amazonaws.com" });
const byPeople = trusts({ AWS: "arn:aws:iam::111111111111:user/operator" });

export const table: DecisionTable = {
  rule: iamSessionLimits,
  rows: [
    { when: "sessions of a build last an hour", shows: "pass", stack: lasting(3600, "devops", byBuild) },
    {
      when: "nobody says how long, and AWS's default holds",
      shows: "pass",
      stack: [role("devops", "one", { props: { assumeRolePolicy: byBuild } })],
    },
    {
      when: "sessions of a build last twelve hours",
      shows: "violation",
      stack: lasting(43200, "devops", byBuild),
      says: [
        "advisory one: Sessions of role one, which codebuild.amazonaws.com acts as, may last 43200 seconds, more than 3600.",
      ],
      inFull: [
        [
          "Sessions of role one, which codebuild.amazonaws.com acts as, may last 43200 seconds, more than 3600.",
          "  at: maxSessionDuration",
          "  why: CICD-SEC-2: a stolen session works until it ends",
          "  fix: set maxSessionDuration to 3600 or less",
        ].join("\n"),
      ],
    },
    {
      when: "sessions in a target's account last two hours",
      shows: "violation",
      stack: lasting(7200, "prod", byPeople),
      says: [
        "advisory one: Sessions of role one, which stands in target account 444444444444, may last 7200 seconds, more than 3600.",
      ],
    },
    {
      when: "sessions of a break-glass role last two hours",
      shows: "violation",
      stack: lasting(7200, "devops", byPeople, { tags: { "delivery:break-glass": "2026-12-31" } }),
      says: [
        "advisory one: Sessions of role one, a break-glass role, may last 7200 seconds, more than 3600.",
      ],
    },
    {
      when: "the duration is not known yet",
      shows: "unknown",
      stack: lasting(unknown, "devops", byBuild),
      says: ["advisory one: Undetermined: how long sessions of role one may last is not known yet."],
    },
    {
      when: "whose role it is can't be seen",
      shows: "unknown",
      stack: lasting(7200, "devops", unknown),
      says: [
        "advisory one: Undetermined: whether role one, whose sessions may last 7200 seconds, deploys anything can't be seen.",
      ],
    },
    {
      when: "people of the DevOps account work half a day",
      shows: "near miss",
      stack: lasting(14400, "devops", byPeople),
      notApplicable: ["it deploys nothing and is no break-glass role"],
    },
    {
      when: "the policy config allows two hours",
      shows: "near miss",
      stack: lasting(7200, "devops", byBuild),
      circumstances: { config: { maxSeconds: 7200 } },
    },
  ],
};
