import { runs as inFull } from "../../every-case";
import assert from "node:assert/strict";
import fc from "fast-check";
import { evaluate } from "../../../policy-pack/iam/evaluate";
import { unknown } from "../handed";
import {
  among,
  answer,
  context,
  knownValues,
  mapped,
  places,
  policiesOf,
  request,
  resolved,
  resourceStatement,
  statement,
  withMore,
  world,
} from "./generated";
import type { Written } from "./golden/row";

const wideness = { denied: 0, unknown: 1, allowed: 2 } as const;
const runs = { numRuns: inFull(2_000) };
const place = fc.constantFrom(...places);
/** A statement for any place: outside of a resource's policy its principal is not looked at by AWS, and left out. */
const more = fc.tuple(statement, resourceStatement);
/** A principal that is not known is nothing that could matter outside of a resource's policy: a wholly unknown one is. */
const forIdentity = (where: (typeof places)[number], { Principal: whom, ...rest }: Written): Written =>
  where === "resource" ? { ...rest, Principal: whom } : whom === "*" ? rest : { ...rest, Effect: unknown };
const forPlace = (where: (typeof places)[number], [own, ofResource]: readonly [Written, Written]) =>
  where === "resource" ? ofResource : own;

/** Statements with something unknown in them, about an action that no request of these asks for. */
const unrelated = among<Written>(
  { Effect: "Allow", Action: "sqs:SendMessage", Resource: unknown, Principal: { AWS: unknown } },
  {
    Effect: "Deny",
    Action: "sqs:*",
    Resource: "*",
    Principal: "*",
    Condition: { StringLike: { "x:y": unknown } },
  },
  {
    Effect: "Deny",
    Action: "iam:PassRole",
    Resource: [unknown],
    Principal: { AWS: unknown },
    Condition: unknown,
  },
);

/** Statements for a resource's policy of which a part is not known that could matter. */
const unseen = among<Written>(
  { Effect: unknown, Action: "*", Resource: "*", Principal: "*" },
  { Effect: "Deny", Action: unknown, Resource: "*", Principal: "*" },
  { Effect: "Allow", Action: "*", Resource: unknown, Principal: "*" },
  { Effect: "Allow", Action: "*", Resource: "*", Principal: { AWS: unknown } },
  { Effect: "Deny", Action: "*", Resource: "*", Principal: "*", Condition: unknown },
);

const withoutCondition = ({ Condition: _, ...rest }: Written): Written => rest;

describe("the laws of evaluation", () => {
  it("meet all three answers often enough to be laws about something", () => {
    const counts = { allowed: 0, denied: 0, unknown: 0 };
    fc.assert(
      fc.property(request, world, (asked, of) => {
        counts[answer(asked, of)] += 1;
      }),
      { ...runs, numRuns: 2_000 },
    );
    for (const [kind, count] of Object.entries(counts)) assert.ok(count > 100, `${kind}: ${count}`);
  });

  it("a Deny more never widens", () => {
    fc.assert(
      fc.property(request, world, place, more, (asked, of, where, one) => {
        const denial = { ...forPlace(where, one), Effect: "Deny" };
        return wideness[answer(asked, withMore(of, where, denial))] <= wideness[answer(asked, of)];
      }),
      runs,
    );
  });

  it("an Allow more never narrows", () => {
    fc.assert(
      fc.property(request, world, place, more, (asked, of, where, one) => {
        const grant = { ...forPlace(where, one), Effect: "Allow" };
        return wideness[answer(asked, withMore(of, where, grant))] >= wideness[answer(asked, of)];
      }),
      runs,
    );
  });

  it("the order of statements never matters, nor how they are spread over documents", () => {
    fc.assert(
      fc.property(request, world, (asked, of) => {
        const turned = {
          identity: [...of.identity].reverse(),
          ...(of.resource ? { resource: [...of.resource].reverse() } : {}),
          ...(of.boundary ? { boundary: [...of.boundary].reverse() } : {}),
          ...(of.session ? { session: [...of.session].reverse() } : {}),
          ...(of.scp ? { scp: [...of.scp].reverse() } : {}),
        };
        return (
          answer(asked, turned) === answer(asked, of) &&
          evaluate(asked, policiesOf(of, true)).answer === answer(asked, of)
        );
      }),
      runs,
    );
  });

  it("an answer never changes when something unknown is added that has nothing to do with it", () => {
    fc.assert(
      fc.property(request, world, place, unrelated, (asked, of, where, one) => {
        return answer(asked, withMore(of, where, one)) === answer(asked, of);
      }),
      runs,
    );
  });

  it("something unknown that is added never turns denied into allowed, nor allowed into denied", () => {
    fc.assert(
      fc.property(request, world, place, unseen, (asked, of, where, one) => {
        const before = answer(asked, of);
        const after = answer(asked, withMore(of, where, forIdentity(where, one)));
        return after === before || after === "unknown" || before === "unknown";
      }),
      runs,
    );
  });

  it("a known answer holds whatever the unknown parts turn out to be", () => {
    fc.assert(
      fc.property(request, world, knownValues, (asked, of, values) => {
        const before = answer(asked, of);
        return (
          before === "unknown" ||
          answer(
            asked,
            mapped(of, (one) => resolved(one, values)),
          ) === before
        );
      }),
      { numRuns: inFull(5_000) },
    );
  });

  it("a known answer holds whatever the unknown keys of the request turn out to be", () => {
    fc.assert(
      fc.property(request, context, world, (asked, other, of) => {
        const before = answer(asked, of);
        if (before === "unknown") return true;
        const keys = new Map(
          [...asked.context.keys].map(([key, value]) => [
            key,
            value === "unknown" ? (other.keys.get(key) ?? "absent") : value,
          ]),
        );
        return answer({ ...asked, context: { ...asked.context, keys } }, of) === before;
      }),
      { numRuns: inFull(5_000) },
    );
  });

  it("an Allow without its condition is never narrower", () => {
    fc.assert(
      fc.property(request, world, (asked, of) => {
        const free = mapped(of, (one) => (one.Effect === "Allow" ? withoutCondition(one) : one));
        return wideness[answer(asked, free)] >= wideness[answer(asked, of)];
      }),
      runs,
    );
  });

  it("an answer that is not known names what it depends on, and a known one nothing", () => {
    fc.assert(
      fc.property(request, world, (asked, of) => {
        const { answer: given, paths, reason } = evaluate(asked, policiesOf(of));
        return paths.length > 0 === (given === "unknown") && reason.endsWith(".") && !reason.includes("\n");
      }),
      runs,
    );
  });
});
