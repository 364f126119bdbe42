import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { bypasses } from "./expected";
import { end, securityTable, start } from "./security-table";

describe("table of bypasses in docs/security.md", () => {
  it("is the one that the tests hold the pack to", () => {
    const page = readFileSync(join(__dirname, "../../../docs/security.md"), "utf8");
    const [from, to] = [page.indexOf(start), page.indexOf(end)];
    assert.ok(from >= 0 && to > from, "docs/security.md lacks the markers of the table");
    assert.equal(page.slice(from, to + end.length), securityTable(bypasses));
  });
});
