import assert from "node:assert/strict";
import { protectedIn } from "../../../automation/engine/protected";

describe("protected resources of a state", () => {
  it("are those marked so, and no others", () => {
    const resources = [
      { urn: "urn:a", protect: true, outputs: { secret: 1 } },
      { urn: "urn:b", protect: false },
      { urn: "urn:c" },
    ];
    assert.deepEqual(protectedIn({ manifest: {}, resources }), ["urn:a"]);
  });

  it("are none in a state without resources", () => {
    assert.deepEqual([protectedIn({}), protectedIn({ resources: null })], [[], []]);
  });

  it("what is no state is not taken for an empty one", () => {
    assert.throws(() => protectedIn({ resources: [{ protect: true }] }));
    assert.throws(() => protectedIn(undefined));
  });
});
