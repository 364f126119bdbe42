/**
 * iam-session-limits
 *
 * Sessions of a role that deploys, and of a break-glass role, end after an hour: `maxSessionDuration` is at most
 * `maxSeconds`. AWS's default is an hour.
 *
 * Why: a stolen session works until it ends; no step of a delivery needs one for half a day. OWASP CICD-SEC-2.
 *
 * Which roles: those that CodePipeline, CodeBuild or CloudFormation act as, those that stand in a target's account,
 * and those with the tag `delivery:break-glass`.
 *
 * Level: the resource's, so that it is said before the role exists. Advisory: it bounds the harm, and opens nothing.
 *
 * Not seen: a shorter limit that the caller sets itself.
 *
 * Parameters: `maxSeconds` (default: 3600); `accounts` and `devopsAccount` (default: those of the settings).
 */
import { worldSchema } from "../../config/parameters";
import { readDocument } from "../../iam/document";
import { accountOfProvider } from "../../reader/provider-account";
import type { ResourceView } from "../../reader/resource";
import { tokens } from "../../stack/tokens";
import type { Finding, Verdict } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule, Setup } from "../../verdict/rule";
import { labelOf } from "./road-roles";
import { serviceOfRoad } from "./road-services";

const hour = 3600;

export const iamSessionLimits: Rule = {
  number: 54,
  name: "iam-session-limits",
  title: "Sessions of roles that deploy are short",
  description: "maxSessionDuration of deploy and break-glass roles is within the limit.",
  severity: "low",
  level: "advisory",
  onUnknown: "advisory",
  remediation: "Set maxSessionDuration to 3600, or leave it out.",
  parameters: {
    ...worldSchema("accounts", "devopsAccount"),
    maxSeconds: {
      type: "integer",
      minimum: hour,
      maximum: 12 * hour,
      default: hour,
      description: "Longest session of a role that deploys, in seconds.",
    },
  },
  types: [tokens.role],
  resource: judgeRole,
};

const why = "CICD-SEC-2: a stolen session works until it ends";

function judgeRole(role: ResourceView, setup: Setup): Verdict {
  const reading = role.properties.at("maxSessionDuration").text();
  // Nobody set it: AWS ends sessions after an hour.
  if (reading.kind === "absent") return judged([]);
  const limit = limitOf(setup);
  const seconds = reading.kind === "known" ? Number(reading.value) : NaN;
  if (seconds <= limit) return judged([]);
  const purpose = purposeOf(role, setup);
  if (purpose === undefined) return notApplicable("it deploys nothing and is no break-glass role");
  const name = labelOf(role);
  const about = { urn: role.urn, at: ["maxSessionDuration"], why };
  const fix = `set maxSessionDuration to ${limit} or less`;
  const finding: Finding =
    Number.isFinite(seconds) && purpose !== "unknown"
      ? {
          ...about,
          kind: "violation",
          what: `Sessions of role ${name}, ${purpose}, may last ${seconds} seconds, more than ${limit}.`,
          fix,
        }
      : {
          ...about,
          kind: "undetermined",
          what: Number.isFinite(seconds)
            ? `whether role ${name}, whose sessions may last ${seconds} seconds, deploys anything can't be seen.`
            : `how long sessions of role ${name} may last is not known yet.`,
          fix: `${fix}, as a literal`,
        };
  return judged([finding]);
}

function limitOf({ parameters }: Setup): number {
  const reading = parameters.at("maxSeconds").text();
  const given = reading.kind === "known" ? Number(reading.value) : NaN;
  return Number.isFinite(given) ? given : hour;
}

/** Why a role is short-lived; `unknown` where nobody can tell; undefined: it needn't be. */
function purposeOf(role: ResourceView, { world }: Setup): string | undefined {
  if (!role.properties.at("tags").at("delivery:break-glass").isAbsent()) return "a break-glass role";
  const trust = readDocument(role.properties.at("assumeRolePolicy"), "trust");
  const service = serviceOfRoad(trust);
  if (service !== undefined) return `which ${service} acts as`;
  const account = accountOfProvider(role.provider);
  const { accounts, devopsAccount } = world;
  if (account.kind === "known" && accounts.kind === "known" && devopsAccount.kind === "known") {
    const isTarget = accounts.value.includes(account.value) && account.value !== devopsAccount.value;
    if (isTarget) return `which stands in target account ${account.value}`;
    return trust.unknown.length > 0 ? "unknown" : undefined;
  }
  return "unknown";
}
