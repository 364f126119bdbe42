import { runs as inFull } from "../../every-case";
import assert from "node:assert/strict";
import fc from "fast-check";
import { allowed } from "../../../policy-pack/iam/allowance";
import type { Document } from "../../../policy-pack/iam/document";
import { readDocument } from "../../../policy-pack/iam/document";
import { Field } from "../../../policy-pack/reader/field";
import { readTree } from "../../../policy-pack/reader/read-tree";
import { unknown } from "../handed";
import { allow, deny, document } from "../road";

const roles = "arn:aws:iam::444444444444:role/?*";
const action = "sts:assumerole";

const patternOf = fc.constantFrom(
  "*",
  "arn:aws:iam::*:role/a*",
  "arn:aws:iam::444444444444:role/a",
  "arn:aws:iam::444444444444:role/*",
  "arn:aws:iam::222222222222:role/*",
  unknown,
);
const actionOf = fc.constantFrom("*", "sts:*", "STS:AssumeRole", "s3:GetObject", unknown);
const statement = fc
  .record({
    effect: fc.constantFrom("Allow", "Deny"),
    actions: fc.tuple(
      fc.constantFrom("Action", "NotAction"),
      fc.array(actionOf, { minLength: 1, maxLength: 2 }),
    ),
    resources: fc.tuple(
      fc.constantFrom("Resource", "NotResource"),
      fc.array(patternOf, { minLength: 1, maxLength: 2 }),
    ),
    conditional: fc.boolean(),
  })
  .map(({ effect, actions, resources, conditional }) => ({
    Effect: effect,
    [actions[0]]: actions[1],
    [resources[0]]: resources[1],
    ...(conditional ? { Condition: { Bool: { "aws:SecureTransport": "true" } } } : {}),
  }));
const statements = fc.array(statement, { maxLength: 4 });

function read(list: readonly object[]): Document {
  return readDocument(new Field(readTree({ Version: "2012-10-17", Statement: list }), ""));
}

function answer(list: readonly object[]): "no" | "yes" | "unknown" {
  return allowed([read(list)], action, roles).kind;
}

/** Every unknown of a list replaced by one value. */
function resolved(list: readonly object[], actions: string, resources: string): readonly object[] {
  return list.map(
    (one) =>
      JSON.parse(JSON.stringify(one), (key, value: unknown) => {
        if (!Array.isArray(value)) return value;
        const instead = key.endsWith("Action") ? actions : resources;
        return value.map((item: unknown) => (item === unknown ? instead : item));
      }) as object,
  );
}

describe("what documents together allow", () => {
  it("is never widened by one more denial", () => {
    fc.assert(
      fc.property(statements, statement, (list, more) => {
        const before = answer(list);
        const after = answer([...list, { ...more, Effect: "Deny" }]);
        return before === "yes" || after === before || (before === "unknown" && after === "no");
      }),
    );
  });

  it("is never narrowed by one more Allow", () => {
    fc.assert(
      fc.property(statements, statement, (list, more) => {
        const before = answer(list);
        return before !== "yes" || answer([...list, { ...more, Effect: "Allow" }]) === "yes";
      }),
    );
  });

  it("doesn't depend on the order of statements, nor on how they are spread over documents", () => {
    fc.assert(
      fc.property(statements, (list) => {
        const spread = allowed(
          [...list].reverse().map((one) => read([one])),
          action,
          roles,
        );
        return spread.kind === answer(list);
      }),
    );
  });

  it("holds, once known, whatever the unknown parts turn out to be", () => {
    const actions = fc.constantFrom("*", "sts:AssumeRole", "s3:GetObject");
    const resources = fc.constantFrom(
      "*",
      "arn:aws:iam::444444444444:role/*",
      "arn:aws:iam::222222222222:role/x",
    );
    fc.assert(
      fc.property(statements, actions, resources, (list, act, resource) => {
        const before = answer(list);
        return before === "unknown" || answer(resolved(list, act, resource)) === before;
      }),
      { numRuns: inFull(2_000) },
    );
  });

  it("says what allows it, an example, and the paths that it depends on", () => {
    assert.deepEqual(allowed([read([allow("sts:*", "arn:aws:iam::*:role/app-*")])], action, roles), {
      kind: "yes",
      by: "arn:aws:iam::*:role/app-*",
      example: "arn:aws:iam::444444444444:role/app-",
    });
    assert.deepEqual(
      allowed([read([allow("sts:*", ["*", unknown]), deny("sts:*", unknown)])], action, roles),
      {
        kind: "unknown",
        paths: ["Statement[1].Resource"],
      },
    );
  });

  const unreadable: readonly (readonly [string, unknown, readonly string[]])[] = [
    ["text that is no JSON", "{", ["policy"]],
    [
      "an effect that AWS does not know",
      { Statement: { Effect: "Permit", Action: "*", Resource: "*" } },
      ["policy.Statement.Effect"],
    ],
    ["a statement that is unknown", { Statement: [unknown] }, ["policy.Statement[0]"]],
    ["a document that is unknown", unknown, ["policy"]],
  ];
  for (const [what, policy, paths] of unreadable)
    it(`is unknown with ${what}`, () => {
      const field = new Field(readTree(policy, "policy"), "policy");
      assert.deepEqual(allowed([readDocument(field)], action, roles), { kind: "unknown", paths });
    });

  it("reads a document in text as it reads the same in objects", () => {
    const list = [allow(["sts:AssumeRole"], "arn:aws:iam::444444444444:role/x")];
    assert.deepEqual(readDocument(new Field(document(list), "")), read(list));
  });
});
