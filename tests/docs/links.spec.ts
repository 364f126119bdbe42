import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import type { Page } from "./markdown";
import { anchors, pages, prose, root } from "./markdown";

const all = pages();

interface Link {
  readonly page: Page;
  readonly target: string;
}

const links: readonly Link[] = all.flatMap((page) =>
  [...prose(page.text).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = ""]) => ({ page, target }))
    .filter(({ target }) => !/^[a-z]+:/.test(target)),
);

/** Paths that prose names as code: with a folder of ours, or a file at the root with a known ending. */
const namedFiles: readonly Link[] = all
  .filter(({ path }) => !path.startsWith("sdks/"))
  .flatMap((page) =>
    [...prose(page.text).matchAll(/`([A-Za-z0-9_./-]+)`/g)]
      .map(([, target = ""]) => ({ page, target }))
      .filter(({ target }) =>
        /^(?:(?:\.ci|automation|blueprint|components|docs|emulator|examples|policy-pack|runtime|scripts|sdks|tests)\/[\w./-]+|(?:index|rooms|Pulumi|eslint|tsconfig|package|policy-config)[\w.-]*\.(?:ts|mjs|yaml|json))$/.test(
          target,
        ),
      ),
  );

describe("documents", () => {
  it("has pages, links and named files to check", () => {
    assert.ok(all.some(({ path }) => path === "README.md"));
    assert.ok(links.length > 20 && namedFiles.length > 20, `${links.length} ${namedFiles.length}`);
  });

  it("every relative link leads to a file that exists", () => {
    const broken = links
      .map(({ page, target }) => ({ page, file: target.split("#")[0] ?? "" }))
      .filter(({ page, file }) => file !== "" && !existsSync(join(root, dirname(page.path), file)))
      .map(({ page, file }) => `${page.path} → ${file}`);
    assert.deepEqual(broken, []);
  });

  it("every link into a page leads to a heading that exists", () => {
    const broken = links.flatMap(({ page, target }) => {
      const [file = "", anchor] = target.split("#");
      if (anchor === undefined || (file !== "" && !file.endsWith(".md"))) return [];
      const path = file === "" ? page.path : normalize(join(dirname(page.path), file));
      const text = existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8") : "";
      return anchors(text).has(anchor) ? [] : [`${page.path} → ${target}`];
    });
    assert.deepEqual(broken, []);
  });

  it("every file that a page names exists", () => {
    const broken = namedFiles
      .filter(({ target }) => !existsSync(join(root, target)))
      .map(({ page, target }) => `${page.path}: ${target}`);
    assert.deepEqual(broken, []);
  });
});
