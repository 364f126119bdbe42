import { z } from "zod";
import type { Branch } from "../../emulator/world";

/**
 * The results of a rehearsal as `--json` writes them. docs/rehearsal.schema.json is generated from here.
 * A secret is shown as `[secret]`, an input that only an update can know as `[unknown]`.
 */
const values = z.record(z.string(), z.unknown()) as unknown as z.ZodType<Branch>;

const place = z.union([
  z
    .strictObject({
      account: z.string().describe("AWS account id, 12 digits."),
      region: z.string().describe("AWS region; `global` for services without one, such as IAM."),
    })
    .describe("A resource of AWS."),
  z.strictObject({ host: z.string() }).describe("A resource of GitLab."),
]);

export const resourceSchema = z.strictObject({
  urn: z.string(),
  type: z.string().describe("Pulumi's type token."),
  name: z.string(),
  parent: z
    .string()
    .nullable()
    .describe("URN of the component or stack it stands under; null for the stack."),
  provider: place.nullable().describe("Where it stands; null for components and the stack."),
  inputs: values.describe("What the program asks for."),
  outputs: values.describe("What the service would make of it, as the emulator computes it."),
  references: z
    .record(z.string(), z.array(z.string()))
    .describe("Input → URNs of the resources it takes its value from; an input that is plain text has none."),
});

export const findingSchema = z.strictObject({
  level: z.enum(["advisory", "mandatory"]),
  message: z.string(),
  urn: z.string().nullable().describe("The resource at fault; null: the stack as a whole."),
});

export const policySchema = z.strictObject({
  name: z.string(),
  level: z.enum(["advisory", "mandatory", "remediate", "disabled"]),
  outcome: z
    .enum(["pass", "violation", "undetermined", "not-applicable"])
    .describe("The worst of what was found. `undetermined`: what decides is not known before an update."),
  reason: z.string().optional().describe("Why a policy does not apply."),
  findings: z.array(findingSchema),
});

export const rejectionSchema = z.strictObject({
  rule: z.string().describe("Name of the rule of the service that was broken."),
  message: z.string(),
  source: z.string().describe("Where the service states the rule."),
  urn: z.string().nullable(),
});

export const stackSchema = z.strictObject({
  verdict: z.enum(["clean", "refused"]).describe("`refused`: exit code 1."),
  resources: z.array(resourceSchema),
  policies: z.array(policySchema),
  assumptions: z
    .array(z.string())
    .describe("What the policies took on trust from the policy config: roles outside of the stack."),
  rejections: z.array(rejectionSchema).describe("What AWS or GitLab would not accept."),
  failure: z.string().nullable().describe("Why the program or the policy pack did not finish."),
  outputs: values.describe("Outputs of the stack, as a preview knows them."),
  durationMs: z.number().int().nonnegative(),
});

export const rehearsalSchema = z
  .strictObject({
    version: z.literal(1).describe("Raised when a field changes its meaning or disappears."),
    stacks: z.record(z.string(), stackSchema).describe("By the stack's name."),
    durationMs: z.number().int().nonnegative(),
  })
  .describe("Results of `delivery rehearse --json`.");

export type RehearsalResult = z.infer<typeof rehearsalSchema>;
export type StackResult = z.infer<typeof stackSchema>;
export type ResourceResult = z.infer<typeof resourceSchema>;
export type PolicyResult = z.infer<typeof policySchema>;
export type PolicyFinding = z.infer<typeof findingSchema>;
export type RejectionResult = z.infer<typeof rejectionSchema>;

/** The schema as a document for other tools. */
export function rehearsalJsonSchema(): unknown {
  return z.toJSONSchema(rehearsalSchema);
}
