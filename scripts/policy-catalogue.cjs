/** docs/policies.md as text, from the rules themselves. */
require("ts-node/register/transpile-only");
const { readdirSync, readFileSync } = require("node:fs");
const { join } = require("node:path");
const prettier = require("prettier");
const { rules } = require("../policy-pack/policies/index.ts");
const { frameworksOf } = require("../policy-pack/verdict/frameworks.ts");
const { isGate } = require("../policy-pack/verdict/gates.ts");

const root = join(__dirname, "..");
const folder = join(root, "policy-pack", "policies");

/** Sections in the catalogue's order: folder, title. */
const sections = [
  ["pipeline", "CodePipeline"],
  ["codebuild", "CodeBuild and connections"],
  ["iam", "IAM identity policies"],
  ["trust", "Trust policies, OIDC, break-glass"],
  ["storage", "KMS, S3, ECR"],
  ["messages", "SNS, EventBridge, Secrets Manager, logs"],
  ["gitlab", "GitLab"],
  ["stack", "The stack and the pack"],
  ["needs", "Too little and too much"],
];

exports.policyCatalogue = async () => {
  const text = [introduction(), ...sections.map(([name, title]) => section(name, title)), frameworks()].join(
    "\n\n",
  );
  const file = join(root, "docs", "policies.md");
  const options = (await prettier.resolveConfig(file)) ?? {};
  return prettier.format(text, { ...options, filepath: file });
};

function introduction() {
  const gates = rules.filter(isGate).length;
  return `# Policies

This page is generated from the rules in \`policy-pack/policies/\` (\`npm run catalogue\`); a test keeps it current. The top
of each rule's file says the rule in full: what must hold, why, at which level it is judged, and what it does not see.

- ${rules.length} policies, ${gates} of which make up the gate (◆): their violations stay mandatory whatever level the policy config
  sets, and an exemption from them needs a second person.
- Four outcomes: pass, violation, undetermined (what decides is not known at preview; the message says which values, and what
  to do), not applicable (with the reason).
- *judged*: R, each resource alone, which stops it at \`up\` before it exists; S, the stack as a whole.
- *unknown*: the level of an undetermined finding, unless the policy config sets \`onUnknown\` for the policy.
- Every policy takes \`onUnknown\`: \`advisory\`, \`mandatory\` or \`ignore\` (which a gate does not take).
- Facts that several policies need (accounts, environments, approvers, the project) come from a policy's own parameters, else
  from \`world\` of the policy \`exemption-valid\`, else from the stack's settings.
- A policy that the policy config disables is never asked and can't say so. Check the config file where it is merged.`;
}

function section(name, title) {
  const own = rules.filter((rule) => fileOf(rule).startsWith(`${name}/`));
  return [
    `## ${title}`,
    "| # | policy | holds that | severity | level | judged | unknown |\n| --- | --- | --- | --- | --- | --- | --- |\n" +
      own.map(row).join("\n"),
    ...own.map(details),
  ].join("\n\n");
}

function row(rule) {
  const judged = `${rule.resource ? "R" : ""}${rule.stack ? "S" : ""}`;
  return `| ${rule.number} | [${rule.name}](#${rule.name}) | ${cell(rule.title)} | ${rule.severity} | ${rule.level}${isGate(rule) ? " ◆" : ""} | ${judged} | ${rule.onUnknown} |`;
}

function details(rule) {
  const asked = frameworksOf(rule).map(({ name, reference, title }) => `${name} ${reference} (${title})`);
  const parameters = Object.entries(rule.parameters);
  return [
    `### ${rule.name}`,
    `${rule.description} ([rule](../policy-pack/policies/${fileOf(rule)}))`,
    `To do: ${rule.remediation}`,
    ...(asked.length > 0 ? [`Asked for by: ${asked.join("; ")}.`] : []),
    ...(parameters.length > 0 ? [parameters.map(parameter).join("\n")] : []),
  ].join("\n\n");
}

function parameter([name, schema]) {
  const preset = schema.default === undefined ? "" : ` Default: \`${JSON.stringify(schema.default)}\`.`;
  return `- \`${name}\`: ${schema.description ?? "see the rule."}${preset}`;
}

function frameworks() {
  const rows = new Map();
  for (const rule of rules)
    for (const { name, version, reference, title } of frameworksOf(rule)) {
      const key = `| ${name} ${version} | ${reference} | ${title} |`;
      rows.set(key, [...(rows.get(key) ?? []), `[${rule.number}](#${rule.name})`]);
    }
  return [
    "## Frameworks",
    "| framework | demand | title | policies |\n| --- | --- | --- | --- |\n" +
      [...rows].map(([key, numbers]) => `${key} ${numbers.join(", ")} |`).join("\n"),
  ].join("\n\n");
}

const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) =>
  file.replaceAll("\\", "/"),
);

/** The file that holds a rule: the one that is called like it. */
function fileOf({ name }) {
  const file = files.find((candidate) => candidate.endsWith(`/${name}.ts`));
  if (!file) throw new Error(`No file is called ${name}.ts`);
  const text = readFileSync(join(folder, file), "utf8");
  if (!text.startsWith(`/**\n * ${name}\n`)) throw new Error(`${file} does not begin with its rule`);
  return file;
}

function cell(text) {
  return text.replaceAll("|", "\\|");
}
