import type { Bypass } from "../bypass";

/** What GitLab lets into the pipeline. */
export const gitlab: readonly Bypass[] = [
  // Any job of any branch gets what leads to production: gitlab-variable-safety.
  {
    id: "B10",
    title: "A CI variable hands out a role or key",
    shapes: [
      {
        name: "an access key",
        edit: "A variable of the project holds an access key of AWS, unprotected, for every environment.",
        caughtBy: ["gitlab-variable-safety"],
      },
      {
        name: "a role for every environment",
        edit: "A protected and masked variable holds production's deploy role, for every environment.",
        caughtBy: ["gitlab-variable-safety"],
      },
      {
        name: "from the group",
        edit: "A variable of the group holds a token for environment prod, unprotected and unmasked.",
        caughtBy: ["gitlab-variable-safety"],
      },
    ],
    nearMiss: {
      name: "a role for prod",
      edit: "A protected, masked and hidden variable holds production's deploy role, for environment prod.",
    },
  },
  // What starts the pipeline is not protected: pipeline-trigger-refs-protected. For the branch of the settings
  // itself also gitlab-branch-protected, and nobody's code owners approve: gitlab-codeowners. For tags:
  // gitlab-tags-runners-hooks-sharing.
  {
    id: "B11",
    title: "A branch or tag that deploys is not protected",
    shapes: [
      {
        name: "no protection",
        edit: "The protection of the branch is gone.",
        caughtBy: ["pipeline-trigger-refs-protected", "gitlab-branch-protected", "gitlab-codeowners"],
      },
      {
        name: "a wider trigger",
        edit: "The trigger also takes pushes to release/*, which no protection covers.",
        caughtBy: ["pipeline-trigger-refs-protected"],
      },
      {
        name: "tags",
        edit: "The trigger also takes tags v*, and the protection of tags is gone.",
        caughtBy: ["pipeline-trigger-refs-protected", "gitlab-tags-runners-hooks-sharing"],
      },
    ],
    nearMiss: {
      name: "a wider protection",
      edit: "The protection covers every branch whose name begins with m.",
    },
  },
  // Code that nobody merged reaches the pipeline (pipeline-no-pr-trigger) or gets what only protected branches
  // should (gitlab-pipeline-inputs).
  {
    id: "B12",
    title: "A merge request runs with what is protected",
    shapes: [
      {
        name: "a trigger on merge requests",
        edit: "The pipeline is also started by merge requests to the branch.",
        caughtBy: ["pipeline-no-pr-trigger"],
      },
      {
        name: "only merge requests",
        edit: "The trigger is for merge requests of every branch, and for nothing else.",
        caughtBy: ["pipeline-no-pr-trigger"],
      },
      {
        name: "protected variables",
        edit: "GitLab hands protected variables and runners to merge request pipelines.",
        caughtBy: ["gitlab-pipeline-inputs"],
      },
    ],
    nearMiss: { name: "an empty list", edit: "The trigger lists merge requests, and the list is empty." },
  },
  // One person is enough for the merge (gitlab-two-person-review) or for the deployment
  // (gitlab-protected-environment).
  {
    id: "B13",
    title: "Somebody approves what is his own in GitLab",
    shapes: [
      {
        name: "the author approves",
        edit: "Authors may approve their own merge requests.",
        caughtBy: ["gitlab-two-person-review"],
      },
      {
        name: "who started it approves",
        edit: "Whoever started a deployment may approve it.",
        caughtBy: ["gitlab-protected-environment"],
      },
      {
        name: "one approval in two",
        edit: "Two rules ask the same group for one approval each.",
        caughtBy: ["gitlab-two-person-review"],
      },
    ],
    nearMiss: { name: "three approvals", edit: "The rule asks for three approvals." },
  },
  // Push to the branch is gitlab-branch-protected; a machine that may push is gitlab-machine-credentials.
  {
    id: "B14",
    title: "Somebody pushes to the branch directly",
    shapes: [
      {
        name: "maintainers",
        edit: "Maintainers may push to the branch.",
        caughtBy: ["gitlab-branch-protected"],
      },
      {
        name: "a deploy key",
        edit: "A deploy key of the project may push.",
        caughtBy: ["gitlab-machine-credentials"],
      },
      {
        name: "the job token",
        edit: "Jobs may push with their own token.",
        caughtBy: ["gitlab-machine-credentials"],
      },
    ],
    nearMiss: { name: "a key that reads", edit: "A deploy key of the project may read." },
  },
];
