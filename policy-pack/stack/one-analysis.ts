import { AsyncLocalStorage } from "node:async_hooks";
import { createRequire } from "node:module";
import type { HandedInStack } from "../reader/resource";
import type { Stack } from "./stack";
import { stackOf } from "./stack";

/** One analysis of a stack: how many resources it has, and what the first policy made of them. */
interface Analysis {
  readonly count: number;
  stack?: Stack;
}

const analyses = new AsyncLocalStorage<Analysis>();

/**
 * For every policy of a stack the SDK makes an object of every resource anew: of 3,000 resources and 100 policies
 * that alone takes longer than all judging. Here it does so for the first policy of an analysis, which keeps the
 * stack for the others; they are handed an empty list. Analyses that run at the same time are told apart by their
 * asynchronous context. Should the SDK be made in another way, the counts differ, and `stackOfAnalysis` refuses to
 * answer (docs/decisions/0012).
 */
export function handOverStacksOnce(): void {
  const load = createRequire(__filename);
  const { AnalyzeStackRequest } = load("@pulumi/pulumi/proto/analyzer_pb") as {
    AnalyzeStackRequest?: { prototype: { getResourcesList?: () => readonly object[] } };
  };
  const getResourcesList = AnalyzeStackRequest?.prototype.getResourcesList;
  if (!AnalyzeStackRequest || !getResourcesList) return;
  AnalyzeStackRequest.prototype.getResourcesList = function () {
    const resources = getResourcesList.call(this);
    analyses.enterWith({ count: resources.length });
    return onceIterable(resources);
  };
}

/** The list itself, which gives out its members one by one a single time. */
function onceIterable(resources: readonly object[]): readonly object[] {
  let given = false;
  const list = [...resources];
  Object.defineProperty(list, Symbol.iterator, {
    value: () => {
      const members = given ? [] : resources;
      given = true;
      return members[Symbol.iterator]();
    },
  });
  return list;
}

/**
 * The stack that a policy judges.
 * @throws if the SDK handed over other resources than the analysis has: nothing may count as judged then.
 */
export function stackOfAnalysis(resources: readonly HandedInStack[]): Stack {
  const analysis = analyses.getStore();
  if (!analysis) return stackOf(resources);
  if (resources.length === analysis.count) {
    analysis.stack ??= stackOf(resources);
    return analysis.stack;
  }
  if (resources.length === 0 && analysis.stack) return analysis.stack;
  throw new Error(`${resources.length} of ${analysis.count} resources were handed over`);
}
