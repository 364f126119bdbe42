import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";

const root = join(__dirname, "..");
const tsc = join(root, "node_modules", "typescript-native", "bin", "tsc");

describe("types", () => {
  it("npm run test:types checks, although the program itself runs without checking (noCheck)", () => {
    const script = execFileSync("npm", ["pkg", "get", "scripts.test:types"], { cwd: root, encoding: "utf8" });
    assert.equal(JSON.parse(script), "node node_modules/typescript-native/bin/tsc --noEmit --noCheck false");
  });

  it("a wrong type fails that check, with the project's own settings", () => {
    const folder = mkdtempSync(join(root, "tests", "wrong-type-"));
    try {
      writeFileSync(join(folder, "wrong.ts"), 'export const region: number = "eu-central-1";\n');
      const settings = { extends: "../../tsconfig.json", include: ["wrong.ts"], exclude: [] };
      writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(settings));
      const run = (more: string[]) =>
        spawnSync(process.execPath, [tsc, "--noEmit", "-p", folder, ...more], {
          cwd: root,
          encoding: "utf8",
        });
      const file = relative(root, join(folder, "wrong.ts")).replaceAll("\\", "/");
      assert.equal(run([]).status, 0, "noCheck is on for running");
      const checked = run(["--noCheck", "false"]);
      assert.equal(checked.status, 1);
      assert.equal(
        checked.stdout.trim(),
        `${file}(1,14): error TS2322: Type 'string' is not assignable to type 'number'.`,
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
