import assert from "node:assert/strict";
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv/dist/2020";
import type { EngineOptions } from "../../../automation/engine/options";
import type { EngineError, EngineResult } from "../../../automation/engine/result";
import type { Road } from "../road";
import { plantedToken } from "../workplace";

const schema = join(__dirname, "..", "..", "..", "docs", "engine.schema.json");
const fits = new Ajv().compile(JSON.parse(readFileSync(schema, "utf8")) as object);

/** A road as the library is told of it. */
export function optionsOf(road: Road): EngineOptions & { readonly environment: Record<string, string> } {
  const environment = { ...road.workplace["environment"] };
  return { projectDirectory: road.workplace.folder, stack: road.stack, environment };
}

/** The result, once it fits the schema and shows nothing secret. The library looks for `pulumi` on this process's PATH. */
export async function checked(road: Road, run: () => Promise<EngineResult>): Promise<EngineResult> {
  const before = process.env["PATH"];
  process.env["PATH"] = optionsOf(road).environment["PATH"];
  try {
    const result = await run();
    const text = JSON.stringify(result);
    assert.deepEqual([fits(JSON.parse(text)), fits.errors], [true, null]);
    assert.ok(!text.includes(plantedToken), "the token is in the result");
    return result;
  } finally {
    process.env["PATH"] = before;
  }
}

export function doneOf(result: EngineResult): EngineResult {
  assert.equal(result.kind, "done", result.kind === "failure" ? result.error.message : "");
  return result;
}

export function errorOf(result: EngineResult): EngineError {
  assert.equal(result.kind, "failure", JSON.stringify(result.steps));
  return result.error;
}

/** Everything that stands in the cloud, with what is set. */
export function standing(road: Road): unknown {
  return JSON.parse(JSON.stringify(road.cloud.world.everything));
}

/** Adds a role that everybody may assume to the program's copy; gives what takes it away again. */
export function addOpenRole(road: Road, accountId: string): () => void {
  const file = join(road.workplace.folder, "index.ts");
  const text = readFileSync(file, "utf8");
  appendFileSync(
    file,
    `
import { Provider } from "@pulumi/aws";
import { Role } from "@pulumi/aws/iam";
const account = new Provider("open", {
  region: "eu-central-1",
  allowedAccountIds: ["${accountId}"],
  assumeRoles: [{ roleArn: "arn:aws:iam::${accountId}:role/delivery-provisioner" }],
});
const statement = { Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole" };
const assumeRolePolicy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
new Role("open", { name: "open", assumeRolePolicy }, { provider: account });
`,
  );
  return () => writeFileSync(file, text);
}
