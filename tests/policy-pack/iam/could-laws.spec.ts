import { runs as inFull } from "../../every-case";
import assert from "node:assert/strict";
import fc from "fast-check";
import { contextOf } from "../../../policy-pack/iam/context";
import { couldAllow } from "../../../policy-pack/iam/could";
import { evaluate } from "../../../policy-pack/iam/evaluate";
import { matches } from "../../../policy-pack/iam/glob";
import { among, knownValues, request, resolved, statement } from "./generated";
import type { Written } from "./golden/row";
import { build, document, home } from "./golden/row";

const wideness = { no: 0, unknown: 1, yes: 2 } as const;
const runs = { numRuns: inFull(500) };
const statements = fc.array(statement, { maxLength: 4 });
const boundary = fc.option(fc.array(statement, { minLength: 1, maxLength: 2 }), { nil: undefined });
const actions = fc.oneof(
  { weight: 12, arbitrary: among("s3:*", "s3:GetObject", "kms:*", "sts:Assume*", "braket:*") },
  { weight: 1, arbitrary: fc.constant("*") },
);
const within = among("*", "arn:aws:s3:::data/*", "arn:aws:s3:::*/a", `arn:aws:kms:*:${home}:key/*`);

function answer(
  list: readonly Written[],
  limit: readonly Written[] | undefined,
  pattern: string,
  resources: string,
) {
  return couldAllow([document(list)], pattern, resources, {
    ...(limit ? { boundaries: [[document(limit)]] } : {}),
  });
}

const bare = ({ Condition: _, ...rest }: Written): Written => rest;
const unconditional = (list: readonly Written[]) => list.map(bare);
const isPlain = (list: readonly Written[]) => !JSON.stringify(list).includes("${");

describe("the laws of what documents could allow", () => {
  it("a Deny more never widens, in the policies or in the boundary", () => {
    fc.assert(
      fc.property(
        statements,
        boundary,
        actions,
        within,
        statement,
        (list, limit, pattern, resources, one) => {
          const denial = { ...one, Effect: "Deny" };
          const before = wideness[answer(list, limit, pattern, resources).kind];
          return (
            wideness[answer([...list, denial], limit, pattern, resources).kind] <= before &&
            wideness[answer(list, limit && [...limit, denial], pattern, resources).kind] <= before
          );
        },
      ),
      runs,
    );
  });

  it("an Allow more, or a condition less on an Allow, never narrows", () => {
    fc.assert(
      fc.property(
        statements,
        boundary,
        actions,
        within,
        statement,
        (list, limit, pattern, resources, one) => {
          const before = wideness[answer(list, limit, pattern, resources).kind];
          const free = list.map((each) => (each.Effect === "Allow" ? bare(each) : each));
          return (
            wideness[answer([...list, { ...one, Effect: "Allow" }], limit, pattern, resources).kind] >=
              before && wideness[answer(free, limit, pattern, resources).kind] >= before
          );
        },
      ),
      runs,
    );
  });

  it("a boundary never widens", () => {
    fc.assert(
      fc.property(statements, boundary, actions, within, (list, limit, pattern, resources) => {
        const before = wideness[answer(list, undefined, pattern, resources).kind];
        return wideness[answer(list, limit, pattern, resources).kind] <= before;
      }),
      runs,
    );
  });

  it("the order of statements and of documents never matters", () => {
    fc.assert(
      fc.property(statements, boundary, actions, within, (list, limit, pattern, resources) => {
        const spread = couldAllow(
          [...list].reverse().map((one) => document([one])),
          [pattern, pattern.toUpperCase()],
          resources,
          limit ? { boundaries: [[...limit].reverse().map((one) => document([one]))] } : {},
        );
        return spread.kind === answer(list, limit, pattern, resources).kind;
      }),
      runs,
    );
  });

  it("a yes or no holds whatever the unknown parts turn out to be", () => {
    fc.assert(
      fc.property(
        statements,
        boundary,
        actions,
        within,
        knownValues,
        (list, limit, pattern, resources, values) => {
          // Of conditions only what they compare with is not known, and some request meets each of these.
          const resolve = (each: readonly Written[]) => each.map((one) => resolved(one, values));
          const before = answer(list, limit, pattern, resources).kind;
          const after = answer(resolve(list), limit && resolve(limit), pattern, resources).kind;
          return before === "unknown" || after === before;
        },
      ),
      { numRuns: inFull(1_500) },
    );
  });

  it("a no means that no request of the kind is allowed", () => {
    let found = 0;
    fc.assert(
      fc.property(
        statements,
        boundary,
        actions,
        within,
        request,
        (list, limit, pattern, resources, asked) => {
          const { action, resource, context } = asked;
          fc.pre(matches(pattern.toLowerCase(), action.toLowerCase()) && matches(resources, resource));
          const decision = evaluate(
            {
              principal: { kind: "user", arn: `arn:aws:iam::${home}:user/u` },
              action,
              resource,
              resourceAccount: home,
              context,
            },
            {
              identity: [{ label: "identity", document: document(list) }],
              ...(limit ? { boundaries: [{ label: "boundary", document: document(limit) }] } : {}),
            },
          );
          if (decision.answer !== "allowed") return true;
          found += 1;
          return answer(list, limit, pattern, resources).kind !== "no";
        },
      ),
      { numRuns: inFull(2_000) },
    );
    assert.ok(found > inFull(2_000) / 100, `${found}`);
  });

  it("a yes gives an action and a resource that evaluation allows too", () => {
    let found = 0;
    fc.assert(
      fc.property(statements, boundary, actions, within, (all, bounds, pattern, resources) => {
        const list = unconditional(all);
        const limit = bounds && unconditional(bounds);
        if (!isPlain([...list, ...(limit ?? [])])) return true;
        const could = answer(list, limit, pattern, resources);
        if (could.kind !== "yes") return true;
        found += 1;
        if (!matches(resources, could.resource) || !matches(pattern.toLowerCase(), could.action))
          return false;
        // A key and a role have a policy of their own to ask, which is not the question here.
        if (/^(kms|sts):/.test(could.action)) return true;
        const decision = evaluate(
          {
            principal: build,
            action: could.action,
            resource: could.resource,
            resourceAccount: home,
            context: contextOf({}, "absent"),
          },
          {
            identity: [{ label: "identity", document: document(list) }],
            ...(limit ? { boundaries: [{ label: "boundary", document: document(limit) }] } : {}),
          },
        );
        return decision.answer === "allowed" || /^arn:[^:]*:kms:/.test(could.resource);
      }),
      { numRuns: inFull(3_000) },
    );
    assert.ok(found > inFull(3_000) / 30, `${found}`);
  });
});
