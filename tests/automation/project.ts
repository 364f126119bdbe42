import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const repository = join(__dirname, "..", "..");

export interface ProjectFiles {
  /** Text of index.ts. */
  readonly program: string;
  /** Text of the policy pack's index.js; absent: the project has no pack. */
  readonly pack?: string;
  readonly policyConfig?: unknown;
  /** Stack files by stack; default: `dev`, the shipped example. */
  readonly stacks?: Readonly<Record<string, string>>;
}

export interface TestProject {
  readonly directory: string;
  /** Deletes the folder. */
  remove(): void;
}

/** The settings of a shipped example stack. */
export function exampleFile(stack: "dev" | "prod"): string {
  return readFileSync(join(repository, `Pulumi.${stack}.yaml`), "utf8");
}

/** A project folder outside the repository that shares its packages, so that a test can show its whole program. */
export function testProject({ program, pack, policyConfig, stacks }: ProjectFiles): TestProject {
  const directory = mkdtempSync(join(tmpdir(), "delivery project "));
  const write = (file: string, text: string): void => writeFileSync(join(directory, file), text);
  symlinkSync(join(repository, "node_modules"), join(directory, "node_modules"));
  write("Pulumi.yaml", "name: delivery\nruntime: nodejs\n");
  write("package.json", JSON.stringify({ name: "test-project", main: "index.ts" }));
  write(
    "tsconfig.json",
    JSON.stringify({ extends: join(repository, "tsconfig.json"), include: ["index.ts"] }),
  );
  write("index.ts", program);
  for (const [stack, text] of Object.entries(stacks ?? { dev: exampleFile("dev") }))
    write(`Pulumi.${stack}.yaml`, text);
  if (policyConfig !== undefined) write("policy-config.json", JSON.stringify(policyConfig));
  if (pack !== undefined) {
    mkdirSync(join(directory, "policy-pack"));
    write(
      "policy-pack/package.json",
      JSON.stringify({ name: "test-pack", version: "1.0.0", main: "index.js" }),
    );
    write("policy-pack/index.js", pack);
    write("policy-pack/PulumiPolicy.yaml", "runtime: nodejs\n");
  }
  return { directory, remove: () => rmSync(directory, { recursive: true }) };
}

/** The first lines of a program with the provider of an account, as `provider`. */
export const withProvider = `
  import * as aws from "@pulumi/aws";
  import * as pulumi from "@pulumi/pulumi";
  const provider = new aws.Provider("devops", { region: "eu-central-1", allowedAccountIds: ["555555555555"] });
`;
