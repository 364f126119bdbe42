import assert from "node:assert/strict";
import { chmodSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import fc from "fast-check";
import { zipFolder } from "../../../runtime/deploy/zip";
import { temporaryFolder } from "../temporary-folder";

/** Reads a zip from its end, as APPNOTE 4.3 lays it out: name → content in hex and mode. */
function read(zip: Buffer): Record<string, readonly [content: string, mode: number]> {
  const end = zip.length - 22;
  assert.equal(zip.readUInt32LE(end), 0x06054b50);
  let entry = zip.readUInt32LE(end + 16);
  assert.equal(entry + zip.readUInt32LE(end + 12), end);
  const found: Record<string, readonly [string, number]> = {};
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    assert.equal(zip.readUInt32LE(entry), 0x02014b50);
    const [bytes, nameLength] = [zip.readUInt32LE(entry + 20), zip.readUInt16LE(entry + 28)];
    const name = zip.toString("utf8", entry + 46, entry + 46 + nameLength);
    const local = zip.readUInt32LE(entry + 42);
    assert.equal(zip.readUInt32LE(local), 0x04034b50);
    // Version, flags, method, date, checksum and sizes stand in both places.
    assert.deepEqual(zip.subarray(local + 4, local + 28), zip.subarray(entry + 6, entry + 30));
    assert.equal(zip.toString("utf8", local + 30, local + 30 + nameLength), name);
    const content = zip.subarray(local + 30 + nameLength, local + 30 + nameLength + bytes);
    assert.equal(zip.readUInt32LE(entry + 16), crc32(content));
    found[name] = [content.toString("hex"), zip.readUInt32LE(entry + 38) >>> 16];
    entry += 46 + nameLength;
  }
  return found;
}

describe("the zip of an asset", () => {
  it("holds every file with its content and executable bit, as other readers see it", () => {
    const folder = temporaryFolder({
      "index.js": "code",
      "node_modules/a/é.txt": Buffer.from([0, 255, 10]),
      bootstrap: "#!",
      empty: "",
    });
    chmodSync(join(folder, "bootstrap"), 0o755);
    assert.deepEqual(read(zipFolder(folder)), {
      bootstrap: ["2321", 0o100755],
      empty: ["", 0o100644],
      "index.js": ["636f6465", 0o100644],
      "node_modules/a/é.txt": ["00ff0a", 0o100644],
    });
  });

  it("has the same bytes whenever and in whatever order its files were made", () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(names, fc.nat(1_000_000_000), (files, time) => {
        const one = temporaryFolder(Object.fromEntries(files.map((name) => [name, name])));
        const other = temporaryFolder(Object.fromEntries([...files].reverse().map((name) => [name, name])));
        for (const name of files) utimesSync(join(other, name), time, time);
        assert.deepEqual(zipFolder(one), zipFolder(other));
      }),
      { numRuns: 20 },
    );
  });

  it("differs when a single byte of a file or its name differs", () => {
    const folders: readonly Record<string, string>[] = [{ a: "1" }, { a: "2" }, { b: "1" }];
    const zips = folders.map((files) => zipFolder(temporaryFolder(files)).toString("hex"));
    assert.equal(new Set(zips).size, 3);
  });
});
