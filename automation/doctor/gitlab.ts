import type { Settings, Tier } from "../../blueprint/settings";
import type { ServiceFailure } from "../accounts/service-failure";
import { isFailure } from "../accounts/service-failure";
import { checkRepository } from "../connect/repository-check";
import type { GitLabAccess, GitLabRecord } from "../gitlab/gitlab-api";
import { readOne } from "../gitlab/gitlab-api";
import type { DoctorLine } from "./line";
import { lines } from "./line";

const { ok, warning, fault, notChecked } = lines("gitlab");

/** Token, project and branch, role and tier, as GitLab shows them to the token of Pulumi. */
export async function gitlabLines(
  settings: Settings,
  access: GitLabAccess | undefined,
  now: Date,
): Promise<readonly DoctorLine[]> {
  if (access === undefined) {
    const fix = "set GITLAB_TOKEN, which pulumi up needs as well";
    return [warning(settings.gitlab.url, "not checked: there is no token", fix)];
  }
  return Promise.all([
    tokenLine(access, now),
    projectLine(settings, access),
    roleLine(settings, access),
    tierLine(settings, access),
  ]);
}

async function tokenLine(access: GitLabAccess, now: Date): Promise<DoctorLine> {
  const token = await readOne(access, "/personal_access_tokens/self", "reading the token's own entry");
  if (isFailure(token)) return rejected("token", token);
  const scopes = Array.isArray(token["scopes"]) ? token["scopes"].map(String) : [];
  if (!scopes.includes("api"))
    return fault("token", `has the scopes ${scopes.join(", ") || "(none)"}`, "make one with the scope api");
  const ends = token["expires_at"];
  if (typeof ends !== "string") return warning("token", "never expires", "make one with an expiry date");
  const days = Math.floor((Date.parse(`${ends}T00:00:00Z`) - now.getTime()) / 86_400_000);
  return days < 14
    ? warning("token", `expires on ${ends}`, "make a new one in time: 'Rotate' in docs/operations.md")
    : ok("token", `scope api, expires on ${ends}`);
}

async function projectLine(settings: Settings, access: GitLabAccess): Promise<DoctorLine> {
  const { project } = settings.gitlab;
  const check = await checkRepository(settings, access);
  switch (check.kind) {
    case "named-right":
      return ok(project, check.message);
    case "named-wrong":
      return fault(project, check.message, check.fix);
    case "not-checked":
      return warning(project, `not checked: ${check.message}`, check.fix);
    default:
      return check satisfies never;
  }
}

const owner = 50;

async function roleLine({ gitlab }: Settings, access: GitLabAccess): Promise<DoctorLine> {
  const subject = "role of the token's user";
  const user = await readOne(access, "/user", "reading the token's user");
  if (isFailure(user)) return rejected(subject, user);
  const path = `/projects/${gitlab.projectId}/members/all/${String(user["id"])}`;
  const member = await readOne(access, path, "reading the user's membership");
  const fix = `make ${String(user["username"])} Owner of ${gitlab.project}`;
  if (isFailure(member))
    return member.code === "not-found"
      ? fault(subject, "is no member of the project", fix)
      : rejected(subject, member);
  const level = Number(member["access_level"]);
  return level >= owner
    ? ok(subject, "Owner")
    : fault(subject, `access level ${level}, and Owner is ${owner}`, fix);
}

/** Plans as GitLab.com names them, with former names and trials. */
const tierOfPlan: Readonly<Record<string, Tier>> = {
  free: "free",
  premium: "premium",
  silver: "premium",
  premium_trial: "premium",
  ultimate: "ultimate",
  gold: "ultimate",
  ultimate_trial: "ultimate",
  opensource: "ultimate",
};

const tiers: readonly Tier[] = ["free", "premium", "ultimate"];

async function tierLine({ gitlab }: Settings, access: GitLabAccess): Promise<DoctorLine> {
  const [group = ""] = gitlab.project.split("/");
  const namespace = await readOne(
    access,
    `/namespaces/${encodeURIComponent(group)}`,
    `reading the group ${group}`,
  );
  const byHand = `look at the subscription of ${group}; the settings say ${gitlab.tier}`;
  if (isFailure(namespace))
    return namespace.code === "not-found"
      ? warning("tier", "not shown to this token", byHand)
      : rejected("tier", namespace);
  const tier = planOf(namespace);
  if (tier === undefined) return warning("tier", "not shown to this token", byHand);
  if (tier === gitlab.tier) return ok("tier", tier);
  const [has, said] = [tiers.indexOf(tier), tiers.indexOf(gitlab.tier)];
  return has < said
    ? fault(
        "tier",
        `${tier}, and the settings say ${gitlab.tier}`,
        `set gitlab.tier to ${tier}: the rest is not enforced`,
      )
    : warning(
        "tier",
        `${tier}, and the settings say ${gitlab.tier}`,
        `set gitlab.tier to ${tier}: GitLab can enforce more`,
      );
}

/** Only owners of a group see its plan. */
function planOf({ plan }: GitLabRecord): Tier | undefined {
  return typeof plan === "string" ? tierOfPlan[plan] : undefined;
}

/** A token that GitLab does not take is a fault: pulumi up would fail with it, too. */
function rejected(subject: string, failed: ServiceFailure): DoctorLine {
  return failed.code === "no-credentials"
    ? fault(subject, failed.message, failed.fix)
    : notChecked(subject, failed);
}
