/**
 * gitlab-machine-credentials
 *
 * What machines hold of GitLab is little and ends: access tokens have a role below maintainer, an end, and no
 * scope that writes; deploy keys read only, and no protection lets one push; pipelines have no trigger tokens;
 * the job token is taken from this project's own jobs alone, or from listed ones, and does not push.
 *
 * Why: OWASP CICD-SEC-2 and 6. Such a credential is nobody's, is copied, and asks nobody: with the rights of a
 * maintainer it approves, merges, or pushes past the review.
 *
 * Level: the resource's; only that nothing states the job token's scope is seen with all resources.
 *
 * Not seen: credentials that GitLab's pages hand out, deploy tokens, and tokens of people. A setting that nobody
 * states is what GitLab has, which is undetermined; what a token leaves out is as GitLab documents it: the role
 * maintainer.
 *
 * Parameters: `maxDays`: longest life of a token (default: 365), `allowScopes`: scopes that tokens may have
 * beside those that read (default: none), `project`, `projectId`, `guardrails`.
 */
import { worldSchema } from "../../config/parameters";
import { textsOf } from "../../reader/field";
import type { ResourceView } from "../../reader/resource";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule, Setup } from "../../verdict/rule";
import { accessOf } from "../../gitlab/access";
import { capitalized } from "../../verdict/sentence";
import { judgeToken } from "./access-token";
import { countIn } from "../../gitlab/approvals";
import type { BelongingsOf } from "../../gitlab/belongings";
import { onDeliveredProjects } from "./guarded-projects";
import type { DeliveredProject } from "./projects";
import { managedElsewhere } from "../../gitlab/guardrails";
import { isManagedElsewhere } from "./projects";
import { judgeDemanded, projectLabel } from "./settings-of-project";
import { listed, places } from "./words";

const deployKeys = [tokens.deployKey, "gitlab:index/deployKeyEnable:DeployKeyEnable"] as const;
const accessTokens = [tokens.projectToken, tokens.groupToken] as const;

export const gitlabMachineCredentials: Rule = {
  number: 113,
  name: "gitlab-machine-credentials",
  title: "Machines hold little of GitLab, and not for ever",
  description:
    "Access tokens are below maintainer, end and only read; deploy keys only read; there are no trigger tokens; the job token is scoped and does not push.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Give a token a lower role, reading scopes and an end; make deploy keys read-only; remove trigger tokens; close the job token's scope with ProjectJobTokenScopes.",
  parameters: {
    ...worldSchema("project", "projectId", "guardrails"),
    maxDays: {
      type: "integer",
      minimum: 1,
      default: 365,
      description: "Longest life of an access token, in days.",
    },
    allowScopes: {
      type: "array",
      items: { type: "string" },
      default: [],
      description: "Scopes that access tokens may have beside those that read.",
    },
  },
  types: [
    ...accessTokens,
    ...deployKeys,
    tokens.pipelineTrigger,
    tokens.jobTokenScopes,
    tokens.branchProtection,
    tokens.tagProtection,
    tokens.gitlabProject,
  ],
  resource: (resource, setup) =>
    isManagedElsewhere(resource, setup.world)
      ? notApplicable(managedElsewhere)
      : judged(judgeResource(resource, setup)),
  stack: (stack, setup) =>
    onDeliveredProjects(stack, setup, { why, feature: "job tokens", judge: judgeScopes }),
};

const why = "CICD-SEC-2: a machine's credential asks nobody, and is copied without anybody seeing it";

function judgeResource(resource: ResourceView, { parameters, today }: Setup): readonly Finding[] {
  switch (resource.type) {
    case tokens.projectToken:
    case tokens.groupToken:
      return judgeToken(resource, {
        why,
        maxDays: countIn(parameters.at("maxDays")) ?? 365,
        allowScopes: textsOf(parameters.at("allowScopes")).texts,
        today,
      });
    case tokens.pipelineTrigger:
      return [
        {
          kind: "violation",
          urn: resource.urn,
          what: `Trigger token ${resource.name} starts pipelines for whoever holds it.`,
          at: ["description"],
          why,
          fix: "start pipelines with a job token of a listed project, or by a person",
        },
      ];
    case tokens.jobTokenScopes:
      return judgeDemanded(
        resource,
        `scope ${resource.name}`,
        [
          {
            property: "enabled",
            wanted: "true",
            wrong: `The job token's scope ${resource.name} is switched off: jobs of every project get in.`,
          },
        ],
        why,
      );
    case tokens.gitlabProject:
      return judgeDemanded(
        resource,
        projectLabel(resource),
        [
          {
            property: "ciPushRepositoryForJobTokenAllowed",
            wanted: "false",
            wrong: `Jobs of ${projectLabel(resource)} may push with their own token.`,
          },
        ],
        why,
      );
    case tokens.branchProtection:
      return judgeAllowList(resource, "allowedToPushes", "push to branch", "branch");
    case tokens.tagProtection:
      return judgeAllowList(resource, "allowedToCreates", "create tag", "tag");
    default:
      return judgeDeployKey(resource);
  }
}

function judgeDeployKey({ name, urn, properties }: ResourceView): readonly Finding[] {
  const push = properties.at("canPush").text();
  // Left out, the key only reads (GitLab API, deploy keys).
  if (push.kind === "absent" || (push.kind === "known" && push.value.toLowerCase() === "false")) return [];
  const about = { urn, at: ["canPush"], why, fix: "set canPush: false" };
  return [
    push.kind === "known"
      ? { ...about, kind: "violation", what: `Deploy key ${name} may push.` }
      : { ...about, kind: "undetermined", what: `whether deploy key ${name} may push is not known.` },
  ];
}

/** A protection that lets a deploy key in. What of the list can't be read, gitlab-branch-protected says. */
function judgeAllowList(
  { urn, properties }: ResourceView,
  list: string,
  verb: string,
  ref: string,
): readonly Finding[] {
  const entries = properties.at(list).list();
  const keys = (entries.kind === "known" ? entries.value.map(accessOf) : []).flatMap((one) =>
    one.kind === "deploy key" ? [one] : [],
  );
  if (keys.length === 0) return [];
  const name = properties.at(ref).text();
  return [
    {
      kind: "violation",
      urn,
      what: `${capitalized(listed(keys.map(({ who }) => who)))} may ${verb} ${name.kind === "known" ? name.value : "that this protects"}.`,
      at: places(keys.map(({ path }) => path)),
      why,
      fix: `take deploy keys from ${list}`,
    },
  ];
}

/** The job token's scope has to be stated; GitLab closes it for new projects only. */
function judgeScopes(project: DeliveredProject, belongings: BelongingsOf): readonly Finding[] {
  const { label, urn } = project;
  const scopes = belongings(project, tokens.jobTokenScopes);
  if (scopes.some(({ sure }) => sure)) return [];
  return [
    {
      kind: "undetermined",
      urn,
      what: `whether jobs of other projects get into ${label} with their job tokens can't be seen.`,
      at:
        scopes.length > 0
          ? scopes.map(({ resource }) => `${resource.name}.project`)
          : [tokens.jobTokenScopes],
      why,
      fix: "state it with ProjectJobTokenScopes: enabled true, and the projects and groups that get in",
    },
  ];
}
