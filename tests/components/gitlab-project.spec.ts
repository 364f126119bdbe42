import assert from "node:assert/strict";
import type { Settings, Tier } from "../../blueprint/settings";
import { exampleSettings } from "../blueprint/example-settings";
import type { Evidence } from "./gitlab-evidence";
import { evidence } from "./gitlab-evidence";
import { recordGitLab } from "./record-gitlab";

const tiers: readonly Tier[] = ["free", "premium", "ultimate"];

function projectOf(change: Partial<Settings["gitlab"]>): Settings {
  const settings = exampleSettings("prod");
  return { ...settings, gitlab: { ...settings.gitlab, ...change } };
}

/** What stands in any project that is managed, whatever its guard-rails are. */
const furniture: Evidence = {
  "project-project": { name: "payments-infra" },
  "project-dev": { name: "dev", tier: "development" },
  "project-test": { name: "test", tier: "testing" },
  "project-prod": { name: "prod", tier: "production" },
};

/** Properties of the same resource, put together. */
function together(all: readonly Evidence[]): Evidence {
  const sum: Record<string, Record<string, unknown>> = {};
  for (const one of all)
    for (const [name, properties] of Object.entries(one)) sum[name] = { ...sum[name], ...properties };
  return sum;
}

describe("GitLabProject", () => {
  for (const tier of tiers)
    for (const url of ["https://gitlab.com", "https://gitlab.example.com"])
      it(`${tier} on ${url}: registers what the enforced guard-rails say, and nothing for those that it cannot`, async () => {
        const settings = projectOf({ tier, url });
        const { registrations, guardRails } = await recordGitLab(settings);
        const enforced = guardRails.filter(({ state }) => state === "enforced");
        const expected = together([
          furniture,
          ...enforced.map(({ guardRail }) => evidence(guardRail, settings)),
        ]);
        assert.deepEqual(
          Object.fromEntries(
            Object.entries(registrations).map(([name, { inputs }]) => {
              const { project, ...rest } = inputs;
              assert.equal(project, name === "project-project" ? undefined : "48213377", name);
              return [name, rest];
            }),
          ),
          expected,
        );
      });

  it("registers nothing where another stack manages the project, in any tier", async () => {
    for (const tier of tiers) {
      const { registrations } = await recordGitLab(projectOf({ tier, guardrails: "observe" }));
      assert.deepEqual(registrations, {}, tier);
    }
  });

  it("puts everything on the provider that it inherits", async () => {
    const { registrations } = await recordGitLab(projectOf({}));
    const urn = "urn:pulumi:prod::delivery::pulumi:providers:gitlab::gitlab::";
    assert.deepEqual(
      Object.entries(registrations)
        .filter(([, { provider }]) => !provider.startsWith(urn))
        .map(([name]) => name),
      [],
    );
    assert.equal(Object.keys(registrations).length, 11);
  });

  it("protects the project and every gate, and never deletes the project or an environment", async () => {
    const { registrations } = await recordGitLab(projectOf({}));
    const having = (option: "protect" | "retainOnDelete") =>
      Object.entries(registrations)
        .filter(([, { options }]) => options[option] === true)
        .map(([name]) => name)
        .sort();
    assert.deepEqual(
      { protect: having("protect"), retainOnDelete: having("retainOnDelete") },
      {
        protect: [
          "project-approvals",
          "project-branch",
          "project-prod-protection",
          "project-project",
          "project-push-rules",
          "project-review",
          "project-tag-*",
        ],
        retainOnDelete: ["project-dev", "project-prod", "project-project", "project-test"],
      },
    );
  });

  it("imports the project by its number, and leaves every setting alone that no guard-rail needs", async () => {
    const { registrations } = await recordGitLab(projectOf({}));
    const { options, inputs } = registrations["project-project"] ?? assert.fail("no project");
    const ignored = options.ignoreChanges ?? [];
    assert.equal(options.import, "48213377");
    assert.deepEqual(
      Object.keys(inputs).filter((setting) => ignored.includes(setting)),
      ["name"],
      "the display name is demanded, and the project's own is kept",
    );
    for (const setting of ["visibilityLevel", "sharedRunnersEnabled", "groupRunnersEnabled", "description"])
      assert.ok(ignored.includes(setting), setting);
  });

  it("gives the role of the start to jobs on protected branches alone, where GitLab CI starts the pipeline", async () => {
    const { registrations } = await recordGitLab({ ...projectOf({}), trigger: { on: "gitlab-ci" } });
    assert.deepEqual(registrations["project-variable-DELIVERY_START_ROLE"]?.inputs, {
      project: "48213377",
      key: "DELIVERY_START_ROLE",
      value: "arn:aws:iam::111111111111:role/payments-start",
      environmentScope: "delivery",
      protected: true,
      masked: true,
      raw: true,
      variableType: "env_var",
    });
  });

  it("protects the tags that start the pipeline, each by its own pattern", async () => {
    const { registrations } = await recordGitLab({
      ...projectOf({}),
      trigger: { on: "tag", tags: ["v*", "release-*"] },
    });
    assert.deepEqual(
      Object.keys(registrations).filter((name) => name.startsWith("project-tag-")),
      ["project-tag-v*", "project-tag-release-*"],
    );
  });
});
