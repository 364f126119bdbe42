import assert from "node:assert/strict";
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { digestOfFile, verifyDigest } from "../../../runtime/archive/digest";
import { extractArchive } from "../../../runtime/archive/extract";
import { packFolder } from "../../../runtime/archive/pack";
import { temporaryFolder } from "../temporary-folder";

/** Content of a folder: path → bytes in hex with "x" for an executable; folders end in "/". */
function contentOf(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  return Object.fromEntries(
    names.map((name) => {
      const found = statSync(join(folder, name));
      if (found.isDirectory()) return [`${name}/`, ""];
      return [name, readFileSync(join(folder, name)).toString("hex") + (found.mode & 0o100 ? "x" : "")];
    }),
  );
}

function roundTrip(folder: string): string {
  const archive = join(temporaryFolder(), "assembly.tar");
  packFolder(folder, archive);
  const unpacked = temporaryFolder();
  extractArchive(archive, unpacked);
  return unpacked;
}

const part = fc.stringMatching(/^[A-Za-z0-9._ äé-]{1,60}$/u).filter((name) => !/^\.{1,2}$/.test(name));
const tree = fc.dictionary(
  fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => parts.join("/")),
  fc.uint8Array({ maxLength: 1500 }),
  { maxKeys: 12, noNullPrototype: true },
);

/** Writes what fits: a name that is already a folder is left out. */
function write(files: Readonly<Record<string, Uint8Array>>, names: readonly string[]): string {
  const folder = temporaryFolder();
  for (const name of names) {
    try {
      mkdirSync(join(folder, name, ".."), { recursive: true });
      writeFileSync(join(folder, name), files[name] ?? "", { flag: "wx" });
    } catch (error) {
      assert.match(String(error), /EEXIST|EISDIR|ENOTDIR/);
    }
  }
  return folder;
}

describe("the archive of the assembly", () => {
  it("brings back every file, long and non-ASCII names included", () => {
    fc.assert(
      fc.property(tree, (files) => {
        const folder = write(files, Object.keys(files).sort());
        assert.deepEqual(contentOf(roundTrip(folder)), contentOf(folder));
      }),
      { numRuns: 40 },
    );
  });

  it("has the same bytes whatever the order, times and umask of its files were", async () => {
    await fc.assert(
      fc.asyncProperty(tree, fc.infiniteStream(fc.nat(1_000_000_000)), async (files, times) => {
        // Parts of one path must not be another file, or the order decides which is written.
        const names = Object.keys(files).filter(
          (name) => !Object.keys(files).some((other) => other.startsWith(`${name}/`)),
        );
        const digests = [];
        for (const [mode, order] of [
          [0o600, [...names].sort()],
          [0o644, [...names].sort().reverse()],
        ] as const) {
          const folder = write(files, order);
          for (const name of names) {
            const time = Number(times.next().value);
            utimesSync(join(folder, name), time, time);
            chmodSync(join(folder, name), mode);
          }
          const archive = join(temporaryFolder(), "assembly.tar");
          packFolder(folder, archive);
          digests.push(await digestOfFile(archive));
        }
        assert.equal(digests[0], digests[1]);
      }),
      { numRuns: 20 },
    );
  });

  it("keeps empty folders and the executable bit", () => {
    const folder = temporaryFolder({ "run.sh": "#!/bin/sh\n" });
    chmodSync(join(folder, "run.sh"), 0o700);
    mkdirSync(join(folder, "empty"));
    assert.deepEqual(contentOf(roundTrip(folder)), { "run.sh": "23212f62696e2f73680ax", "empty/": "" });
  });

  it("replaces links inside the folder by what they point to", () => {
    const folder = temporaryFolder({ "lib/a.txt": "a" });
    symlinkSync("lib/a.txt", join(folder, "link.txt"));
    symlinkSync("lib", join(folder, "linked"));
    assert.deepEqual(contentOf(roundTrip(folder)), {
      "lib/": "",
      "lib/a.txt": "61",
      "link.txt": "61",
      "linked/": "",
      "linked/a.txt": "61",
    });
  });

  const badLinks = [
    { name: "leaves the folder", target: "/etc/hostname", message: "bad is a link that leaves the folder." },
    { name: "points nowhere", target: "missing", message: "bad is a link that points nowhere." },
    { name: "goes round", target: ".", message: "bad is a link to a folder that holds it." },
  ];
  for (const { name, target, message } of badLinks) {
    it(`refuses a link that ${name}`, () => {
      const folder = temporaryFolder({ "a.txt": "a" });
      symlinkSync(target, join(folder, "bad"));
      assert.throws(() => packFolder(folder, join(temporaryFolder(), "a.tar")), {
        name: "StepFailure",
        message: `Cannot pack ${folder}: ${message}`,
      });
    });
  }

  it("is not unpacked when its digest is not the scanned one", async () => {
    const archive = join(temporaryFolder({ "assembly.tar": "x" }), "assembly.tar");
    const found = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881";
    await verifyDigest(archive, found);
    await assert.rejects(verifyDigest(archive, "0".repeat(64)), {
      message:
        `The assembly is not the one that was scanned: SHA-256 of ${archive} is ${found}, the scan's is ` +
        `${"0".repeat(64)}. It was exchanged after the scan; nothing was unpacked. Start a new release.`,
    });
  });
});
