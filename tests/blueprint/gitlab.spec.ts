import assert from "node:assert/strict";
import { planGitLabProject } from "../../blueprint/gitlab";
import type { Settings, Tier } from "../../blueprint/settings";
import { exampleSettings } from "./example-settings";

function projectOf(change: Partial<Settings["gitlab"]>): Settings {
  const settings = exampleSettings("prod");
  return { ...settings, gitlab: { ...settings.gitlab, ...change } };
}

function states(settings: Settings): Readonly<Record<string, string>> {
  return Object.fromEntries(
    planGitLabProject(settings).guardRails.map(({ guardRail, state }) => [guardRail, state]),
  );
}

const free = [
  "protected branch",
  "protected tags",
  "merge checks",
  "pipeline inputs",
  "job token scope",
  "forks",
];
const premium = ["review by others", "code owners", "push rules", "protected environments"];
const ultimate = ["secret push protection"];

const all = (rails: readonly string[], state: string) =>
  Object.fromEntries(rails.map((rail) => [rail, state]));
const leftToYou = all(["visibility", "runners"], "left to you");

describe("guard-rails in GitLab", () => {
  const can: Readonly<Record<Tier, readonly string[]>> = {
    free,
    premium: [...free, ...premium],
    ultimate: [...free, ...premium, ...ultimate],
  };
  for (const tier of ["free", "premium", "ultimate"] as const) {
    it(`${tier}: says of each whether it is enforced, only observed, or beyond the tier`, () => {
      const beyond = all([...free, ...premium, ...ultimate], "tier cannot");
      assert.deepEqual(states(projectOf({ tier })), {
        ...beyond,
        ...all(can[tier], "enforced"),
        ...leftToYou,
      });
      assert.deepEqual(states(projectOf({ tier, guardrails: "observe" })), {
        ...beyond,
        ...all(can[tier], "observed only"),
        ...leftToYou,
      });
    });
  }

  it("names what stands in for each that the tier cannot, and for none that is enforced", () => {
    for (const tier of ["free", "premium", "ultimate"] as const)
      for (const { guardRail, state, instead } of planGitLabProject(projectOf({ tier })).guardRails)
        assert.equal(instead !== "", state !== "enforced", `${tier}: ${guardRail}`);
  });

  it("does not speak of environments where none is gated", () => {
    const settings = projectOf({});
    const environments = settings.environments.filter(({ approval }) => approval === undefined);
    assert.equal("protected environments" in states({ ...settings, environments }), false);
    assert.deepEqual(planGitLabProject({ ...settings, environments }).resources.environmentProtections, []);
  });

  it("tells what it enforces in the words of the settings", () => {
    assert.deepEqual(
      planGitLabProject(projectOf({ tier: "ultimate" })).guardRails.map(({ how }) => how),
      [
        "nobody pushes to main; maintainers merge and lift the protection; no force push",
        "only maintainers create tags",
        "a merge needs a successful pipeline (skipped is not enough) and resolved discussions",
        "nobody overrides variables of a pipeline; jobs are not public; the job token cannot push; " +
          "merge request pipelines get nothing protected",
        "only this project's own jobs use its job token",
        "only members fork the project",
        "2 approvals per merge request by group 9970; not by author or committer; reset on push; no override",
        "code owners approve changes of what they own on the protected branch",
        "commits are signed by their committer; files that look like secrets are refused",
        "GitLab deployments to prod need 2 approvals by group 9970; whoever starts one does not approve it",
        "GitLab looks for secrets in every push",
        "the project stays as visible as it is; private is best",
        "its jobs stay on the runners that it has; best are runners for this project alone",
      ],
    );
  });

  it("asks for anybody's approval where no group is named: a rule without approvers counts as approved", () => {
    const settings = projectOf({ review: { approvals: 1, groupIds: [] }, deployerGroupIds: [] });
    const { guardRails, resources } = planGitLabProject(settings);
    assert.deepEqual(
      { rule: resources.approvalRules, protection: resources.environmentProtections },
      {
        rule: [
          {
            name: "review",
            inputs: {
              name: "delivery-review",
              ruleType: "any_approver",
              approvalsRequired: 1,
              groupIds: [],
              appliesToAllProtectedBranches: true,
            },
          },
        ],
        protection: [
          {
            name: "prod-protection",
            inputs: {
              environment: "prod",
              deployAccessLevelsAttributes: [{ accessLevel: "maintainer" }],
              approvalRules: [{ accessLevel: "maintainer", requiredApprovals: 1 }],
            },
          },
        ],
      },
    );
    assert.deepEqual(
      guardRails
        .filter(({ guardRail }) => ["review by others", "protected environments"].includes(guardRail))
        .map(({ how }) => how),
      [
        "1 approval per merge request; not by author or committer; reset on push; no override",
        "GitLab deployments to prod need 1 approval by other maintainers; whoever starts one does not approve it",
      ],
    );
  });

  it("asks each of several groups for its approvals of a deployment", () => {
    const { guardRails, resources } = planGitLabProject(
      projectOf({ review: { approvals: 2, groupIds: [9970, 9972] } }),
    );
    assert.deepEqual(
      resources.environmentProtections.map(({ inputs }) => inputs.approvalRules),
      [
        [
          { groupId: 9970, requiredApprovals: 2 },
          { groupId: 9972, requiredApprovals: 2 },
        ],
      ],
    );
    assert.ok(guardRails.some(({ how }) => how.includes("need 2 approvals by each of groups 9970, 9972;")));
  });
});
