import assert from "node:assert/strict";
import { reportPage } from "../../automation/report/page";
import { gatedRoad, stackResult } from "./stack-result";

describe("report page", () => {
  const page = reportPage("prod", stackResult({ resources: gatedRoad() }));

  it("draws every stage and action of the road, and marks the gate", () => {
    const titles = [...page.matchAll(/<text class="title"[^>]*>([^<]*)</g)].map(([, title]) => title);
    assert.deepEqual(titles, ["Source", "Verify", "prod"]);
    const boxes = [...page.matchAll(/<g><title>([^<]*)<\/title>\n<rect class="(\w+)"/g)];
    assert.deepEqual(
      boxes.map(([, title, kind]) => [kind, title]),
      [
        ["source", "GitLab: acme/payments, branch main"],
        ["run", "Build as payments-build: no other account"],
        ["gate", "Approve: product-owner"],
        ["run", "Deploy as payments-deploy: → 444444444444"],
      ],
    );
  });

  it("stands alone: no script, no address to fetch from", () => {
    assert.ok(!/<script|<link|src=|url\(|href=/.test(page));
    assert.deepEqual(page.match(/https?:\/\/[^"]*/g), ["http://www.w3.org/2000/svg"]);
  });

  it("shows names as text, whatever they hold", () => {
    const hostile = reportPage('<b>"prod"&', stackResult({ failure: "<script>alert(1)</script>" }));
    assert.ok(hostile.includes("<h1>&lt;b&gt;&quot;prod&quot;&amp; <small"));
    assert.ok(hostile.includes("&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert.ok(!hostile.includes("<script>"));
  });
});
