import assert from "node:assert/strict";
import { tokens } from "../../../emulator/type-tokens";
import { disagreements } from "../agreement";
import { existingFor, exampleText, settingsOf } from "../existing";
import { Road } from "../road";
import { seedFromSettings } from "../../../emulator/seed";

const adopted =
  "arn:aws:codeconnections:eu-central-1:111111111111:connection/3f2b1c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d";

describe("prod over what exists already", () => {
  it("takes the recorded connection and the project into the state, and makes neither", async () => {
    const existing = existingFor("prod");
    const road = await Road.begin("prod", existing);
    try {
      await road.succeeds(road.up());
      const state = await road.state();
      assert.deepEqual(disagreements(road.cloud, state, existing), []);
      assert.deepEqual(madeOf(road, tokens.connection), []);
      assert.deepEqual(madeOf(road, tokens.gitLabProject), []);
      assert.deepEqual(idsOf(state, tokens.connection), [adopted]);
      assert.deepEqual(idsOf(state, tokens.gitLabProject), ["48213377"]);
    } finally {
      road.close();
    }
  });

  it("reads a connection, an OIDC provider and bootstrap roles of others, and changes none of them", async () => {
    const text = exampleText("prod")
      .replace(/ {4}handshake: done\n/, "")
      .replace("    tier: premium\n", "    tier: premium\n    oidcProvider: adopt\n")
      .replace("    qualifier: pay\n", "    qualifier: pay\n    bootstrap: adopt\n");
    const { entities } = seedFromSettings([{ stack: "prod", settings: settingsOf(text) }]);
    const road = await Road.begin("prod", entities);
    try {
      road.set(["connection"], { arn: adopted });
      road.set(["gitlab", "oidcProvider"], "adopt");
      road.set(["workload", "bootstrap"], "adopt");
      await road.succeeds(road.up());
      const state = await road.state();
      assert.deepEqual(disagreements(road.cloud, state, entities), []);
      assert.deepEqual(
        state.filter(({ external }) => external === true).map(({ id }) => id),
        [adopted],
      );
      assert.deepEqual(madeOf(road, tokens.oidcProvider), []);
      assert.deepEqual(changedOf(road, entities), []);
      await road.succeeds(road.run("up", "--yes", "--expect-no-changes", "--refresh"));
    } finally {
      road.close();
    }
  });
});

function madeOf({ cloud }: Road, type: string): readonly string[] {
  return cloud.journal
    .filter((call) => call.operation === "create" && call.type === type)
    .map(({ urn }) => urn);
}

/** Of what was there, all but the project is as it was. */
function changedOf({ cloud }: Road, before: readonly { readonly type: string }[]): readonly string[] {
  const now = new Set<unknown>(cloud.world.everything);
  return before
    .filter((entity) => !now.has(entity) && entity.type !== tokens.gitLabProject)
    .map(({ type }) => type);
}

function idsOf(state: Awaited<ReturnType<Road["state"]>>, wanted: string): readonly unknown[] {
  return state.filter(({ type }) => type === wanted).map(({ id }) => id);
}
