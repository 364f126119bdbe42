import assert from "node:assert/strict";
import type { Resource } from "../../prod-stack";
import { changeStatement } from "./documents";
import type { Situation } from "./edit";
import { add, all, change, remove, resourceNamed, set } from "./edit";
import { alsoName, rename } from "./everywhere";
import { textOf } from "./lists";

function resource(name: string, inputs: Resource["inputs"], type = "aws:iam/role:Role"): Resource {
  return { type, name, urn: `urn:pulumi:prod::delivery::delivery:index:Road$${type}::${name}`, inputs };
}

const situation: Situation = {
  resources: [
    resource("one", {
      name: "one",
      policy: '{"Version":"2012-10-17","Statement":[{"Sid":"A","Resource":["arn:x:one"]}]}',
    }),
    resource("other", { name: "other", list: ["two"] }),
  ],
  config: {},
};

describe("edits of a stack", () => {
  it("leave what they do not change the same objects", () => {
    const after = set("one", { name: "new" })(situation);
    assert.equal(resourceNamed(after.resources, "other"), situation.resources[1]);
    assert.equal(resourceNamed(after.resources, "one").inputs["name"], "new");
    assert.equal(situation.resources[0]?.inputs["name"], "one");
  });

  it("change inputs and what is foreseen of them alike", () => {
    const both = { ...resource("one", { name: "one" }), foreseen: { name: "one", arn: "unknown" } };
    const { resources } = set("one", { name: "new" })({ resources: [both], config: {} });
    assert.deepEqual(resources[0]?.foreseen, { name: "new", arn: "unknown" });
  });

  it("reach into documents", () => {
    const after = all(
      alsoName(/one$/, "twin"),
      rename(/arn:x/, "arn:y"),
      changeStatement("one", "A", (statement) => ({ ...statement, Effect: "Deny" })),
    )(situation);
    assert.deepEqual(JSON.parse(textOf(resourceNamed(after.resources, "one").inputs["policy"])), {
      Version: "2012-10-17",
      Statement: [{ Sid: "A", Resource: ["arn:y:one", "arn:y:twin"], Effect: "Deny" }],
    });
  });

  it("put an added resource under its neighbour's parent, with the neighbour's provider", () => {
    const after = add({ type: "aws:iam/group:Group", name: "people", beside: "one", inputs: {} })(situation);
    assert.equal(
      resourceNamed(after.resources, "people").urn,
      "urn:pulumi:prod::delivery::delivery:index:Road$aws:iam/group:Group::people",
    );
  });

  const futile = {
    "a resource that is not there": remove("nobody"),
    "a change that changes nothing": change("one", (properties) => ({ ...properties })),
    "a statement that is not there": changeStatement("one", "B", (statement) => statement),
    "a text that is nowhere": rename(/absent/, "present"),
    "a name that no list has": alsoName(/absent/, "present"),
    "an addition that is there already": add({
      type: "aws:iam/role:Role",
      name: "other",
      beside: "one",
      inputs: {},
    }),
  };
  for (const [name, edit] of Object.entries(futile))
    it(`refuse ${name}`, () => {
      assert.throws(() => edit(situation));
    });
});
