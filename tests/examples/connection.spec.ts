import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { rehearse } from "../../automation/rehearse";
import type { StackResult } from "../../automation/rehearsal/result";
import { today } from "../blueprint/example-settings";

const root = join(__dirname, "..", "..");
const prod = readFileSync(join(root, "Pulumi.prod.yaml"), "utf8");
const recorded =
  "arn:aws:codeconnections:eu-central-1:111111111111:connection/3f2b1c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d";

/** The shipped settings of `prod` with another connection block. */
function withConnection(block: string): string {
  const changed = prod.replace(/ {2}delivery:connection:\n( {4}.*\n)+/, `  delivery:connection: ${block}\n`);
  assert.notEqual(changed, prod);
  return changed;
}

async function rehearseProd(file: string) {
  return rehearse({
    projectDirectory: root,
    stacks: ["prod"],
    stackFiles: { prod: file },
    today,
  });
}

async function stackResult(file: string): Promise<StackResult> {
  const rehearsal = await rehearseProd(file);
  assert.ok(rehearsal.kind === "rehearsal", JSON.stringify(rehearsal));
  const { prod: result } = rehearsal.result.stacks;
  assert.ok(result);
  return result;
}

const ofType = (result: StackResult, type: string) =>
  result.resources.filter((resource) => resource.type === type);
const pipelineType = "aws:codepipeline/pipeline:Pipeline";
const connectionType = "aws:codeconnections/connection:Connection";

describe("the two phases of the connection", () => {
  it("handshake pending: everything but the pipeline, and the link with the steps at the end", async () => {
    const result = await stackResult(withConnection("{ handshake: pending }"));
    assert.deepEqual(result.rejections, []);
    assert.equal(result.failure, null);
    assert.deepEqual(ofType(result, pipelineType), []);
    assert.equal(ofType(result, "aws:codebuild/project:Project").length, 9);
    assert.equal(ofType(result, connectionType)[0]?.outputs["connectionStatus"], "PENDING");
    const steps = result.outputs["nextSteps"];
    assert.ok(Array.isArray(steps));
    assert.equal(
      steps[1],
      "Open https://eu-central-1.console.aws.amazon.com/codesuite/settings/connections?region=eu-central-1 and choose the pending connection payments-gitlab.",
    );
    assert.equal(result.verdict, "clean");
  });

  it("handshake done: the pipeline exists and its source action uses the recorded connection", async () => {
    const result = await stackResult(prod);
    const [pipeline] = ofType(result, pipelineType);
    const stages = pipeline?.inputs["stages"] as readonly {
      actions: readonly { configuration: Readonly<Record<string, string>> }[];
    }[];
    assert.equal(stages[0]?.actions[0]?.configuration["ConnectionArn"], recorded);
    assert.equal(ofType(result, connectionType)[0]?.outputs["connectionStatus"], "AVAILABLE");
    assert.deepEqual(result.outputs["nextSteps"], []);
  });

  it("an ARN alone adopts: the connection is read and not managed, and the pipeline uses it", async () => {
    const result = await stackResult(withConnection(`{ arn: "${recorded}" }`));
    assert.deepEqual(result.rejections, []);
    assert.equal(result.failure, null);
    assert.equal(ofType(result, pipelineType).length, 1);
  });

  it("pending beside an ARN is refused", async () => {
    const rehearsal = await rehearseProd(withConnection(`{ handshake: pending, arn: "${recorded}" }`));
    assert.ok(rehearsal.kind === "refusal");
    assert.match(rehearsal.problems, /delivery:connection/);
  });
});
