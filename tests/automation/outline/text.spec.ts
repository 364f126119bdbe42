import assert from "node:assert/strict";
import { createColors } from "picocolors";
import { outlineText } from "../../../automation/outline/text";
import { gatedRoad, resource, stackResult } from "../stack-result";

const line = "─".repeat(100);

describe("outline of a stack", () => {
  it("reads as the road: accounts, stages, actions with identity and reach, gates, verdict", () => {
    assert.equal(
      outlineText("prod", stackResult({ resources: gatedRoad() })),
      `prod  12 resources, 1.2 s
${line}

Accounts
  111111111111  DevOps
    global          2 roles
    eu-central-1    1 pipeline, 2 build projects, 1 topic
  444444444444  prod
    eu-central-1    1 bucket

Road payments-delivery  V2, QUEUED
  starts: by push to main that touches infra/**
  │
  Source
  │ 1 GitLab          acme/payments, branch main
  │
  Verify  (a failed action is tried once more)
  │ 1 Build           runs payments-build as payments-build
  │                   reaches no other account
  │
  prod
  ◆ 1 Approve         WAITS FOR APPROVAL by product-owner, up to 72 hours
  ◆                   told: owner@example.com
  │ 2 Deploy          runs payments-deploy as payments-deploy
  │                   reaches 444444444444 (deploy, file-publishing)

Verdict
  ✓ clean: no policy was asked, AWS and GitLab would accept all 12 resources
`,
    );
  });

  it("says that nobody may decide at a gate when no role of the stack has the right", () => {
    const resources = gatedRoad().filter(({ inputs }) => inputs["role"] !== "product-owner");
    assert.match(
      outlineText("prod", stackResult({ resources })),
      /WAITS FOR APPROVAL by nobody that this stack gives the right, up to 72 hours/,
    );
  });

  it("tells policies by outcome with their findings, and alike rejections once", () => {
    const bucket = (name: string) => resource("aws:s3/bucket:Bucket", name).urn;
    const rejection = { rule: "bucket-name", message: "is not free", source: "S3 user guide" };
    const text = outlineText(
      "prod",
      stackResult({
        verdict: "refused",
        policies: [
          { name: "fine", level: "mandatory", outcome: "pass", findings: [] },
          { name: "fine-too", level: "advisory", outcome: "pass", findings: [] },
          {
            name: "broken",
            level: "mandatory",
            outcome: "violation",
            findings: [
              { level: "mandatory", message: "The gate is missing.\n  fix: put it back", urn: bucket("a") },
            ],
          },
          {
            name: "unseen",
            level: "mandatory",
            outcome: "undetermined",
            findings: [{ level: "mandatory", message: "Undetermined: no account", urn: null }],
          },
          {
            name: "elsewhere",
            level: "advisory",
            outcome: "not-applicable",
            reason: "no production",
            findings: [],
          },
          {
            name: "other-type",
            level: "advisory",
            outcome: "not-applicable",
            reason: "Policy only applies to resources of type 'a'",
            findings: [],
          },
          {
            name: "far-away",
            level: "advisory",
            outcome: "not-applicable",
            reason: "no production",
            findings: [],
          },
          {
            name: "excused",
            level: "mandatory",
            outcome: "violation",
            findings: [
              {
                level: "advisory",
                message: "The bucket is old.\n  note: exempted until 2027-01-31: it is old (PAY-1, platform)",
                urn: null,
              },
            ],
          },
        ],
        assumptions: [
          "arn:aws:iam::111111111111:role/owner is as the policy config describes it (looked at on 2026-11-25)",
        ],
        rejections: ["a", "b", "c", "d", "e"].map((name) => ({ ...rejection, urn: bucket(name) })),
      }),
    );
    assert.equal(
      text.split("\n\n").slice(1).join("\n\n"),
      `Road
  There is no pipeline yet: see the next steps.

Policies
  ✓ passed: fine, fine-too
  – does not apply, as no production: elsewhere, far-away
  – does not apply, as the stack has no resource that it looks at: other-type
  ≈ assumed: arn:aws:iam::111111111111:role/owner is as the policy config describes it (looked at on
    2026-11-25)
  ✗ broken: violation
    mandatory: The gate is missing.
      fix: put it back
      at aws:s3/bucket:Bucket 'a'
  ? unseen: undetermined
    mandatory: Undetermined: no account
  ~ excused: exempted
    advisory: The bucket is old.
      note: exempted until 2027-01-31: it is old (PAY-1, platform)
Refused by AWS or GitLab
  ✗ bucket-name: is not free
    at aws:s3/bucket:Bucket 'a', aws:s3/bucket:Bucket 'b', aws:s3/bucket:Bucket 'c' and 2 more ·
    source: S3 user guide
Verdict
  ✗ refused: 2 policies passed, 1 violated, 1 undetermined, 1 exempted, 3 not applicable, 5 rejections
`,
    );
  });

  it("counts the policies that passed where they are many", () => {
    const policies = Array.from({ length: 7 }, (_, index) => ({
      name: `policy-${index}`,
      level: "mandatory" as const,
      outcome: "pass" as const,
      findings: [],
    }));
    assert.ok(
      outlineText("prod", stackResult({ policies })).includes(
        "Policies\n  ✓ 7 policies passed; docs/policies.md lists them, --json tells each\nVerdict\n",
      ),
    );
  });

  it("shows guard-rails with what stands in, and what a person has to do next", () => {
    const text = outlineText(
      "prod",
      stackResult({
        outputs: {
          guardRails: [
            { guardRail: "protected branch", state: "enforced", how: "nobody pushes to main", instead: "" },
            {
              guardRail: "push rules",
              state: "tier cannot",
              how: "needs GitLab premium",
              instead: "Scan looks",
            },
          ],
          nextSteps: ["Open the link.", "Run it again."],
        },
      }),
    );
    assert.ok(
      text.includes(`Guard-rails in GitLab
  ✓ protected branch         nobody pushes to main
  – push rules               tier cannot: needs GitLab premium
                             instead: Scan looks
`),
    );
    assert.ok(text.endsWith("Next steps\n  1. Open the link.\n  2. Run it again.\n"));
  });

  it("is never wider than 100 characters, and colour changes no word of it", () => {
    const policies = [
      {
        name: "wordy",
        level: "mandatory" as const,
        outcome: "violation" as const,
        findings: [{ level: "mandatory" as const, message: "many words ".repeat(60), urn: null }],
      },
    ];
    const result = stackResult({ resources: gatedRoad(), policies });
    const plain = outlineText("prod", result);
    assert.deepEqual(
      plain.split("\n").filter((text) => text.length > 100),
      [],
    );
    const coloured = outlineText("prod", result, createColors(true));
    assert.notEqual(coloured, plain);
    assert.equal(coloured.replaceAll(/\u001b\[\d+m/g, ""), plain);
  });
});
