import { pipelineTriggerRefsProtected } from "../../../../policy-pack/policies/pipeline/pipeline-trigger-refs-protected";
import type { Written } from "../../handed";
import { unknown } from "../../handed";
import { road, settings } from "../../road";
import type { DecisionTable } from "../table";
import { fromSource, gitlab, sourceWith } from "./stages.stack";

const circumstances = { settings: { ...settings, gitlab } };
const protectedBranch = (branch: unknown, project: unknown = "48", more: Partial<Written> = {}): Written => ({
  type: "gitlab:index/branchProtection:BranchProtection",
  name: "branch",
  props: { branch, project },
  ...more,
});
const protectedTag: Written = {
  type: "gitlab:index/tagProtection:TagProtection",
  name: "tag",
  props: { tag: "v*", project: "48" },
};
const project = (pathWithNamespace: unknown): Written => ({
  type: "gitlab:index/project:Project",
  name: "project",
  props: { name: "payments", pathWithNamespace },
});
const triggers = (...pushes: readonly Record<string, unknown>[]) => ({
  triggers: [
    {
      providerType: "CodeStarSourceConnection",
      gitConfiguration: { sourceActionName: "GitLab", pushes },
    },
  ],
});
const onPush = (push: Record<string, unknown>, ...add: readonly Written[]) =>
  road({
    stages: fromSource(sourceWith({ DetectChanges: "false" })),
    pipeline: { props: triggers(push) },
    add,
  });
const branches = (...includes: readonly unknown[]) => ({ branches: { includes } });

export const table: DecisionTable = {
  rule: pipelineTriggerRefsProtected,
  rows: [
    {
      when: "the branch that starts the pipeline is protected",
      shows: "pass",
      stack: onPush(branches("main"), protectedBranch("main")),
      circumstances,
    },
    {
      when: "branch and tags are protected, and so is more",
      shows: "pass",
      stack: onPush(
        { branches: { includes: ["release/*"] }, tags: { includes: ["v1.*"] } },
        protectedBranch("release*"),
        protectedTag,
      ),
      circumstances,
    },
    {
      when: "there is no protection",
      shows: "violation",
      stack: onPush(branches("main")),
      circumstances,
      says: [
        "mandatory pipeline: A push to branch main of acme/payments starts pipeline payments, and no protection covers it.",
      ],
      inFull: [
        "A push to branch main of acme/payments starts pipeline payments, and no protection covers it.\n  at: triggers[0].gitConfiguration.pushes[0].branches.includes\n  why: CICD-SEC-4: whoever may push there starts the release, with code that nobody reviewed\n  fix: protect branch main in GitLab with a resource of this stack, narrow the trigger, or list the pattern in externallyProtected",
      ],
    },
    {
      when: "the trigger is wider than the protection",
      shows: "violation",
      stack: onPush(branches("main", "release/**"), protectedBranch("main")),
      circumstances,
      says: [
        "mandatory pipeline: A push to branch release/** of acme/payments starts pipeline payments, and no protection covers it.",
      ],
    },
    {
      when: "tags start it, and only branches are protected",
      shows: "violation",
      stack: onPush({ tags: { includes: ["v*"] } }, protectedBranch("*")),
      circumstances,
      says: [
        "mandatory pipeline: A push to tag v* of acme/payments starts pipeline payments, and no protection covers it.",
      ],
    },
    {
      when: "the protection is of another project",
      shows: "violation",
      stack: onPush(branches("main"), protectedBranch("main", "49")),
      circumstances,
      says: [
        "mandatory pipeline: A push to branch main of acme/payments starts pipeline payments, and no protection covers it.",
      ],
    },
    {
      when: "only files are filtered, so every branch starts it",
      shows: "violation",
      stack: onPush({ filePaths: { includes: ["infra/**"] } }, protectedBranch("main")),
      circumstances,
      says: [
        "mandatory pipeline: A push to branch * of acme/payments starts pipeline payments, and no protection covers it.",
      ],
    },
    {
      when: "branches are only excluded, so all others start it",
      shows: "violation",
      stack: onPush({ branches: { excludes: ["wip/*"] } }, protectedBranch("main")),
      circumstances,
      says: [
        "mandatory pipeline: A push to branch * of acme/payments starts pipeline payments, and no protection covers it.",
      ],
    },
    {
      when: "there is no trigger, so the source looks at its branch",
      shows: "violation",
      stack: road({ stages: fromSource(sourceWith({})) }),
      circumstances,
      says: [
        "mandatory pipeline: A push to branch main of acme/payments starts pipeline payments, and no protection covers it.",
      ],
    },
    {
      when: "every branch starts it, and every branch is protected",
      shows: "near miss",
      stack: onPush({ filePaths: { includes: ["infra/**"] } }, protectedBranch("*")),
      circumstances,
    },
    {
      when: "a pattern with braces is covered by the protection of everything",
      shows: "near miss",
      stack: onPush(branches("{main,release}"), protectedBranch("*")),
      circumstances,
    },
    {
      when: "the pattern is protected elsewhere, as the config says",
      shows: "near miss",
      stack: onPush(branches("release/1.0"), protectedBranch("main")),
      circumstances: { ...circumstances, config: { externallyProtected: ["release/*"] } },
    },
    {
      when: "the protection is made from the project of the repository",
      shows: "near miss",
      stack: onPush(
        branches("main"),
        project("acme/payments"),
        protectedBranch("main", unknown, { madeFrom: { project: ["project"] } }),
      ),
      circumstances: { settings },
    },
    {
      when: "the protection writes the project in another letter case, with the coding of URLs",
      shows: "near miss",
      stack: onPush(branches("main"), protectedBranch("main", "Acme%2FPayments")),
      circumstances,
    },
    {
      when: "the protection is made from another project",
      shows: "violation",
      stack: onPush(
        branches("main"),
        project("acme/other"),
        protectedBranch("main", unknown, { madeFrom: { project: ["project"] } }),
      ),
      circumstances: { settings },
      says: [
        "mandatory pipeline: A push to branch main of acme/payments starts pipeline payments, and no protection covers it.",
      ],
    },
    {
      when: "a pattern has braces, which nobody can compare",
      shows: "unknown",
      stack: onPush(branches("{main,release}"), protectedBranch("main")),
      circumstances,
      says: [
        "advisory pipeline: Undetermined: whether branch {main,release} of acme/payments, which starts pipeline payments, is protected can't be seen.",
      ],
    },
    {
      when: "nobody ties the number of a project to its path",
      shows: "unknown",
      stack: onPush(branches("main"), protectedBranch("main")),
      circumstances: { settings },
      says: [
        "advisory pipeline: Undetermined: whether branch main of acme/payments, which starts pipeline payments, is protected can't be seen.",
      ],
    },
    {
      when: "what is protected is not known yet",
      shows: "unknown",
      stack: onPush(branches("main"), protectedBranch(unknown)),
      circumstances,
      says: [
        "advisory pipeline: Undetermined: whether branch main of acme/payments, which starts pipeline payments, is protected can't be seen.",
      ],
    },
    {
      when: "a pattern of the trigger is not known yet",
      shows: "unknown",
      stack: onPush(branches("main", unknown), protectedBranch("main")),
      circumstances,
      says: ["advisory pipeline: Undetermined: what starts pipeline payments is not known."],
    },
    {
      when: "the triggers are not known",
      shows: "unknown",
      stack: road({ stages: fromSource(sourceWith({})), pipeline: { props: { triggers: unknown } } }),
      circumstances,
      says: ["advisory pipeline: Undetermined: what starts pipeline payments is not known."],
    },
    {
      when: "the repository is not known",
      shows: "unknown",
      stack: road({
        stages: fromSource(sourceWith({ FullRepositoryId: unknown })),
        pipeline: { props: triggers(branches("main")) },
        add: [protectedBranch("main")],
      }),
      circumstances,
      says: [
        "advisory pipeline: Undetermined: whether branch main, which starts pipeline payments, is protected can't be seen, because its repository is not known.",
      ],
    },
    {
      when: "another stack manages the guard-rails",
      shows: "not applicable",
      stack: onPush(branches("main")),
      circumstances: { settings: { ...settings, gitlab: { ...gitlab, guardrails: "observe" } } },
      notApplicable: ["another stack manages the guard-rails of the project (guardrails: observe)"],
    },
    {
      when: "no push starts the pipeline",
      shows: "not applicable",
      stack: road({ stages: fromSource(sourceWith({ DetectChanges: "false" })) }),
      circumstances,
      notApplicable: ["no push starts a pipeline of the stack"],
    },
  ],
};
