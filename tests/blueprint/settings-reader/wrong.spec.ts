import assert from "node:assert/strict";
import type { Problem } from "../../../blueprint/problems";
import { formatProblems } from "../../../blueprint/problems";
import { readSettings } from "../../../blueprint/read-settings";
import { atLines, rawFromStackFile } from "../../../blueprint/settings-reader/file";
import { today } from "./good";

/** The full text that a person sees for a stack file: problems, then warnings. */
function told(text: string): string {
  const file = rawFromStackFile(text);
  if (!file.ok) return formatProblems(file.problems, "The file cannot be read.");
  const result = readSettings(file.raw, today);
  const problems: readonly Problem[] = result.ok ? [] : result.problems;
  const warnings =
    result.warnings.length > 0 ? formatProblems(atLines(result.warnings, file.lineOf), "Warnings.") : "";
  return formatProblems(atLines(problems, file.lineOf), `${problems.length} problems.`) + warnings;
}

describe("a file with everything wrong", () => {
  it("between the settings: each rule is told in the same run", () => {
    assert.equal(
      told(`config:
  delivery:app: payments
  delivery:gitlab:
    project: https://gitlab.com/groups/acme/-/issues
    projectId: 48213377
    branch: main
    tier: premium
  delivery:trigger: { on: push }
  delivery:connection: { handshake: pending }
  delivery:provisioningRole: delivery-provisioner
  delivery:devops: { accountId: "111111111111", region: ap-east-1 }
  delivery:environments:
    - name: dev
      kind: development
      targets: [{ accountId: "222222222222", region: eu-central-1 }]
      stacks: ["Payments-dev"]
    - name: test
      kind: testing
      targets: [{ accountId: "222222222222", region: eu-west-1 }]
      stacks: ["Payments-test"]
      approval:
        approvers: ["arn:aws:iam::111111111111:role/payments-deploy-prod"]
        timeoutHours: 99999
    - name: prod
      kind: production
      targets: [{ accountId: "444444444444", region: eu-central-1 }]
      stacks: ["Payments-prod-*"]
  delivery:workload: { services: [lambda], qualifier: pay }
  delivery:scan:
    waivers:
      - rule: CKV_AWS_18
        resource: Logs
        reason: no customer data
        ticket: OPS-1
        owner: team-a
        expires: "2026-11-23"
`),
      `9 problems.

  delivery:gitlab.deployerGroupIds (line 3)
    got      no group, with a gated environment
    allowed  at least one group: without it all maintainers could both deploy and approve
    fix      name the GitLab group whose members deploy in GitLab's sense, as deployerGroupIds: [number]; or set guardrails: observe

  delivery:gitlab.project (line 4)
    got      "https://gitlab.com/groups/acme/-/issues": "groups" begins a page of GitLab itself, not a project
    allowed  the project's full path with every group, spelled exactly as in GitLab (AWS tells capitals apart)
    fix      open the project in GitLab and copy the path from its address: group/subgroup/project

  delivery:gitlab.review.groupIds (line 3)
    got      no group, with a gated environment
    allowed  at least one group: without it all maintainers could both deploy and approve
    fix      name the GitLab group whose members approve, as review.groupIds: [number]; or set guardrails: observe

  delivery:devops.region (line 11)
    got      "ap-east-1", Asia Pacific (Hong Kong): AWS's page on GitLab connections and GitLab's own page both exclude it
    allowed  a region where a pipeline can take its source from GitLab, as of 2026-11-24: us-east-1, us-east-2, us-west-1, us-west-2, ca-central-1, sa-east-1, eu-central-1, eu-west-1, eu-west-2, eu-west-3, eu-north-1, ap-northeast-1, ap-northeast-2, ap-south-1, ap-southeast-1, ap-southeast-2
    fix      use ap-southeast-1, Asia Pacific (Singapore); or ap-northeast-1, Asia Pacific (Tokyo). If AWS has added it since, set delivery:devops.regionOverride: { reason: … }

  delivery:environments[1].approval.approvers[0] (line 22)
    got      "payments-deploy-prod", a name of the delivery's own roles
    allowed  a role whose name does not begin with payments-: the delivery never approves itself
    fix      name a role that only people can assume

  delivery:environments[1].approval.timeoutHours (line 23)
    got      99999
    allowed  a whole number of hours from 1 to 1440 (CodePipeline waits at most 86,400 minutes)
    fix      write for example timeoutHours: 72

  delivery:environments[1].targets[0].accountId (line 19)
    got      "222222222222", which environment dev has already
    allowed  an account of one environment only
    fix      give environment test an account of its own

  delivery:environments[2].approval (line 24)
    got      nothing, in an environment of kind production
    allowed  an approval with its approvers: nothing reaches production unapproved
    fix      add approval: { approvers: ["arn:aws:iam::<DevOps account>:role/<role>"] }

  delivery:scan.waivers[0].expires (line 36)
    got      "2026-11-23", which has passed
    allowed  a day from 2026-11-24 on
    fix      correct the finding and remove the waiver, or have team-a decide again
Warnings.

  delivery:environments[1].approval.notify (line 21)
    got      nothing
    allowed  mail addresses: without one, nobody is told that an approval waits
    fix      write for example notify: ["owner@example.com"]
`,
    );
  });

  it("inside the settings: each value is told in the same run, and no token is repeated", () => {
    assert.equal(
      told(`config:
  delivery:app: Payments
  delivery:enviroments: []
  delivery:gitlab:
    project: "https://oauth2:glpat-abcdefghijklmnopqrst@gitlab.com/acme/pay.git"
    projectId: "48213377"
    branch: refs/heads/main
    teir: premium
    tier: premuim
    review: 2
    statusTokenSecret: glpat-abcdefghijklmnopqrst
  delivery:trigger: { on: pull }
  delivery:connection:
    handshake: pending
    arn: "arn:aws:codeconnections:eu-central-1:111111111111:connection/3f2b1c4d"
  delivery:provisioningRole:
  delivery:devops: { accountId: 044444444444, region: eu-central-1, concurrentBuilds: 0 }
  delivery:build: { tests: npm test }
  delivery:workload: { services: [lambda, lambda, dynamo], qualifier: pay_, images: "yes" }
  delivery:scan:
    waivers:
      - { rule: CKV_AWS_18, resource: Logs, reason: r, ticket: OPS-1, owner: team-a, expires: 2027-03-31 }
  delivery:notices: { mail: [platform], retentionDays: 364 }
`),
      `23 problems.

  delivery:app (line 2)
    got      "Payments"
    allowed  2 to 20 lower-case letters, digits and single hyphens, beginning with a letter
    fix      write for example app: payments

  delivery:gitlab.branch (line 7)
    got      "refs/heads/main"
    allowed  the name of one branch, without refs/heads/ and without patterns
    fix      write for example branch: main

  delivery:gitlab.project (line 5)
    got      an address with a secret in it (not shown)
    allowed  the project's full path with every group, spelled exactly as in GitLab (AWS tells capitals apart)
    fix      write project: acme/pay. The secret in it is known now: revoke it in GitLab

  delivery:gitlab.projectId (line 6)
    got      "48213377"
    allowed  a whole number above 0, without quotes
    fix      write for example projectId: 48213377

  delivery:gitlab.review (line 10)
    got      2
    allowed  a mapping
    fix      write for example review: { approvals: 2, groupIds: [9970] }

  delivery:gitlab.statusTokenSecret (line 11)
    got      what looks like a token (not shown)
    allowed  the name of a secret in Secrets Manager
    fix      revoke the token, put a new one into Secrets Manager and write the secret's name here

  delivery:gitlab.teir (line 8)
    got      a key that is not known here
    allowed  url, project, projectId, branch, tier, guardrails, review, deployerGroupIds, audience, oidcProvider, statusTokenSecret, mergeRequestPlan
    fix      did you mean tier? Rename teir, or remove it

  delivery:gitlab.tier (line 9)
    got      "premuim"
    allowed  one of free, premium, ultimate
    fix      did you mean premium?

  delivery:trigger.on (line 12)
    got      "pull"
    allowed  one of push, tag, gitlab-ci, manual
    fix      write for example on: push

  delivery:connection (line 13)
    got      handshake: pending beside an arn
    allowed  { handshake: pending }, { handshake: done, arn: "…" } or, to adopt a connection that exists, { arn: "…" }
    fix      set handshake: done if the connection is authorised; a connection that was authorised never goes back to pending

  delivery:provisioningRole (line 16)
    got      ""
    allowed  the name of a role, not its ARN
    fix      write for example provisioningRole: delivery-provisioner

  delivery:devops.accountId (line 17)
    got      4908534052, a number
    allowed  an account id of 12 digits, in quotes
    fix      put it in quotes, as in accountId: "111111111111": unquoted, YAML reads a number, and one that begins with 0 as octal

  delivery:devops.concurrentBuilds (line 17)
    got      0
    allowed  a whole number from 1 to 50
    fix      write for example concurrentBuilds: 5

  delivery:build.tests (line 18)
    got      a key that is not known here
    allowed  directory, install, test, synth
    fix      did you mean test? Rename tests, or remove it

  delivery:environments
    got      nothing
    allowed  a list of at least one environment
    fix      add environments: [{ name: dev, kind: development, … }]

  delivery:workload.images (line 19)
    got      "yes"
    allowed  true or false
    fix      write for example images: true

  delivery:workload.qualifier (line 19)
    got      "pay_"
    allowed  1 to 10 lower-case letters and digits
    fix      write for example qualifier: pay

  delivery:workload.services (line 19)
    got      a list that names something twice
    allowed  a list of services, each once
    fix      keep each once

  delivery:workload.services[2] (line 19)
    got      "dynamo"
    allowed  one of lambda, dynamodb, sqs, sns, s3, logs, events, apigateway, stepfunctions, ssm, secretsmanager, kms, ecr
    fix      did you mean dynamodb?

  delivery:scan.waivers[0].expires (line 22)
    got      an unquoted date
    allowed  a day as YYYY-MM-DD, in quotes, not passed
    fix      put it in quotes, as in expires: "2027-03-31": unquoted, YAML reads a point in time

  delivery:notices.mail[0] (line 23)
    got      "platform"
    allowed  a mail address
    fix      write for example owner@example.com

  delivery:notices.retentionDays (line 23)
    got      364
    allowed  one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653
    fix      write for example retentionDays: 365

  delivery:enviroments (line 3)
    got      a key that is not known here
    allowed  app, gitlab, trigger, connection, provisioningRole, devops, build, environments, workload, scan, notices
    fix      did you mean environments? Rename enviroments, or remove it
`,
    );
  });

  it("empty: each required setting is asked for", () => {
    assert.deepEqual(
      told("config: {}\n").match(/^ {2}delivery:\S+/gm),
      [
        "app",
        "gitlab",
        "trigger",
        "connection",
        "provisioningRole",
        "devops",
        "environments",
        "workload",
      ].map((key) => `  delivery:${key}`),
    );
  });
});
