import assert from "node:assert/strict";
import { drawBlueprint } from "../../blueprint/draw-blueprint";
import type { Problem } from "../../blueprint/problems";
import type { Settings } from "../../blueprint/settings";
import { bundles, exampleSettings } from "./example-settings";

function problemsOf(settings: Settings): readonly Problem[] {
  const drawn = drawBlueprint(settings, bundles);
  return drawn.ok ? [] : drawn.problems;
}

/** `prod` with so many production targets, two regions an account. */
function production(count: number, images = true): Settings {
  const settings = exampleSettings("prod");
  const targets = Array.from({ length: count }, (_, index) => ({
    accountId: String(400_000_000_000 + Math.floor(index / 2)),
    region: index % 2 === 0 ? "eu-central-1" : "eu-west-1",
    status: "active" as const,
  }));
  return {
    ...settings,
    environments: settings.environments.map((one) => (one.kind === "production" ? { ...one, targets } : one)),
    workload: { ...settings.workload, images },
  };
}

describe("quotas, checked on the drawn road", () => {
  it("200 production targets with images fit: nine managed policies on the deploy role", () => {
    const drawn = drawBlueprint(production(200), bundles);
    assert.ok(drawn.ok);
    const deploy = drawn.blueprint.steps.find(({ key }) => key === "deploy-prod");
    assert.equal(deploy?.role.managed.length, 9);
  });

  it("1,200 production targets are refused: a gated environment is never split, and a role holds ten policies", () => {
    assert.deepEqual(problemsOf(production(1200)), [
      {
        path: "delivery:environments[2].targets",
        got: "122 actions in stage prod",
        allowed: "at most 50 a stage, and a gated environment is never split over stages",
        fix: "split the road over several stacks",
      },
      {
        path: "delivery:environments[2].targets",
        got: "a list of roles to assume that fills 16 managed policies of payments-plan-prod",
        allowed: "10 managed policies a role",
        fix: "split the environment's targets over several stacks",
      },
      {
        path: "delivery:environments[2].targets",
        got: "a list of roles to assume that fills 51 managed policies of payments-deploy-prod",
        allowed: "10 managed policies a role",
        fix: "split the environment's targets over several stacks",
      },
    ]);
  });

  it("1,200 ungated targets are split over stages, and refused for their policies only", () => {
    const settings = production(1200, false);
    const [dev] = settings.environments;
    assert.ok(dev);
    const targets = settings.environments.at(-1)?.targets ?? [];
    assert.deepEqual(
      problemsOf({ ...settings, environments: [{ ...dev, targets }] }).map(
        ({ path, got }) => `${path}: ${got}`,
      ),
      [
        "delivery:environments[0].targets: a list of roles to assume that fills 33 managed policies of payments-deploy-dev",
        "delivery:environments: a list of roles to assume that fills 16 managed policies of payments-verify",
      ],
    );
  });

  it("an environment may not be called like another stage", () => {
    const settings = exampleSettings("prod");
    const environments = settings.environments.map((one, index) =>
      index === 0 ? { ...one, name: "Verify" } : one,
    );
    assert.deepEqual(problemsOf({ ...settings, environments }), [
      {
        path: "delivery:environments[0].name",
        got: '"Verify", which is also the name of another stage',
        allowed: "a name that no other stage has",
        fix: "rename the environment",
      },
    ]);
  });

  it("names too long for IAM are refused with the role's name", () => {
    const settings = exampleSettings("prod");
    const name = "a-very-long-name-for-an-environment-which-no-reader-lets-in";
    const environments = settings.environments.map((one, index) => (index === 0 ? { ...one, name } : one));
    assert.deepEqual(problemsOf({ ...settings, environments }), [
      {
        path: "delivery:environments[0]",
        got: `role name payments-deploy-${name} of 75 characters`,
        allowed: "64 characters",
        fix: "shorten delivery:app, delivery:workload.qualifier or the environment's name",
      },
    ]);
  });
});
