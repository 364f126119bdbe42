import { runs as inFull } from "../../every-case";
import assert from "node:assert/strict";
import fc from "fast-check";
import type { Knowledge } from "../../../policy-pack/config/knowledge";
import { cheapestCut, roadSteps } from "../../../policy-pack/graph/cheapest-cut";
import { judgedSteps } from "../../../policy-pack/graph/judged-steps";
import type { RoadMap } from "../../../policy-pack/graph/map/elements";
import { stepId } from "../../../policy-pack/graph/map/step-edges";
import { isSure, Ways } from "../../../policy-pack/graph/map/ways";
import { powerMap, roadMap } from "../../../policy-pack/graph/road-map";
import { valueOr } from "../../../policy-pack/reader/reading";
import type { Stack } from "../../../policy-pack/stack/stack";
import { prodStack } from "../prod-stack";
import { askOf, askOfRegistrations } from "./asked";
import { generatedRoad } from "./generated-roads";

/** Each step with its gate and its reach, as the policies judge it and as the map shows it. */
function bothAnswers(stack: Stack, world: Knowledge) {
  const accounts = valueOr(world.production, []);
  return [roadMap(stack, world), powerMap(stack, world, accounts)].map((map) => {
    const ways = new Ways(map);
    const shown = (id: string): string => {
      if (ways.production(ways.reached(id, isSure)).length > 0) return "production";
      return ways.production(ways.reached(id)).length > 0 ? "unknown" : "none";
    };
    return judgedSteps(stack, world, accounts).map(({ step, pipeline, gate, reach }) => {
      const id = stepId(step, pipeline);
      return {
        step: step.label,
        judged: [gate.kind, reach.kind],
        shown: [ways.node(id)?.gate, shown(id)],
      };
    });
  });
}

const agree = (answers: ReturnType<typeof bothAnswers>): void => {
  for (const { step, judged, shown } of answers.flat())
    assert.deepEqual({ step, answer: shown }, { step, answer: judged });
};

describe("the map of a road", () => {
  it("leads from a step to production exactly when the policies say that the step reaches it", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(generatedRoad, (resources) => {
        const answers = askOf(resources, bothAnswers);
        for (const { judged } of answers.flat()) seen.add(judged.join());
        agree(answers);
      }),
      { numRuns: inFull(300) },
    );
    for (const gate of ["yes", "no"])
      for (const reach of ["none", "production", "unknown"])
        assert.ok(seen.has(`${gate},${reach}`), `${gate},${reach}`);
  });

  it("does so for our own stack", async () => {
    const { resources, settings, config } = await prodStack();
    const answers = askOfRegistrations(resources, { settings, config }, bothAnswers);
    agree(answers);
    const reaching = answers.flat().filter(({ judged: [, reach] }) => reach === "production");
    assert.deepEqual(
      [...new Set(reaching.map(({ step, judged: [gate] }) => `${step}: ${gate ?? ""}`))],
      ["stage prod, action Deploy: yes"],
    );
  }).timeout(20_000);
});

describe("the cheapest cut", () => {
  it("ends every way that it says it ends, and leaves the road its ways", () => {
    let ended = 0;
    fc.assert(
      fc.property(generatedRoad, (resources) => {
        const map = askOf(resources, (stack, world) => powerMap(stack, world, valueOr(world.production, [])));
        const kept = roadSteps(map);
        for (const { id, kind } of map.nodes) {
          if (kind !== "action" || kept.includes(id)) continue;
          const cut = cheapestCut(map, { from: id });
          if (!cut) continue;
          const gone = new Set(cut.edges);
          const left: RoadMap = { ...map, edges: map.edges.filter((edge) => !gone.has(edge)) };
          const [before, after] = [new Ways(map), new Ways(left)];
          const certain = before.production(before.reached(id, isSure)).length > 0;
          const remaining = after.production(certain ? after.reached(id, isSure) : after.reached(id));
          assert.equal(remaining.length === 0, cut.endsAll);
          if (cut.endsAll) ended += 1;
          for (const step of kept)
            assert.deepEqual(after.production(after.reached(step)), before.production(before.reached(step)));
        }
      }),
      { numRuns: inFull(300) },
    );
    assert.ok(ended > 100, String(ended));
  });
});
