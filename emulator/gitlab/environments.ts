import { dashed } from "../autoname";
import type { Model } from "../model";
import { flag, needed, number, oneOf, optional, text } from "../shape";
import { accessEntries, judgeEntries } from "./access";
import { onProject } from "./on-project";
import { needsTier } from "./tier";

const environments = "GitLab API: environments";
const protection = "GitLab API: protected environments";

const environmentName = text({
  min: 1,
  max: 255,
  matches: /^[A-Za-z0-9_/${}. -]*[A-Za-z0-9_${}. -]$/,
  says: "letters, digits, spaces and -_/${}., not ending in '/'",
  source: environments,
});

export const projectEnvironment: Model = onProject({
  name: "ProjectEnvironment",
  source: environments,
  inputs: {
    name: environmentName,
    tier: oneOf(["production", "staging", "testing", "development", "other"], environments),
    autoStopSetting: oneOf(["always", "with_action"], environments),
    clusterAgentId: number({ min: 1 }),
    externalUrl: text({ matches: /^https?:\/\/\S+$/, says: "a URL", source: environments }),
    ...optional(text(), "description", "fluxResourcePath", "kubernetesNamespace"),
    stopBeforeDestroy: flag,
  },
  autoname: { input: "name", make: dashed },
  within: (subject) => subject.text("name"),
  outputs: (subject) => ({
    slug: (subject.text("name") ?? "")
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .slice(0, 24),
    state: "available",
    createdAt: "2026-01-01T00:00:00Z",
    updatedAt: "2026-01-01T00:00:00Z",
    autoStopAt: "",
  }),
});

const levels = ["developer", "maintainer"];
const rule = { id: number({ min: 1 }), groupInheritanceType: number({ oneOf: [0, 1] }) };

export const projectProtectedEnvironment: Model = onProject({
  name: "ProjectProtectedEnvironment",
  source: protection,
  inputs: {
    environment: needed(environmentName),
    deployAccessLevelsAttributes: accessEntries(levels, rule),
    approvalRules: accessEntries(levels, {
      ...rule,
      requiredApprovals: number({ min: 1, source: protection }),
    }),
  },
  within: (subject) => subject.text("environment"),
  check: (subject, project) => {
    needsTier(subject, project, "premium", "a protected environment");
    if (subject.isMissing("deployAccessLevelsAttributes"))
      subject.reject(
        "deploy-access",
        "'deployAccessLevelsAttributes' is missing; somebody must be able to deploy",
      );
    for (const input of ["deployAccessLevelsAttributes", "approvalRules"])
      judgeEntries(subject, project, input, protection);
  },
});
