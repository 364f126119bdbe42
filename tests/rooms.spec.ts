import assert from "node:assert/strict";
import { join } from "node:path";
import { ESLint } from "eslint";

const root = join(__dirname, "..");

/** The project's own lint settings, less the types that this one rule does not read. */
const eslint = new ESLint({
  cwd: root,
  ruleFilter: ({ ruleId }) => ruleId === "@typescript-eslint/no-restricted-imports",
  overrideConfig: { languageOptions: { parserOptions: { project: null } } },
});

/** Messages of the import rule for some code, as if it stood in `file`. */
async function findings(file: string, code: string): Promise<readonly string[]> {
  const [result] = await eslint.lintText(code, { filePath: join(root, file) });
  return (result?.messages ?? []).map(({ message }) => message);
}

describe("rooms: what may import what", () => {
  const refused: readonly (readonly [string, string, string])[] = [
    ["blueprint/names.ts", "../components/role", "blueprint must not import components"],
    ["blueprint/names.ts", "../emulator/world", "blueprint must not import emulator"],
    ["blueprint/names.ts", "@pulumi/pulumi", "blueprint must not import @pulumi/*"],
    ["blueprint/iam/need.ts", "../../automation/rehearse", "blueprint must not import automation"],
    ["components/role.ts", "../automation/rehearse", "components must not import automation"],
    ["components/role.ts", "../runtime", "components must not import runtime"],
    ["runtime/index.ts", "../blueprint/names", "runtime must not import blueprint (its types only)"],
    ["emulator/world.ts", "../blueprint/names", "emulator must not import blueprint (its types only)"],
    ["emulator/world.ts", "@pulumi/pulumi", "emulator must not import @pulumi/*"],
    ["policy-pack/index.ts", "../blueprint/names", "policy-pack must not import blueprint"],
    ["policy-pack/policies/index.ts", "@pulumi/aws", "policy-pack must not import @pulumi/aws"],
    ["index.ts", "./automation/rehearse", "index.ts must not import automation"],
  ];
  for (const [file, module, message] of refused) {
    it(`${file} may not import ${module}`, async () => {
      const found = await findings(file, `import { thing } from "${module}";\nexport const other = thing;\n`);
      assert.equal(found.length, 1, JSON.stringify(found));
      assert.ok(found[0]?.includes(`${message}: see rooms.mjs.`), found[0]);
    });
  }

  const allowed: readonly (readonly [string, string])[] = [
    ["index.ts", 'import { thing } from "./components";'],
    ["components/role.ts", 'import { thing } from "../blueprint/role";'],
    ["components/role.ts", 'import { thing } from "@pulumi/aws/iam";'],
    ["automation/rehearse.ts", 'import { thing } from "../emulator/world";'],
    ["runtime/index.ts", 'import type { thing } from "../blueprint/step-configuration";'],
    ["emulator/seed.ts", 'import type { thing } from "../blueprint/settings";'],
    ["blueprint/pipeline.ts", 'import { thing } from "./steps/build-step";'],
  ];
  for (const [file, line] of allowed) {
    it(`${file} may say: ${line}`, async () => {
      assert.deepEqual(await findings(file, `${line}\nexport type Other = thing;\n`), []);
    });
  }
});
