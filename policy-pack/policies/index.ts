import type { Rule } from "../verdict/rule";
import { pipelineProdApproval } from "./pipeline-prod-approval";
import { providerAccountAllowlist } from "./provider-account-allowlist";

/** The catalogue, in its order. */
export const rules: readonly Rule[] = [pipelineProdApproval, providerAccountAllowlist];
