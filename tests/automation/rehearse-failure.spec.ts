import assert from "node:assert/strict";
import { rehearse } from "../../automation/rehearse";
import { everyCase } from "../every-case";
import { testProject } from "./project";

async function failureOf(program: string): Promise<string | null> {
  const project = testProject({ program });
  try {
    const done = await rehearse({ projectDirectory: project.directory });
    assert.equal(done.kind, "rehearsal");
    const result = done.result.stacks["dev"];
    assert.ok(result);
    assert.equal(result.verdict, result.failure === null ? "clean" : "refused");
    return result.failure;
  } finally {
    project.remove();
  }
}

describe("rehearsal of a program that fails", () => {
  if (everyCase)
    it("shows where an error of the program came from", async () => {
      const failure = await failureOf(`
      import "@pulumi/pulumi";
      function closeTheRoad(): never { throw new Error("the road is closed"); }
      closeTheRoad();
    `);
      assert.match(failure ?? "", /the road is closed/);
      assert.match(failure ?? "", /at closeTheRoad \(.*index\.ts:3:/);
    });

  if (everyCase)
    it("shows an error that is meant for the user without frames", async () => {
      const failure = await failureOf(`
      import { RunError } from "@pulumi/pulumi";
      throw new RunError("The settings have 1 problem.\\n  app: too short");
    `);
      assert.equal(failure, "The settings have 1 problem.\n  app: too short");
    });

  it("takes a logged error for a failure, though the program goes on", async () => {
    const failure = await failureOf(`
      import * as pulumi from "@pulumi/pulumi";
      void pulumi.log.error("this cannot be");
    `);
    assert.equal(failure, "this cannot be");
  });

  if (everyCase)
    it("takes no warning for a failure", async () => {
      const failure = await failureOf(`
      import * as pulumi from "@pulumi/pulumi";
      void pulumi.log.warn("careful");
      console.log("said");
    `);
      assert.equal(failure, null);
    });

  it("names a program that does not compile", async () => {
    const failure = await failureOf("const answer = ;");
    assert.match(failure ?? "", /index\.ts:1:15: ERROR: Unexpected ";"/);
  });

  it("refuses what it cannot run truthfully, instead of passing it over", async () => {
    const failure = await failureOf(`
      import * as pulumi from "@pulumi/pulumi";
      new pulumi.ComponentResource("delivery:index:Store", "store", {}, { transforms: [() => undefined] });
    `);
    assert.match(failure ?? "", /does not support transforms/);
  });
});
