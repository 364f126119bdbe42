import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly license?: string }>>;
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const root = join(__dirname, "..");
const read = (file: string): unknown => JSON.parse(readFileSync(join(root, file), "utf8"));

describe("installed packages", () => {
  const lock = read("package-lock.json") as Lock;

  it("one copy of @pulumi/pulumi in the whole tree, or programs and policies would not know each other's values", () => {
    const copies = Object.entries(lock.packages)
      .filter(([path]) => path.endsWith("node_modules/@pulumi/pulumi"))
      .map(([path, { version }]) => `${path} ${version ?? ""}`);
    assert.deepEqual(copies, ["node_modules/@pulumi/pulumi 3.246.0"]);
  });

  it("every direct dependency is pinned exactly", () => {
    for (const file of ["package.json", "policy-pack/package.json"]) {
      const { dependencies = {}, devDependencies = {} } = read(file) as Manifest;
      const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
        ([, range]) => !/^(npm:[\w-]+@)?\d+\.\d+\.\d+$/.test(range) && range !== "file:sdks/gitlab",
      );
      assert.deepEqual(loose, [], file);
    }
  });

  it("no package under the AGPL, in development either", () => {
    const agpl = Object.entries(lock.packages).filter(
      ([, { license }]) => license?.includes("AGPL") === true,
    );
    assert.deepEqual(agpl, []);
  });

  it("the lockfile names no registry: everybody installs from their own", () => {
    const text = readFileSync(join(root, "package-lock.json"), "utf8");
    assert.equal(/"resolved": "https?:/.test(text), false);
  });
});
