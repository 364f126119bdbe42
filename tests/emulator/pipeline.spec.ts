import assert from "node:assert/strict";
import { refusalsOf } from "./row";
import { pipelineFlow } from "./rows/pipeline-flow";
import { pipelineSource } from "./rows/pipeline-source";
import { pipelineStructure } from "./rows/pipeline-structure";

describe("emulator: rules of CodePipeline", () => {
  for (const row of [...pipelineStructure, ...pipelineFlow, ...pipelineSource])
    it(`${row.rule}: ${row.message}`, () => {
      const { rule, message, source } = row;
      const refused = [{ rule, message, source }];
      const { atOnce, atTheEnd } = refusalsOf(row);
      assert.deepEqual(atOnce, row.atTheEnd ? [] : refused);
      assert.deepEqual(atTheEnd, row.atTheEnd ? refused : []);
    });
});
