import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { RolePlan } from "../../blueprint/role";
import { exampleBlueprint } from "../blueprint/example-settings";
import { grantsOf, rolesOf } from "../blueprint/identities";
import { root, section, tableRows } from "./markdown";

const text = readFileSync(join(root, "docs", "security.md"), "utf8");
const blueprint = exampleBlueprint("prod");
const identities = rolesOf(blueprint).filter(({ accountId }) => accountId === blueprint.devops.accountId);
const code = (cell: string | undefined): string => /`([^`]+)`/.exec(cell ?? "")?.[1] ?? "";

/** `deploy, lookup of 222222222222`: the kinds of bootstrap roles that a role may take, and their accounts. */
function mayTake(role: RolePlan): string {
  const arns = grantsOf(role)
    .filter(({ Action }) => Action?.includes("sts:AssumeRole"))
    .flatMap(({ Resource }) => Resource ?? []);
  const parts = arns.map((arn) => /::(\d{12}):role\/cdk-pay-(.+)-role-/.exec(arn)?.slice(1) ?? [arn, arn]);
  const kinds = [...new Set(parts.map(([, kind]) => kind))];
  const accounts = [...new Set(parts.map(([account]) => account))];
  return arns.length === 0 ? "nothing" : `${kinds.join(", ")} of ${accounts.join(", ")}`;
}

/** Artifacts of the pipeline that a role may put. */
function artifactsWritten(role: RolePlan): readonly string[] {
  return grantsOf(role)
    .filter(({ Action }) => Action?.includes("s3:PutObject"))
    .flatMap(({ Resource }) => Resource ?? [])
    .flatMap((arn) => /:::payments-artifacts-[^/]+\/payments-delivery\/(\w+)\/\*$/.exec(arn)?.[1] ?? []);
}

/** Reports that a role may put, as the page writes them: `reports/prod/…/report.*`. */
function reportsWritten(role: RolePlan): readonly string[] {
  return grantsOf(role)
    .filter(({ Action }) => Action?.includes("s3:PutObject"))
    .flatMap(({ Resource }) => Resource ?? [])
    .flatMap((arn) => /:::payments-reports-[^/]+\/(reports\/.+)$/.exec(arn)?.[1] ?? [])
    .map((pattern) => pattern.replace("/*/*", "/…").replace("/*/", "/…/"));
}

describe("docs/security.md", () => {
  it("lists every identity of prod with exactly the roles that it may take", () => {
    const rows = tableRows(section(text, "## Who may become whom"));
    assert.deepEqual(
      Object.fromEntries(rows.map(([name, , takes]) => [code(name), takes])),
      Object.fromEntries(identities.map((role) => [role.name, mayTake(role)])),
    );
  });

  it("says of each identity by which service it is taken", () => {
    const services: Readonly<Record<string, string>> = {
      "codebuild.amazonaws.com": "CodeBuild",
      "codepipeline.amazonaws.com": "CodePipeline",
      "events.amazonaws.com": "EventBridge",
    };
    const rows = tableRows(section(text, "## Who may become whom"));
    const told = rows.map(([name, by = ""]) => [code(name), /^(GitLab CI|\w+)/.exec(by)?.[1]]);
    const rendered = identities.map((role) => {
      const principals = role.trust.Statement.map(({ Principal }) =>
        Principal === undefined || Principal === "*"
          ? "anybody"
          : Principal.Federated
            ? "GitLab CI"
            : services[Principal.Service?.[0] ?? ""],
      );
      return [role.name, principals.join()];
    });
    assert.deepEqual(Object.fromEntries(told), Object.fromEntries(rendered));
  });

  it("says of each identity what it writes in the two buckets", () => {
    const rows = tableRows(section(text, "## What each identity may read and write"));
    assert.deepEqual(
      Object.fromEntries(
        rows.map(([name, , , writes = ""]) => [
          code(name),
          [...writes.matchAll(/artifact `(\w+)`|`(reports\/[^`]+)`/g)].map((hit) => hit[1] ?? hit[2]),
        ]),
      ),
      Object.fromEntries(
        identities.map((role) => [role.name, [...artifactsWritten(role), ...reportsWritten(role)]]),
      ),
    );
  });

  it("states every guard-rail of the program with the tier from which it holds", () => {
    const tiers = tableRows(section(text, "## GitLab's guard-rails by tier"));
    assert.deepEqual(
      tiers.map(([name]) => name),
      blueprint.gitlab.project.guardRails.map(({ guardRail }) => guardRail),
    );
  });

  it("draws every identity of prod", () => {
    const drawing = readFileSync(join(root, "docs", "trust.svg"), "utf8");
    const missing = identities
      .map(({ name }) => name.replace(/^payments-/, ""))
      .filter((name) => !drawing.includes(`>${name}</text>`));
    assert.deepEqual(missing, []);
  });

  it("draws the road's stages and actions with their identities", () => {
    const drawing = readFileSync(join(root, "docs", "road.svg"), "utf8");
    const stages = (blueprint.pipeline?.stages ?? []).map(({ name }) => name);
    const projects = blueprint.steps.map(({ role }) => role.name);
    assert.deepEqual(
      [...stages, ...projects].filter((name) => !drawing.includes(`>${name}</text>`)),
      [],
    );
  });
});
