import assert from "node:assert/strict";
import { readDocument } from "../../../policy-pack/iam/document";
import { contextOf } from "../../../policy-pack/iam/context";
import { Principal } from "../../../policy-pack/identities/principal";
import type { AbilityOptions } from "../../../policy-pack/identities/who-may";
import { mayDo } from "../../../policy-pack/identities/who-may";
import { Field } from "../../../policy-pack/reader/field";
import { allow, deny, document } from "../road";

const arn = "arn:aws:iam::111111111111:role/one";
const object = "arn:aws:s3:::payments/a";

function read(...statements: readonly Record<string, unknown>[]) {
  return readDocument(new Field(document(statements), "policy"));
}

function holder(
  statements: readonly Record<string, unknown>[],
  boundary?: readonly Record<string, unknown>[],
) {
  const principal = new Principal({
    kind: "role",
    urn: "urn",
    name: { kind: "known", value: "one" },
    arn: { kind: "known", value: arn },
    accountId: { kind: "known", value: "111111111111" },
    boundary: boundary ? { kind: "known", document: read(...boundary) } : { kind: "none" },
  });
  principal.hold({ document: read(...statements), at: "policy" });
  return principal;
}

function answer(
  principal: Principal,
  actions: readonly string[],
  resource: string,
  options?: AbilityOptions,
): string {
  const found = mayDo(principal, actions, resource, options);
  return found ? `${found.answer.kind} ${found.action}` : "no";
}

describe("who may act", () => {
  const everything = [allow("*", "*")];
  const own = { Condition: { ArnEquals: { "aws:PrincipalArn": arn } } };
  const others = { Condition: { ArnNotEquals: { "aws:PrincipalArn": arn } } };
  const elsewhere = { Condition: { StringEquals: { "aws:RequestedRegion": "us-east-1" } } };
  const pipeline = "arn:aws:codepipeline:eu-central-1:111111111111:payments";
  const rows: readonly (readonly [string, string, string])[] = [
    [
      "the first action that is allowed counts",
      answer(holder([allow("s3:Get*", "*")]), ["s3:PutObject", "s3:GetObject"], object),
      "yes s3:getobject",
    ],
    [
      "a boundary narrows",
      answer(holder(everything, [allow("s3:GetObject", "*")]), ["s3:PutObject"], object),
      "no",
    ],
    [
      "a boundary lets through what it allows",
      answer(holder(everything, [allow("s3:GetObject", "*")]), ["s3:GetObject"], object),
      "yes s3:getobject",
    ],
    [
      "a denial without a condition holds",
      answer(holder([...everything, deny("s3:*", "arn:aws:s3:::payments/*")]), ["s3:PutObject"], object),
      "no",
    ],
    [
      "a denial of everybody else doesn't hold for this one",
      answer(holder([...everything, deny("s3:*", "*", others)]), ["s3:PutObject"], object),
      "yes s3:putobject",
    ],
    [
      "a denial of this one holds",
      answer(holder([...everything, deny("s3:*", "*", own)]), ["s3:PutObject"], object),
      "no",
    ],
    [
      "a denial in another region doesn't hold",
      answer(holder([...everything, deny("*", "*", elsewhere)]), ["codepipeline:UpdatePipeline"], pipeline),
      "yes codepipeline:updatepipeline",
    ],
    [
      "a grant in another region is none",
      answer(holder([allow("*", "*", elsewhere)]), ["codepipeline:UpdatePipeline"], pipeline),
      "no",
    ],
    [
      "identities of another account are left out where the caller says so",
      answer(holder(everything), ["s3:PutObject"], object, { account: "222222222222" }),
      "no",
    ],
    [
      "and count elsewhere",
      answer(holder(everything), ["sts:AssumeRole"], "arn:aws:iam::222222222222:role/x"),
      "yes sts:assumerole",
    ],
    [
      "what the caller knows of the request counts",
      answer(
        holder([allow("s3:*", "*", { Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } })]),
        ["s3:PutObject"],
        object,
        { context: contextOf({ "aws:MultiFactorAuthPresent": "false" }, "unknown") },
      ),
      "no",
    ],
    [
      "what can't be read is unknown",
      answer(holder([{ Effect: "Allow", Action: "s3:PutObject" }]), ["s3:PutObject"], object),
      "unknown s3:putobject",
    ],
  ];
  for (const [when, actual, expected] of rows)
    it(when, () => {
      assert.equal(actual, expected);
    });

  it("says by which pattern, and names a thing that it covers", () => {
    const found = mayDo(
      holder([allow("s3:PutObject", "arn:aws:s3:::payments/*")]),
      ["s3:PutObject"],
      "arn:aws:s3:::payments/a*",
    );
    assert.ok(found?.answer.kind === "yes");
    assert.deepEqual(
      [found.answer.by, found.answer.example.startsWith("arn:aws:s3:::payments/a")],
      ["arn:aws:s3:::payments/*", true],
    );
  });
});
