import assert from "node:assert/strict";
import { disagreements } from "../agreement";
import { existingFor, withoutConnection } from "../existing";
import { Road, withPolicies } from "../road";

describe("the stack dev, from nothing", () => {
  const existing = withoutConnection(existingFor("dev"));
  let road: Road;
  before(async () => {
    road = await Road.begin("dev", existing);
    road.set(["connection"], { handshake: "pending" });
  });
  after(() => road.close());

  it("first makes everything but the pipeline, and says how to finish the connection", async () => {
    const run = await road.succeeds(road.up(...withPolicies));
    const link =
      "https://eu-central-1.console.aws.amazon.com/codesuite/settings/connections?region=eu-central-1";
    assert.ok(
      run.printed.includes(`Open ${link} and choose the pending connection payments-lab-git`),
      run.printed,
    );
    const state = await road.state();
    assert.deepEqual(disagreements(road.cloud, state, existing), []);
    assert.deepEqual(ofType(state, "aws:codepipeline/pipeline:Pipeline"), []);
    assert.deepEqual(connectionStatus(state), ["PENDING"]);
  });

  it("says that nothing changes while the connection is pending", async () => {
    await road.succeeds(road.run("up", "--yes", "--expect-no-changes"));
  });

  it("refuses the pipeline where the settings say done and the connection is pending", async () => {
    const [connection] = (await road.state()).filter(({ type }) => type === connectionType);
    road.set(["connection"], { handshake: "done", arn: connection?.id });
    const run = await road.up("--refresh");
    assert.equal(run.code, 1, run.printed);
    assert.ok(
      run.printed.includes(
        `The connection ${String(connection?.id)} is PENDING, and a pipeline needs it AVAILABLE. Finish the handshake at`,
      ),
      run.printed,
    );
    assert.deepEqual(disagreements(road.cloud, await road.state(), existing), []);
  });

  it("makes the pipeline once the connection is available and a refresh has seen it", async () => {
    road.finishHandshake();
    await road.succeeds(road.up("--refresh", ...withPolicies));
    const state = await road.state();
    assert.deepEqual(disagreements(road.cloud, state, existing), []);
    assert.deepEqual(ofType(state, "aws:codepipeline/pipeline:Pipeline"), ["payments-lab-delivery"]);
    assert.deepEqual(connectionStatus(state), ["AVAILABLE"]);
  });

  it("says that nothing changes from then on, without and with a refresh", async () => {
    await road.succeeds(road.run("up", "--yes", "--expect-no-changes"));
    await road.succeeds(road.run("up", "--yes", "--expect-no-changes", "--refresh"));
  });
});

const connectionType = "aws:codeconnections/connection:Connection";

type State = Awaited<ReturnType<Road["state"]>>;

function ofType(state: State, wanted: string): readonly unknown[] {
  return state.filter(({ type }) => type === wanted).map(({ id }) => id);
}

function connectionStatus(state: State): readonly unknown[] {
  return state
    .filter(({ type }) => type === connectionType)
    .map(({ outputs }) => outputs?.["connectionStatus"]);
}
