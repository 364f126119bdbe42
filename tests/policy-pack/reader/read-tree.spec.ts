import assert from "node:assert/strict";
import { Field, textsOf } from "../../../policy-pack/reader/field";
import { readTree } from "../../../policy-pack/reader/read-tree";
import { Unknown } from "../../../policy-pack/reader/tree";
import { unknown, unknownCheckingProxy } from "../handed";

/** Every word by which the engine says "not known yet" (SDK, proxy.js). */
const sentinels = {
  boolean: "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  number: "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  string: unknown,
  list: "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  asset: "030794c1-ac77-496b-92df-f27374a8bd58",
  archive: "e48ece36-62e2-4504-bad9-02848725956a",
  object: "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
};

function fieldOf(properties: Record<string, unknown>): Field {
  return new Field(readTree(unknownCheckingProxy(properties)), "");
}

describe("reader", () => {
  for (const [kind, sentinel] of Object.entries(sentinels))
    it(`makes an unknown ${kind} a leaf that knows its path, and hides nothing beside it`, () => {
      const read = readTree(unknownCheckingProxy({ known: 1, list: ["a", { inner: sentinel }], gone: null }));
      assert.deepEqual(
        read,
        new Map<string, unknown>([
          ["known", 1],
          ["list", ["a", new Map([["inner", new Unknown("list[1].inner")]])]],
          ["gone", null],
        ]),
      );
    });

  it("takes for unknown what is nested too deep to be read, and reads all above it", () => {
    let deep: unknown = "end";
    for (let level = 0; level < 20_000; level += 1) deep = level % 2 === 0 ? { a: deep } : [deep];
    const field = new Field(readTree({ deep, beside: "seen" }), "");
    assert.deepEqual(field.at("beside").text(), { kind: "known", value: "seen" });
    let inner = field.at("deep").list();
    while (inner.kind === "known" && inner.value[0]) inner = inner.value[0].at("a").list();
    assert.equal(inner.kind, "unknown");
  });

  it("takes a text into which an unknown was written for unknown", () => {
    const field = fieldOf({ policy: `{"Resource":"${unknown}"}` });
    assert.deepEqual(field.at("policy").text(), { kind: "unknown", path: "policy" });
  });

  it("tells unknown from absent, also below an unknown value", () => {
    const field = fieldOf({ role: unknown, empty: null });
    assert.deepEqual(field.at("role").at("name").text(), { kind: "unknown", path: "role" });
    assert.deepEqual(field.at("empty").text(), { kind: "absent", path: "empty" });
    assert.deepEqual(field.at("missing").at("deeper").list(), { kind: "absent", path: "missing.deeper" });
  });

  it("reads lists and objects that arrive as JSON text, and calls what is no JSON unknown", () => {
    const field = fieldOf({ good: '[{"roleArn":"arn"}]', bad: "[{", plain: ["x"] });
    const list = field.at("good").json().list();
    assert.deepEqual(
      list.kind === "known" && list.value.map((item) => [item.path, item.at("roleArn").text()]),
      [["good[0]", { kind: "known", value: "arn" }]],
    );
    assert.deepEqual(field.at("bad").json().list(), { kind: "unknown", path: "bad" });
    assert.deepEqual(textsOf(field.at("plain").json()), { texts: ["x"], unknown: [] });
  });

  it("takes a single value for a list of one, and names the unknown members", () => {
    const field = fieldOf({ single: "a", mixed: ["a", sentinels.string, 3, { no: "text" }] });
    assert.deepEqual(textsOf(field.at("single")), { texts: ["a"], unknown: [] });
    assert.deepEqual(textsOf(field.at("mixed")), { texts: ["a", "3"], unknown: ["mixed[1]", "mixed[3]"] });
  });

  it("gives no meaning to keys that objects are born with", () => {
    const field = fieldOf(
      JSON.parse('{"__proto__":{"polluted":"yes"},"constructor":"c"}') as Record<string, unknown>,
    );
    assert.deepEqual(field.at("polluted").text(), { kind: "absent", path: "polluted" });
    assert.deepEqual(field.at("toString").text(), { kind: "absent", path: "toString" });
    assert.deepEqual(field.at("constructor").text(), { kind: "known", value: "c" });
    assert.deepEqual(field.at("__proto__").at("polluted").text(), { kind: "known", value: "yes" });
  });
});
