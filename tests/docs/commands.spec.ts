import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { code, pages, root, section } from "./markdown";

/** Commands of npm itself, which are no scripts of ours. */
const ownCommandsOfNpm = ["ci", "install", "view", "pack", "outdated"];

const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  readonly scripts: Readonly<Record<string, string>>;
};

/** Sub-commands that the command line declares. */
const declared = ["delivery.ts", "engine/commands.ts"].flatMap((file) =>
  [
    ...readFileSync(join(root, "automation", file), "utf8").matchAll(/(?:\.command|\badded)\("([a-z-]+)/g),
  ].map(([, name]) => name),
);

const missing = "## What it does not do (yet)";

describe("commands in the documents", () => {
  it("every npm script that a page names exists", () => {
    const unknown = pages().flatMap(({ path, text }) =>
      [...code(text).matchAll(/\bnpm (?:run )?(?:--?[a-z-]+ )*([a-z][a-z:-]*)/g)]
        .map(([, name = ""]) => name)
        .filter((name) => !ownCommandsOfNpm.includes(name) && manifest.scripts[name] === undefined)
        .map((name) => `${path}: npm ${name}`),
    );
    assert.deepEqual(unknown, []);
  });

  it("the two commands of the README are scripts", () => {
    const readme = readFileSync(join(root, "README.md"), "utf8");
    assert.ok(readme.includes("npm ci && npm start"));
    assert.ok(readme.includes("npm ci && npm test"));
    assert.deepEqual(
      ["start", "test"].map((name) => typeof manifest.scripts[name]),
      ["string", "string"],
    );
  });

  it("no page promises a sub-command that the command line does not have", () => {
    const promised = pages().flatMap(({ path, text }) => {
      const said = path === "README.md" ? text.replace(section(text, missing), "") : text;
      return [...said.matchAll(/(?:`|bin\/|^)delivery(?:\.js)? ([a-z][a-z-]*)/gm)]
        .map(([, name]) => name)
        .filter((name) => !declared.includes(name))
        .map((name) => `${path}: delivery ${String(name)}`);
    });
    assert.deepEqual(promised, []);
  });

  it("the README names as missing only what is missing", () => {
    const list = section(readFileSync(join(root, "README.md"), "utf8"), missing);
    const named = [...list.matchAll(/`delivery ([a-z-]+)`/g)].map(([, name]) => name);
    assert.deepEqual(
      named.filter((name) => declared.includes(name)),
      [],
    );
  });
});
