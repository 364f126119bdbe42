import assert from "node:assert/strict";
import { allowed } from "../../../policy-pack/iam/allowance";
import { contextOf } from "../../../policy-pack/iam/context";
import { couldAllow } from "../../../policy-pack/iam/could";
import { readDocument } from "../../../policy-pack/iam/document";
import type { Document } from "../../../policy-pack/iam/document";
import { evaluate } from "../../../policy-pack/iam/evaluate";
import { Field } from "../../../policy-pack/reader/field";
import type { Written } from "./golden/row";
import { everyCase } from "../../every-case";
import { allow, build, deny, document, home } from "./golden/row";

/** That these end is what is tested: mocha's own limit is the bound. */
const many = 10_000;
const slow = (middle: string) => `${"*a?".repeat(60)}${middle}${"?b*".repeat(60)}`;
const on = `arn:aws:s3:::${"ab".repeat(200)}`;
const times = (count: number, one: (index: number) => Written) =>
  Array.from({ length: count }, (_, index) => one(index));

function ask(...documents: Document[]) {
  return evaluate(
    {
      principal: build,
      action: "s3:GetObject",
      resource: on,
      resourceAccount: home,
      context: contextOf({ "a:b": "a".repeat(500) }, "absent"),
    },
    { identity: documents.map((one) => ({ label: "identity", document: one })) },
  );
}

const hostile: readonly (readonly [string, readonly Written[], ReturnType<typeof ask>["answer"]])[] = [
  [
    `${many} statements that don't match`,
    times(many, (index) => allow(`s3:Get${index}`, `arn:aws:s3:::${index}*`)),
    "denied",
  ],
  [
    `${many} statements with slow patterns`,
    times(many, (index) => allow("s3:*", slow(String(index)))),
    "denied",
  ],
  [
    `${many} denials with slow patterns`,
    [allow("*"), ...times(many, (index) => deny("s3:*", slow(String(index))))],
    "allowed",
  ],
  [
    `a statement of ${many} slow conditions`,
    [
      allow("s3:*", "*", {
        Condition: { StringLike: { "a:b": Array.from({ length: many }, (_, index) => slow(String(index))) } },
      }),
    ],
    "denied",
  ],
  ["one pattern of a million characters", [allow("s3:*", "*a?".repeat(350_000))], "denied"],
  ["one pattern of a million stars", [allow("s3:*", "*".repeat(1_000_000))], "allowed"],
  ["a hundred thousand variables that never end", [allow("s3:*", "${".repeat(100_000))], "denied"],
];

if (everyCase)
  describe("hostile documents", () => {
    for (const [what, statements, answer] of hostile)
      it(`end in an answer: ${what}`, () => {
        const one = document(statements);
        const decision = ask(one);
        assert.equal(decision.answer, answer, decision.reason);
        assert.ok(decision.reason.length < 3_000);
        couldAllow([one], ["s3:*", "*"], "arn:aws:s3:::*a*b*", { boundaries: [[one]] });
        allowed([one], "s3:GetObject", "arn:aws:s3:::*a*b*");
      });

    it("end in an answer: a hundred denials that each spare a hundred resources", () => {
      const spares = times(100, (index) => ({
        Effect: "Deny",
        Action: "*",
        NotResource: Array.from({ length: 100 }, (_, other) => `arn:aws:s3:::*${index}*${other}*`),
      }));
      const one = document([allow("*"), ...spares]);
      assert.notEqual(couldAllow([one], "s3:*", "*").kind, "no");
      assert.notEqual(allowed([one], "s3:GetObject", "*").kind, "no");
    });

    it("end in an answer: a hundred boundaries of a hundred patterns that have nothing in common", () => {
      const boundaries = Array.from({ length: 100 }, (_, index) => [
        document(times(100, (other) => allow("*", `arn:aws:s3:::*${index}-${other}*x`))),
      ]);
      assert.notEqual(couldAllow([document([allow("*")])], "s3:GetObject", "*", { boundaries }).kind, "no");
    });

    it("mean nothing by keys that every object has", () => {
      const text = `{"Version":"2012-10-17","__proto__":{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]},
      "Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"constructor":{"toString":"a"}}},
      {"Effect":"Allow","Action":["hasOwnProperty","__proto__"],"Resource":"*"}]}`;
      const decision = ask(readDocument(new Field(text, "policy")));
      assert.equal(decision.answer, "unknown");
      assert.deepEqual(decision.paths, ["policy.Statement[0].Condition.constructor.toString"]);
    });

    it("don't speak through a message: it names statements, and repeats no value of a condition", () => {
      const secret = "s3cr3t-value";
      const statements = [
        allow("s3:*", "*", { Sid: "Reads", Condition: { StringEquals: { "a:b": secret } } }),
        deny("s3:*", "*", { Condition: { StringEquals: { "a:c": secret } } }),
      ];
      const open = evaluate(
        {
          principal: build,
          action: "s3:GetObject",
          resource: on,
          resourceAccount: home,
          context: contextOf({ "a:b": undefined }, "absent"),
        },
        { identity: [{ label: "the policies of role build", document: document(statements) }] },
      );
      assert.equal(open.answer, "unknown");
      assert.ok(!JSON.stringify(open).includes(secret));
    });
  });
