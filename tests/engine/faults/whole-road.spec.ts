import assert from "node:assert/strict";
import { disagreements } from "../agreement";
import { existingFor } from "../existing";
import { Road } from "../road";
import { plantedToken } from "../workplace";

describe("dev from nothing, when something happens on the way", () => {
  const existing = existingFor("dev");
  let road: Road;
  beforeEach(async () => {
    road = await Road.begin("dev", existing);
  });
  afterEach(() => road.close());

  const agrees = async (): Promise<void> =>
    assert.deepEqual(disagreements(road.cloud, await road.state(), existing), []);

  /** Ends as soon as the cloud has answered so many creations. */
  async function created(count: number): Promise<void> {
    while (road.cloud.journal.filter(({ operation }) => operation === "create").length < count)
      await new Promise((resolve) => setTimeout(resolve, 20));
  }

  it("IAM tells others of new identities late: the providers wait, and one run is enough", async () => {
    road.cloud.propagation.tries = 2;
    await road.succeeds(road.up());
    const refused = new Set(
      road.cloud.journal.filter(({ outcome }) => outcome !== "done").map(({ type }) => type),
    );
    assert.deepEqual([...refused].sort(), [
      "aws:codebuild/project:Project",
      "aws:codepipeline/pipeline:Pipeline",
      "aws:iam/role:Role",
      "aws:kms/key:Key",
    ]);
    await agrees();
  });

  it("the session of one account expires: the run says so, and the next one goes on", async () => {
    road.cloud.credentials.expire("666666666666", 10);
    const run = await road.up();
    assert.equal(run.code, 1, run.printed);
    assert.ok(
      run.printed.includes("ExpiredToken: The security token included in the request is expired"),
      run.printed,
    );
    await agrees();
    road.cloud.credentials.restore();
    await road.succeeds(road.up());
    await agrees();
  });

  it("a person interrupts: what was begun is finished and known, and the next run goes on", async () => {
    const { process: cli, ended } = road.workplace.start("up", "--yes", "--skip-preview", "--stack", "dev");
    await created(40);
    cli.kill("SIGINT");
    const run = await ended;
    assert.notEqual(run.code, 0, run.printed);
    await agrees();
    await road.succeeds(road.up());
    await agrees();
  });

  it("a second run at the same time is refused, and the first ends as if alone", async () => {
    const first = road.workplace.start("up", "--yes", "--skip-preview", "--stack", "dev");
    await created(10);
    const second = await road.up();
    assert.notEqual(second.code, 0, second.printed);
    assert.ok(second.printed.includes("the stack is currently locked by 1 lock(s)"), second.printed);
    await road.succeeds(first.ended);
    await agrees();
  });

  it("the token of GitLab is in no state, no history and nothing that is printed", async () => {
    const run = await road.succeeds(road.up());
    const shown = await road.run("stack", "export", "--show-secrets");
    for (const text of [run.printed, shown.printed, road.workplace.backendText()])
      assert.equal(text.includes(plantedToken), false);
  });
});
