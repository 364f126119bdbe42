import type { Model } from "../model";
import { flag, list, needed, number, oneOf, text } from "../shape";
import type { Subject } from "../subject";
import { onProject } from "./on-project";

const variables = "GitLab docs: CI/CD variables";
const tokens = "GitLab docs: CI/CD job token allowlist";

export const projectVariable: Model = onProject({
  name: "ProjectVariable",
  source: variables,
  inputs: {
    key: needed(
      text({
        min: 1,
        max: 255,
        matches: /^[A-Za-z0-9_]+$/,
        says: "letters, digits and '_'",
        source: variables,
      }),
    ),
    value: needed(text()),
    description: text({ max: 255, source: variables }),
    environmentScope: text({ min: 1, max: 255, source: variables }),
    variableType: oneOf(["env_var", "file"], variables),
    hidden: flag,
    masked: flag,
    protected: flag,
    raw: flag,
  },
  within: (subject) => {
    const [key, scope] = [subject.text("key"), subject.choice("environmentScope", "*")];
    return key === undefined || scope === undefined ? undefined : `${key}:${scope}`;
  },
  check: judgeMask,
});

/** GitLab can only mask what it can find in a log. The value itself is never shown here. */
function judgeMask(subject: Subject): void {
  if (subject.isTrue("hidden") && subject.isNotTrue("masked"))
    subject.reject("variable-mask", "'hidden' needs 'masked'");
  const value = subject.text("value");
  if (!subject.isTrue("masked") || value === undefined) return;
  if (value.length < 8) subject.reject("variable-mask", "a masked value has at least 8 characters");
  if (/\s/.test(value)) subject.reject("variable-mask", "a masked value is one line without spaces");
}

/** Entries that one project's allowlist takes. */
const allowlistEntries = 200;

export const projectJobTokenScopes: Model = onProject({
  name: "ProjectJobTokenScopes",
  source: tokens,
  inputs: {
    enabled: flag,
    targetGroupIds: list(number({ min: 1 })),
    targetProjectIds: list(number({ min: 1 })),
  },
  check: (subject) => {
    const count = subject.list("targetGroupIds").length + subject.list("targetProjectIds").length;
    if (count > allowlistEntries)
      subject.reject(
        "job-token-scope",
        `the allowlist has ${count} entries; allowed: at most ${allowlistEntries}`,
      );
  },
});
