import assert from "node:assert/strict";
import fc from "fast-check";
import { Secrets } from "../../../automation/rehearsal/secrets";
import { shown, unwrapped } from "../../../automation/rehearsal/wire";
import { UNKNOWN } from "../../../emulator/world";
import type { Tree } from "../../../emulator/world";

const signature = "4dabf18193072939515e22adb298388d";
const secretOf = (value: Tree): Tree => ({ [signature]: "1b47061264138c4ac30d75fd1eb44270", value });

describe("values on the wire", () => {
  it("are shown without secrets, sentinels and signatures", () => {
    const asset = { [signature]: "c44067f5952c0a294b673a41bacd8c17", path: "runtime/bin/scan.js" };
    assert.deepEqual(shown({ a: [secretOf("s"), UNKNOWN, 1], b: { c: asset, d: null, e: true } }), {
      a: ["[secret]", "[unknown]", 1],
      b: { c: { asset: { path: "runtime/bin/scan.js" } }, d: null, e: true },
    });
  });

  it("reach a service with secrets unwrapped, however deep, each of them told", () => {
    const told: Tree[] = [];
    const plain = unwrapped({ a: secretOf({ b: ["x", secretOf("y")] }), c: "z" }, (secret) => {
      told.push(secret);
    });
    assert.deepEqual(plain, { a: { b: ["x", "y"] }, c: "z" });
    assert.deepEqual(told, ["y", { b: ["x", "y"] }]);
  });
});

describe("hiding secrets", () => {
  it("leaves no secret in a text, also where JSON has escaped it", () => {
    const long = fc.string({ minLength: 6 }).filter((text) => !"[secret]".includes(text));
    fc.assert(
      fc.property(long, fc.string(), fc.string(), (secret, before, after) => {
        const secrets = new Secrets();
        secrets.note({ deep: [secret] });
        assert.ok(!secrets.hide(`${before}${secret}${after}`).includes(secret));
        assert.equal(secrets.hide(JSON.stringify(secret)), '"[secret]"');
      }),
    );
  });

  it("leaves nothing of a secret that holds another", () => {
    const secrets = new Secrets();
    secrets.note(["secret", "a longer secret text"]);
    assert.equal(secrets.hide("<a longer secret text>"), "<[secret]>");
  });

  it("keeps the shape of data, and keys that are no secret", () => {
    const secrets = new Secrets();
    secrets.note("planted");
    assert.deepEqual(secrets.hideIn({ list: [1, null, "a planted b"], planted: true }), {
      list: [1, null, "a [secret] b"],
      "[secret]": true,
    });
  });

  it("leaves short texts alone, which would eat other words", () => {
    const secrets = new Secrets();
    secrets.note("on");
    assert.equal(secrets.hide("the connection"), "the connection");
  });
});
