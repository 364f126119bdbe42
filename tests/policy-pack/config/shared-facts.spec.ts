import assert from "node:assert/strict";
import { worldParameters } from "../../../policy-pack/config/parameters";
import { rules } from "../../../policy-pack/policies";

/** Parameters that are called like a shared fact and are another thing. */
const namesakes = ["trust-service-source services"];

describe("facts that all policies share", () => {
  it("are hidden by no default of a policy's own parameter, which the engine fills in", () => {
    const facts = new Set([...Object.keys(worldParameters), "breakGlassRoles"]);
    const hiding = rules.flatMap(({ name, parameters }) =>
      Object.entries(parameters)
        .filter(([key, schema]) => facts.has(key) && "default" in schema)
        .map(([key]) => `${name} ${key}`),
    );
    assert.deepEqual(hiding, namesakes);
  });
});
