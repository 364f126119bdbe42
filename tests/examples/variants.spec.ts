import assert from "node:assert/strict";
import { outlineText } from "../../automation/outline/text";
import { rehearse } from "../../automation/rehearse";
import { everyCase } from "../every-case";
import { today } from "../blueprint/example-settings";
import {
  connectionType,
  exampleFile,
  ofType,
  pipelineType,
  withConnection,
  rehearsed,
  repository,
  stackOf,
} from "./rehearsed";

const recorded =
  "arn:aws:codeconnections:eu-central-1:111111111111:connection/3f2b1c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d";

describe("variants of the examples", () => {
  if (everyCase)
    it("handshake pending: everything but the pipeline, and the link with the steps at the end", async () => {
      const pending = (stack: "dev" | "prod") => withConnection(stack, "{ handshake: pending }");
      const { stacks } = await rehearsed({
        prod: pending("prod"),
        ...(everyCase ? { dev: pending("dev") } : {}),
      });
      const { prod } = stacks;
      assert.ok(prod);
      for (const { verdict, failure, rejections, policies } of Object.values(stacks))
        assert.deepEqual(
          [verdict, failure, rejections, policies.flatMap(({ findings }) => findings)],
          ["clean", null, [], []],
        );
      assert.deepEqual(ofType(prod, pipelineType), []);
      assert.equal(ofType(prod, "aws:codebuild/project:Project").length, 9);
      assert.equal(ofType(prod, connectionType)[0]?.outputs["connectionStatus"], "PENDING");
      const outline = outlineText("prod", prod);
      assert.match(outline, /\nRoad\n {2}There is no pipeline yet: see the next steps\.\n/);
      assert.match(outline, /\nNext steps\n[^]*https:\/\/[^ ]*console\.aws\.amazon\.com[^ ]*connections/);
    });

  if (everyCase)
    it("an ARN alone adopts: the connection is read and not managed, and the pipeline uses it", async () => {
      const prod = stackOf(
        await rehearsed({ prod: withConnection("prod", `{ arn: "${recorded}" }`) }, { judged: false }),
        "prod",
      );
      assert.deepEqual([prod.verdict, prod.failure, prod.rejections], ["clean", null, []]);
      assert.equal(ofType(prod, pipelineType).length, 1);
    });

  it("pending beside an ARN is refused before anything starts", async () => {
    const refused = await rehearse({
      projectDirectory: repository,
      stackFiles: { prod: withConnection("prod", `{ handshake: pending, arn: "${recorded}" }`) },
      today,
    });
    assert.ok(refused.kind === "refusal");
    assert.match(refused.problems, /delivery:connection/);
  });

  if (everyCase)
    it("two stacks never own the same thing: the second to register it is refused", async () => {
      const file = exampleFile("dev");
      const { one, two } = (await rehearsed({ one: file, two: file }, { judged: false })).stacks;
      const roles = [...(one?.rejections ?? []), ...(two?.rejections ?? [])].filter(({ urn }) =>
        urn?.includes("aws:iam/role:Role"),
      );
      assert.ok(roles.length > 0);
      assert.deepEqual([...new Set(roles.map(({ rule }) => rule))], ["double-ownership"]);
    });
});
