import { z } from "zod";
import type { Branch } from "../../emulator/tree";
import { findingSchema } from "../rehearsal/result";

/**
 * The results of `preview`, `up` and `destroy`, as `--json` writes them. docs/engine.schema.json is generated
 * from here. A secret is shown as `[secret]`, an output that only an update can know as `[unknown]`.
 */
export const operations = [
  "create",
  "update",
  "replace",
  "delete",
  "import",
  "read",
  "refresh",
  "retain",
  "discard",
] as const;

/** Why a run did not do what was asked; what each means and what to do is in docs/automation.md. */
export const errorCodes = [
  "wrong-settings",
  "cli-missing",
  "cli-too-old",
  "stack-missing",
  "policy-pack",
  "policy-violation",
  "plan-unreadable",
  "plan-not-kept",
  "protected-resources",
  "concurrent-update",
  "credentials",
  "aborted",
  "engine",
] as const;

const stepSchema = z.strictObject({
  urn: z.string(),
  type: z.string().describe("Pulumi's type token."),
  operation: z
    .enum(operations)
    .describe(
      "`retain`: leaves the state and stays where it is. `discard`: was only read and leaves the state. " +
        "`read` and `refresh`: it could not be looked at. A replacement is one step.",
    ),
  outcome: z
    .enum(["planned", "done", "failed", "unfinished"])
    .describe(
      "`planned`: a preview. `unfinished`: begun, and its end was not seen; `pulumi refresh` finds out.",
    ),
  changed: z.array(z.string()).describe("Properties that an update or a replacement changes."),
});

const policySchema = z.strictObject({
  name: z.string(),
  outcome: z
    .enum(["pass", "violation", "undetermined"])
    .describe("The worst of what was found. `undetermined`: what decides is not known before an update."),
  findings: z.array(findingSchema),
});

const messageSchema = z.strictObject({
  severity: z.enum(["info", "warning", "error"]),
  message: z.string(),
  urn: z.string().nullable().describe("The resource that it is about; null: none."),
});

const errorSchema = z.strictObject({
  code: z.enum(errorCodes),
  message: z.string().describe("What happened, and what to do."),
  urns: z.array(z.string()).describe("The resources at fault, where there are any."),
});

const common = {
  version: z.literal(1).describe("Raised when a field changes its meaning or disappears."),
  operation: z.enum(["preview", "up", "destroy"]),
  stack: z.string(),
  steps: z
    .array(stepSchema)
    .describe("What changes, in the order in which it began. What stays as it is, is only counted."),
  unchanged: z.number().int().nonnegative(),
  policies: z.array(policySchema).describe("Policies that looked at something; none in `destroy`."),
  messages: z.array(messageSchema).describe("What the engine, the providers and the program had to say."),
  outputs: (z.record(z.string(), z.unknown()) as unknown as z.ZodType<Branch>).describe(
    "Outputs of the stack, as far as the run got to know them.",
  ),
  warnings: z.string().describe("What the settings' reader warns of, ready to be printed; empty: nothing."),
  durationMs: z.number().int().nonnegative(),
};

export const engineSchema = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("done"), ...common }),
    z.strictObject({ kind: z.literal("failure"), error: errorSchema, ...common }),
  ])
  .describe("Results of `delivery preview`, `delivery up` and `delivery destroy` with --json.");

export type EngineResult = z.infer<typeof engineSchema>;
export type EngineError = z.infer<typeof errorSchema>;
export type EngineErrorCode = (typeof errorCodes)[number];
export type EngineOperation = EngineResult["operation"];
export type Step = z.infer<typeof stepSchema>;
export type StepOperation = (typeof operations)[number];
export type EnginePolicy = z.infer<typeof policySchema>;
export type EngineMessage = z.infer<typeof messageSchema>;

/** The schema as a document for other tools. */
export function engineJsonSchema(): unknown {
  return z.toJSONSchema(engineSchema);
}
