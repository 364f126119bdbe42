import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Branch } from "../../emulator/tree";
import type { Registration } from "../../policy-pack/library";
import { judge, rules } from "../../policy-pack/library";
import { everyCase } from "../every-case";
import { matchesSnapshot } from "../snapshot";
import { edited, editsOn, headingsOn, listed, withFindings } from "./foreign-page";
import type { ForeignStack } from "./foreign-stack";
import { foreignStack, rehearsedForeign } from "./foreign-stack";

const root = join(__dirname, "..", "..");
const project = join(root, "examples", "foreign");

function text(file: string): string {
  return readFileSync(join(project, file), "utf8");
}

const config = JSON.parse(text("policy-config.json")) as Branch;

/** What the pack says of a stack: each finding by level, policy, resource and first line. */
function said(registrations: readonly Registration[]): readonly string[] {
  return judge(rules, registrations, { config }).flatMap(({ policy, findings }) =>
    findings.map(
      ({ level, urn, message }) =>
        `${level} ${policy}, ${urn.split("::").at(-1) ?? ""}: ${message.split("\n", 1)[0] ?? ""}`,
    ),
  );
}

/** The three mistakes: the one resource where each stands, and what the pack says of it. */
const mistakes = [
  {
    resource: "shop-build-policy",
    findings: [
      "mandatory pipeline-prod-approval, pipeline: Stage Build, action Build of pipeline shop can change production, and no manual approval comes before it.",
      "mandatory pipeline-no-prod-power-before-gate, pipeline: Stage Build, action Build of pipeline shop runs before the gate under a role that can change production.",
      "mandatory iam-assume-scoped, shop-build-policy: Statement 5 of shop-build-policy lets roles be assumed that it doesn't name: arn:aws:iam::444444444444:role/shop-*.",
    ],
  },
  {
    resource: "shop-approver-policy",
    findings: [
      "mandatory iam-sod-approve-edit, shop-approver-policy: Role shop-approver may decide Production/Approve of pipeline shop and also call codebuild:StartBuild on build project shop-deploy.",
      "mandatory iam-startbuild-scoped, shop-approver-policy: Role shop-approver may call codebuild:StartBuild on build project shop-deploy, which can change production, outside of its pipeline.",
    ],
  },
  {
    resource: "shop-release",
    findings: [
      "mandatory trust-no-bare-account-root, shop-release: Role shop-release trusts the whole account 111111111111, and no condition says whom of it.",
      "mandatory trust-prod-only-gated, shop-release: Role shop-release can change production and trusts account 111111111111 as a whole: anybody there may come in.",
    ],
  },
];

/** The program with the edits that its README shows, in a folder of its own. */
async function mendedStack(): Promise<ForeignStack> {
  const folder = mkdtempSync(join(tmpdir(), "foreign-"));
  try {
    cpSync(project, folder, { recursive: true });
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
    writeFileSync(join(folder, "index.ts"), edited(text("index.ts"), editsOn(text("README.md"))));
    return await foreignStack(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("examples/foreign: a stack that another team wrote", () => {
  let written: ForeignStack;
  let mended: ForeignStack;
  before(async () => {
    [written, mended] = await Promise.all([foreignStack(project), mendedStack()]);
  });

  it("uses nothing of ours, and the packages that we are tested with", () => {
    const imports = readdirSync(project)
      .filter((file) => file.endsWith(".ts"))
      .flatMap((file) => [...text(file).matchAll(/ from "([^"]+)"/g)].map(([, from = ""]) => from));
    assert.ok(imports.length > 10);
    assert.deepEqual(
      imports.filter((from) => !/^(@pulumi\/(aws|pulumi)|\.\/[a-z]+)$/.test(from)),
      [],
    );
    const types = written.registrations.map(({ type }) => type.split(":")[0]);
    assert.deepEqual([...new Set(types)].sort(), ["aws", "pulumi"]);
    const manifest = (path: string) =>
      JSON.parse(readFileSync(path, "utf8")) as Record<"dependencies" | "devDependencies", object>;
    const own = manifest(join(project, "package.json"));
    const ours = manifest(join(root, "package.json"));
    assert.deepEqual(
      { ...ours.dependencies, ...ours.devDependencies, ...own.dependencies, ...own.devDependencies },
      { ...ours.dependencies, ...ours.devDependencies },
    );
  });

  it("is refused by nothing but the pack: AWS would take it, with its mistakes and without", () => {
    assert.deepEqual([written.refused, mended.refused], [[], []]);
  });

  it("has exactly three mistakes, and every finding is of one of them", () => {
    assert.deepEqual(
      [...said(written.registrations)].sort(),
      mistakes.flatMap(({ findings }) => findings).sort(),
    );
  });

  it("is without any finding, advisory and undetermined ones included, once its README's three edits are made", () => {
    assert.equal(editsOn(text("README.md")).length, mistakes.length);
    assert.deepEqual(said(mended.registrations), []);
  });

  it("differs from the mended one in the three resources alone", () => {
    const before = new Map(
      mended.registrations.map((resource) => [resource.urn, JSON.stringify(resource.inputs)]),
    );
    assert.equal(before.size, written.registrations.length);
    assert.deepEqual(
      written.registrations
        .filter(({ urn, inputs }) => before.get(urn) !== JSON.stringify(inputs))
        .map(({ name }) => name)
        .sort(),
      mistakes.map(({ resource }) => resource).sort(),
    );
  });

  for (const { resource, findings } of mistakes)
    it(`gives the findings of ${resource}, and no others, when this is the only mistake`, () => {
      const wrong = written.registrations.find(({ name }) => name === resource);
      const stack = mended.registrations.map((right) => (wrong && right.urn === wrong.urn ? wrong : right));
      assert.deepEqual(said(stack), findings);
    });

  if (everyCase)
    it("gets the same findings from the compiled pack in its own process, which takes its policy config", async () => {
      const { failure, said } = await rehearsedForeign(project, config);
      assert.equal(failure, null);
      assert.deepEqual(listed(said), listed(judge(rules, written.registrations, { config })));
    });

  it("its README shows every finding as the pack says it, each once", () => {
    const findings = listed(judge(rules, written.registrations, { config }));
    assert.deepEqual(
      [...headingsOn(text("README.md"))].sort(),
      findings.map(({ heading }) => heading).sort(),
    );
    matchesSnapshot(join(project, "README.md"), withFindings(text("README.md"), findings));
  });

  it("our README shows one finding of each mistake, as the pack says it", () => {
    const page = readFileSync(join(root, "README.md"), "utf8");
    assert.deepEqual(
      mistakes.map(
        ({ findings }) =>
          headingsOn(page).filter((heading) =>
            findings.some((finding) => finding.includes(` ${policyOf(heading)},`)),
          ).length,
      ),
      [1, 1, 1],
    );
    matchesSnapshot(
      join(root, "README.md"),
      withFindings(page, listed(judge(rules, written.registrations, { config }))),
    );
  });
});

function policyOf(heading: string): string {
  return heading.split("  ")[1] ?? "";
}
