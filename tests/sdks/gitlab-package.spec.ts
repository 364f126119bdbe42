import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { schema, sdkFolder } from "./provider-schema";

const root = join(sdkFolder, "..", "..");

/** What a Node process started in the project's folder prints. */
function node(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  return { status, stdout, stderr };
}

describe("the GitLab SDK as a package", () => {
  it("has exactly the files that the generator makes from the schema", () => {
    assert.deepEqual(node(join(sdkFolder, "generate.mjs"), "--check"), { status: 0, stdout: "", stderr: "" });
  });

  it("asks for the plugin of the schema's version, by its own version", () => {
    const { name, version, pulumi, main, types } = JSON.parse(
      readFileSync(join(sdkFolder, "package.json"), "utf8"),
    ) as Record<string, unknown>;
    assert.deepEqual(
      { name, version, pulumi, main, types },
      {
        name: "@pulumi/gitlab",
        version: schema.version,
        pulumi: { resource: true, name: "gitlab", version: schema.version },
        main: "bin/index.js",
        types: "bin/index.d.ts",
      },
    );
  });

  it("is compiled from these files: after a change, run `npx tsc --project sdks/gitlab`", () => {
    const { options } = ts.parseJsonConfigFileContent(
      ts.readConfigFile(join(sdkFolder, "tsconfig.json"), (path) => ts.sys.readFile(path)).config,
      ts.sys,
      sdkFolder,
    );
    const sources = readdirSync(sdkFolder, { recursive: true, encoding: "utf8" }).filter(
      (file) => /(?<!\.d)\.ts$/.test(file) && !/^(bin|node_modules)/.test(file),
    );
    const stale = sources.filter((file) => {
      const compiled = ts.transpileModule(readFileSync(join(sdkFolder, file), "utf8"), {
        compilerOptions: options,
        fileName: join(sdkFolder, file),
      });
      return readFileSync(join(sdkFolder, "bin", file.replace(/ts$/, "js")), "utf8") !== compiled.outputText;
    });
    assert.deepEqual({ stale, sources: sources.length }, { stale: [], sources: 18 });
  });

  it("loads, compiled, from the project, and shares its one copy of Pulumi", () => {
    const script = `
      const gitlab = require("@pulumi/gitlab");
      const pulumi = require("@pulumi/pulumi");
      const copies = Object.keys(require.cache).filter((file) => /pulumi[\\\\/]pulumi[\\\\/]resource\\.js$/.test(file));
      console.log(JSON.stringify({
        project: gitlab.Project.__pulumiType,
        isPulumi: gitlab.Project.prototype instanceof pulumi.CustomResource,
        copies: copies.length,
      }));`;
    const { status, stdout, stderr } = node("-e", script);
    assert.deepEqual(
      { status, stderr, loaded: JSON.parse(stdout || "null") as unknown },
      {
        status: 0,
        stderr: "",
        loaded: { project: "gitlab:index/project:Project", isPulumi: true, copies: 1 },
      },
    );
  });
});
