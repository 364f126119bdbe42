import { ecrLifecycle } from "../../../../policy-pack/policies/storage/ecr-lifecycle";
import type { Written } from "../../handed";
import { unknown } from "../../handed";
import type { Account } from "../../road";
import { provider } from "../../road";
import type { DecisionTable } from "../table";
import { noRepository, repository } from "./repositories.stack";

function lifecycle(
  of: unknown,
  { account = "devops", madeFrom = [] }: { account?: Account; madeFrom?: readonly string[] } = {},
): Written {
  return {
    type: "aws:ecr/lifecyclePolicy:LifecyclePolicy",
    name: "images-lifecycle",
    provider: provider(account),
    props: { repository: of, policy: '{"rules":[]}' },
    madeFrom: { repository: madeFrom },
  };
}

const none = "advisory images: Repository payments-assets has no lifecycle policy.";

export const table: DecisionTable = {
  rule: ecrLifecycle,
  rows: [
    {
      when: "a repository has a lifecycle policy",
      shows: "pass",
      stack: [repository(), lifecycle("payments-assets")],
    },
    {
      when: "it has none",
      shows: "violation",
      stack: [repository()],
      says: [none],
      inFull: [
        `Repository payments-assets has no lifecycle policy.
  why: old images with known holes stay pullable until somebody deletes by hand, and too much
  fix: add a LifecyclePolicy that lets untagged images expire`,
      ],
    },
    {
      when: "another repository has one",
      shows: "violation",
      stack: [repository(), lifecycle("billing-assets")],
      says: [none],
    },
    {
      when: "a repository of the same name in another account has one",
      shows: "violation",
      stack: [repository(), lifecycle("payments-assets", { account: "dev" })],
      says: [none],
    },
    {
      when: "it is deleted with its images",
      shows: "violation",
      stack: [repository({ forceDelete: true }), lifecycle("payments-assets")],
      says: ["advisory images: Repository payments-assets is deleted together with its images."],
    },
    {
      when: "nobody knows yet whose lifecycle policy it is",
      shows: "unknown",
      stack: [repository(), lifecycle(unknown)],
      says: [
        "advisory images: Undetermined: whether a lifecycle policy is for repository payments-assets is not known yet.",
      ],
    },
    {
      when: "whether it is deleted with its images is not known yet",
      shows: "unknown",
      stack: [repository({ forceDelete: unknown }), lifecycle("payments-assets")],
      says: [
        "advisory images: Undetermined: whether repository payments-assets is deleted with its images is not known yet.",
      ],
    },
    {
      when: "the lifecycle policy is made from the repository, whose name is not known yet",
      shows: "near miss",
      stack: [repository({ name: unknown }), lifecycle(unknown, { madeFrom: ["images"] })],
    },
    {
      when: "there is no repository",
      shows: "not applicable",
      stack: [lifecycle("payments-assets")],
      notApplicable: noRepository,
    },
  ],
};
