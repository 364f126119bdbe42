/**
 * gitlab-push-rules
 *
 * GitLab takes only signed commits, pushed by their own committer, and refuses files that look like secrets; with
 * Ultimate it also looks for secrets in what is pushed.
 *
 * Why: SLSA source L2. Without signature and committer check anybody can push in another's name, and a secret
 * that was pushed once is in every clone.
 *
 * Level: the stack's; push rules stand beside the project or in it. The catalogue only advises this row.
 *
 * Not seen: push rules of the group or instance. With the tier Free GitLab has no push rules: not applicable;
 * below Ultimate secret push protection is not asked for.
 *
 * Parameters: `project`, `projectId`, `tier`, `guardrails`.
 */
import { worldSchema } from "../../config/parameters";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import type { Rule, Setup } from "../../verdict/rule";
import type { BelongingsOf } from "../../gitlab/belongings";
import { onDeliveredProjects } from "./guarded-projects";
import type { DeliveredProject } from "./projects";
import type { Demanded } from "./settings-of-project";
import { judgeDemanded } from "./settings-of-project";
import { hasTier } from "./tier";
import { places } from "./words";

export const gitlabPushRules: Rule = {
  number: 109,
  name: "gitlab-push-rules",
  title: "Pushes are signed, by their committer, and without secrets",
  description:
    "Push rules refuse unsigned commits, commits of others and files that look like secrets; with Ultimate pushes are searched for secrets.",
  severity: "medium",
  level: "advisory",
  onUnknown: "advisory",
  remediation:
    "Set rejectUnsignedCommits, commitCommitterCheck and preventSecrets in ProjectPushRules, and preReceiveSecretDetectionEnabled on the project.",
  parameters: worldSchema("project", "projectId", "tier", "guardrails"),
  stack: (stack, setup) =>
    onDeliveredProjects(stack, setup, {
      why,
      from: "premium",
      feature: "push rules",
      judge: (project, belongings) => [
        ...judgeRules(project, belongings),
        ...judgeDetection(project, stack, setup),
      ],
    }),
};

const why =
  "SLSA source L2: anybody could push in another's name, and a secret once pushed is in every clone";

function demanded(label: string): readonly Demanded[] {
  return [
    {
      property: "rejectUnsignedCommits",
      wanted: "true",
      wrong: `Project ${label} takes commits that nobody signed.`,
    },
    {
      property: "commitCommitterCheck",
      wanted: "true",
      wrong: `Project ${label} takes commits in the name of others than who pushes them.`,
    },
    {
      property: "preventSecrets",
      wanted: "true",
      wrong: `Project ${label} takes files that look like secrets.`,
    },
  ];
}

function judgeRules(project: DeliveredProject, belongings: BelongingsOf): readonly Finding[] {
  const { label, resource, urn } = project;
  const all = belongings(project, tokens.pushRules);
  const own = all.filter(({ sure }) => sure);
  if (own.length > 0)
    return own.flatMap(({ resource: rules }) => judgeDemanded(rules, label, demanded(label), why));
  const inside = resource?.properties.at("pushRules");
  if (resource && inside?.entries().kind === "known")
    return judgeDemanded({ ...view(resource), properties: inside }, label, demanded(label), why);
  const unseen = [
    ...all.map((one) => `${one.resource.name}.project`),
    ...(inside?.entries().kind === "unknown" ? ["pushRules"] : []),
  ];
  return [
    unseen.length > 0
      ? {
          kind: "undetermined",
          urn,
          what: `which pushes ${label} refuses can't be seen.`,
          at: places(unseen),
          why,
          fix: "state the push rules with ProjectPushRules, and their project as a literal",
        }
      : {
          kind: "violation",
          urn,
          what: `Nothing in this stack gives ${label} push rules.`,
          at: [tokens.pushRules],
          why,
          fix: "add ProjectPushRules with rejectUnsignedCommits, commitCommitterCheck and preventSecrets",
        },
  ];
}

function view({ type, name, urn, options }: NonNullable<DeliveredProject["resource"]>) {
  return { type, name, urn, options };
}

function judgeDetection(
  { label, resource, urn }: DeliveredProject,
  stack: Stack,
  { world }: Setup,
): readonly Finding[] {
  const property = "preReceiveSecretDetectionEnabled";
  const tier = hasTier("ultimate", stack, world);
  const value = resource?.properties.at(property).text();
  const isOn = value?.kind === "known" && value.value.toLowerCase() === "true";
  if (tier.kind === "no" || (tier.kind === "unknown" && isOn)) return [];
  if (tier.kind === "yes" && resource)
    return judgeDemanded(
      resource,
      label,
      [{ property, wanted: "true", wrong: `Pushes to ${label} are not searched for secrets.` }],
      why,
    );
  return [
    {
      kind: "undetermined",
      urn,
      what: `whether pushes to ${label} are searched for secrets can't be seen.`,
      at: [tier.kind === "unknown" ? tier.path : property],
      why,
      fix:
        tier.kind === "unknown"
          ? "state tier in the settings (delivery:gitlab) or in this policy's config; only Ultimate can"
          : `manage the project in this stack, with ${property}: true`,
    },
  ];
}
