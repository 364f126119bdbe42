import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { extractArchive } from "../../../runtime/archive/extract";
import { packFolder } from "../../../runtime/archive/pack";
import { encodeHeader, encodeLongName } from "../../../runtime/archive/tar-header";
import { temporaryFolder } from "../temporary-folder";

const end = Buffer.alloc(1024);

function entry(name: string, content = ""): Buffer {
  const bytes = Buffer.byteLength(content);
  const header = encodeHeader({
    name,
    kind: name.endsWith("/") ? "folder" : "file",
    executable: false,
    bytes,
  });
  return Buffer.concat([header, Buffer.from(content), Buffer.alloc((512 - (bytes % 512)) % 512)]);
}

/** A header with another type flag and a right checksum. */
function ofType(flag: string, name = "link"): Buffer {
  const header = encodeHeader({ name, kind: "file", executable: false, bytes: 0 });
  header.write(flag, 156);
  header.fill(" ", 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  return header;
}

function longName(name: string): Buffer {
  const record = encodeLongName(name);
  const header = encodeHeader({
    name: "long name",
    kind: "long name",
    executable: false,
    bytes: record.length,
  });
  const padding = Buffer.alloc((512 - (record.length % 512)) % 512);
  return Buffer.concat([header, record, padding, entry("named before", "x")]);
}

function withOwner(): Buffer {
  const header = entry("a");
  header.write("0000001", 108);
  return header;
}

const deep = `${"d".repeat(60)}/../${"e".repeat(60)}`;

const hostile: readonly { name: string; archive: Buffer; refused: string }[] = [
  { name: "a symbolic link", archive: ofType("2"), refused: '"link" is a symbolic link' },
  { name: "a hard link", archive: ofType("1"), refused: '"link" is a hard link' },
  { name: "a device", archive: ofType("4"), refused: '"link" is a block device' },
  { name: "GNU's long names", archive: ofType("L"), refused: '"link" is of an unknown type' },
  { name: "an absolute path", archive: entry("/etc/x"), refused: '"/etc/x" is an absolute path' },
  { name: "a way out", archive: entry("../x"), refused: '"../x" has an empty part, "." or ".."' },
  {
    name: "a hidden way out",
    archive: entry("a/../../x"),
    refused: '"a/../../x" has an empty part, "." or ".."',
  },
  {
    name: "a way out in a long name",
    archive: longName(deep),
    refused: `"${deep}" has an empty part, "." or ".."`,
  },
  { name: "a short long name", archive: longName("a"), refused: "a long name is not used as Build uses it" },
  { name: "a backslash", archive: entry("a\\b"), refused: '"a\\\\b" holds a backslash or control character' },
  { name: "a line break", archive: entry("a\nb"), refused: '"a\\nb" holds a backslash or control character' },
  {
    name: "one name twice",
    archive: Buffer.concat([entry("a", "1"), entry("a", "2")]),
    refused: '"a" is there twice or out of order',
  },
  {
    name: "a file that is also a folder",
    archive: Buffer.concat([entry("a", "1"), entry("a/b", "2")]),
    refused: '"a/b" lies inside a file',
  },
  { name: "an owner", archive: withOwner(), refused: 'the header of "a" is not written as Build writes it' },
  {
    name: "content behind the end",
    archive: Buffer.concat([entry("a"), end, entry("b")]),
    refused: "something stands behind its end",
  },
  {
    name: "content in the padding",
    archive: Buffer.concat([entry("a", "1").fill("x", 600, 601), entry("b")]),
    refused: "something is hidden between two entries",
  },
  {
    name: "a file longer than the archive",
    archive: encodeHeader({ name: "a", kind: "file", executable: false, bytes: 5000 }),
    refused: "it ends in the middle of an entry",
  },
  { name: "nothing at all", archive: Buffer.alloc(0), refused: "it ends in the middle of an entry" },
];

describe("a hostile archive", () => {
  for (const { name, archive, refused } of hostile) {
    it(`with ${name} is refused`, () => {
      const file = join(temporaryFolder(), "assembly.tar");
      writeFileSync(file, refused.includes("middle") ? archive : Buffer.concat([archive, end]));
      assert.throws(() => extractArchive(file, temporaryFolder()), {
        name: "StepFailure",
        message:
          `The archive ${file} is refused: ${refused}. Allowed is what the step Build packs: files and ` +
          "folders under relative names, at most 100000 entries and 4294967296 bytes.",
      });
    });
  }

  it("over a limit is refused before the content is written", () => {
    const file = join(temporaryFolder(), "assembly.tar");
    writeFileSync(file, Buffer.concat([entry("a", "12"), entry("b", "34"), entry("c", "5"), end]));
    const folder = temporaryFolder();
    const allowed = "Allowed is what the step Build packs: files and folders under relative names, at most";
    assert.throws(() => extractArchive(file, folder, { entries: 2, bytes: 100 }), {
      message: `The archive ${file} is refused: it holds more than 2 entries. ${allowed} 2 entries and 100 bytes.`,
    });
    const other = temporaryFolder();
    assert.throws(() => extractArchive(file, other, { entries: 9, bytes: 3 }), {
      message: `The archive ${file} is refused: it holds more than 3 bytes. ${allowed} 9 entries and 3 bytes.`,
    });
    assert.deepEqual([readdirSync(folder), readdirSync(other)], [["a", "b"], ["a"]]);
  });

  it("never lands outside its folder and never ends in another error, whatever byte is changed", () => {
    const good = join(temporaryFolder(), "good.tar");
    packFolder(temporaryFolder({ "a/b.txt": "content", "c.txt": "more" }), good);
    const changed = fc.tuple(fc.nat(4095), fc.nat(255));
    fc.assert(
      fc.property(fc.array(changed, { minLength: 1, maxLength: 4 }), (changes) => {
        const outer = temporaryFolder({ "archive.tar": "" });
        const bytes = Buffer.from(readFileSync(good));
        for (const [offset, value] of changes) bytes[offset % bytes.length] = value;
        writeFileSync(join(outer, "archive.tar"), bytes);
        const inner = temporaryFolder();
        try {
          extractArchive(join(outer, "archive.tar"), inner);
        } catch (error) {
          assert.equal((error as Error).name, "StepFailure", String(error));
        }
        assert.deepEqual(readdirSync(outer), ["archive.tar"]);
      }),
      { numRuns: 300 },
    );
  });

  it("that is missing is named with the step that should have made it", () => {
    assert.throws(() => extractArchive("/nowhere/assembly.tar", temporaryFolder()), {
      message: "There is no /nowhere/assembly.tar: the step Build must pack the assembly into it.",
    });
  });
});
