import { codebuildRoleNotShared } from "../../../../policy-pack/policies/codebuild/codebuild-role-not-shared";
import type { Written } from "../../handed";
import { unknown } from "../../handed";
import { approval, build, pipeline, project, role, roleArn, settings } from "../../road";
import type { DecisionTable } from "../table";
import { filter, filters, pipelineAcrossGate, webhook } from "./roads.stack";

const shared = roleArn("devops", "payments-shared");
const sharedRole = role("devops", "payments-shared");

/** Build before the gate and Deploy behind it, under these roles. */
function across(
  buildRole: unknown,
  deployRole: unknown,
  props: Record<string, unknown> = {},
): readonly Written[] {
  return [
    pipelineAcrossGate(),
    project("payments-build", buildRole, { props }),
    project("payments-deploy", deployRole),
  ];
}

const violation =
  "mandatory project-payments-build: Role payments-shared serves builds of different trust: payments-build runs before any approval (stage Verify, action Build), and payments-deploy runs after an approval (stage prod, action Deploy).";

export const table: DecisionTable = {
  rule: codebuildRoleNotShared,
  rows: [
    {
      when: "each side of the gate has a role of its own",
      shows: "pass",
      stack: across(roleArn("devops", "payments-build"), roleArn("devops", "payments-deploy")),
    },
    {
      when: "both sides have one role",
      shows: "violation",
      stack: [sharedRole, ...across(shared, shared)],
      says: [violation],
      inFull: [
        [
          violation.slice("mandatory project-payments-build: ".length),
          "  at: serviceRole",
          "  why: CICD-SEC-5: the least trusted user of a role gets all that the most trusted one needs",
          "  fix: give each of them a role of its own, with what it alone needs",
        ].join("\n"),
      ],
    },
    {
      when: "the role is one of the stack, once by its output, and once of another letter case",
      shows: "violation",
      stack: [
        sharedRole,
        pipelineAcrossGate(),
        project("payments-build", unknown, { madeFrom: { serviceRole: ["payments-shared"] } }),
        project("payments-deploy", roleArn("devops", "PAYMENTS-shared")),
      ],
      says: [violation],
    },
    {
      when: "batches run under the role of the other side",
      shows: "violation",
      stack: [
        sharedRole,
        ...across(roleArn("devops", "payments-build"), shared, { buildBatchConfig: { serviceRole: shared } }),
      ],
      says: [violation],
    },
    {
      when: "a project that no pipeline runs has the role of one behind the gate",
      shows: "violation",
      stack: [
        sharedRole,
        ...across(roleArn("devops", "payments-build"), shared),
        project("payments-tools", shared),
      ],
      says: [
        "mandatory project-payments-deploy: Role payments-shared serves builds of different trust: payments-deploy runs after an approval (stage prod, action Deploy), and payments-tools is run by no pipeline of this stack.",
      ],
    },
    {
      when: "merge requests are built under the role of the release",
      shows: "violation",
      stack: [
        sharedRole,
        ...across(shared, roleArn("devops", "payments-deploy")),
        webhook(filters(filter("EVENT", "PULL_REQUEST_CREATED")), "payments-check"),
        project("payments-check", shared),
      ],
      says: [
        "mandatory project-payments-build: Role payments-shared serves builds of different trust: payments-build runs before any approval (stage Verify, action Build), and payments-check builds merge requests.",
      ],
    },
    {
      when: "the tag of tiers tells two projects apart that stand on one side",
      shows: "violation",
      stack: [
        sharedRole,
        project("payments-a", shared, { props: { tags: { tier: "low" } } }),
        project("payments-b", shared, { props: { tags: { tier: "high" } } }),
      ],
      circumstances: { settings, config: { tierTag: "tier" } },
      says: [
        "mandatory project-payments-a: Role payments-shared serves builds of different trust: payments-a is of tier low, and payments-b of tier high.",
      ],
    },
    {
      when: "a role is not known yet",
      shows: "unknown",
      stack: across(unknown, roleArn("devops", "payments-deploy")),
      says: [
        "advisory project-payments-build: Undetermined: under which role build project payments-build runs is not known yet, so it may be one of builds of different trust.",
      ],
    },
    {
      when: "whether the approval comes first is not known yet",
      shows: "unknown",
      stack: [
        sharedRole,
        pipeline([
          { name: "Verify", actions: [build("Build", "payments-build")] },
          { name: "prod", actions: [approval(unknown), build("Deploy", "payments-deploy", 2)] },
        ]),
        project("payments-build", shared),
        project("payments-deploy", shared),
      ],
      says: [
        "advisory project-payments-build: Undetermined: whether role payments-shared serves builds of different trust, payments-build and payments-deploy, can't be seen.",
      ],
    },
    {
      when: "two projects before the gate have one role",
      shows: "near miss",
      stack: [
        sharedRole,
        pipeline([
          { name: "Verify", actions: [build("Build", "payments-build"), build("Test", "payments-test")] },
        ]),
        project("payments-build", shared),
        project("payments-test", shared),
      ],
    },
    {
      when: "one project stands on both sides, and another shares nothing with it",
      shows: "near miss",
      stack: [
        pipeline([
          { name: "Verify", actions: [build("Build", "payments-build"), build("Deploy", "payments-deploy")] },
          { name: "prod", actions: [approval(1), build("Deploy", "payments-deploy", 2)] },
        ]),
        project("payments-build"),
        project("payments-deploy"),
      ],
    },
    {
      when: "there is one project",
      shows: "not applicable",
      stack: [project("payments-build")],
      notApplicable: ["the stack has fewer than two build projects"],
    },
  ],
};
