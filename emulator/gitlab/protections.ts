import { fingerprint } from "../fingerprint";
import type { Model } from "../model";
import { flag, needed, number, oneOf, text } from "../shape";
import { accessEntries, accessLevels, judgeEntries } from "./access";
import { onProject } from "./on-project";
import type { Tree } from "../tree";
import { at, isGiven } from "../tree";
import { needsTier } from "./tier";

const deployKey = { deployKeyId: number({ min: 1 }) };
const branches = "GitLab API: protected branches";
const tags = "GitLab API: protected tags";

export const branchProtection: Model = onProject({
  name: "BranchProtection",
  source: branches,
  inputs: {
    branch: needed(text({ min: 1, max: 255, source: branches })),
    allowForcePush: flag,
    allowedToMerges: accessEntries(accessLevels),
    allowedToPushes: accessEntries(accessLevels, deployKey),
    allowedToUnprotects: accessEntries(["developer", "maintainer", "admin"]),
    codeOwnerApprovalRequired: flag,
    mergeAccessLevel: oneOf(accessLevels, branches),
    pushAccessLevel: oneOf(accessLevels, branches),
  },
  within: (subject) => subject.text("branch"),
  check: (subject, project) => {
    for (const input of ["mergeAccessLevel", "pushAccessLevel"])
      if (subject.account === "gitlab.com" && subject.text(input) !== undefined)
        subject.reject(
          "enterprise-access-lists",
          `'${input}' is for GitLab Community Edition; gitlab.com is Enterprise in every tier and takes ${
            input === "pushAccessLevel" ? "'allowedToPushes'" : "'allowedToMerges'"
          }`,
          "GitLab provider: gitlab_branch_protection",
        );
    if (subject.isTrue("codeOwnerApprovalRequired"))
      needsTier(subject, project, "premium", "'codeOwnerApprovalRequired'");
    for (const input of ["allowedToMerges", "allowedToPushes", "allowedToUnprotects"]) {
      // Roles may be listed in any tier; users and groups may not, nor who lifts a protection.
      const paid = (entry: Tree) =>
        input === "allowedToUnprotects" || isGiven(at(entry, "userId")) || isGiven(at(entry, "groupId"));
      if (subject.list(input).some(paid)) needsTier(subject, project, "premium", `'${input}'`);
      judgeEntries(subject, project, input, branches);
    }
  },
  outputs: (subject) => ({ branchProtectionId: numberFrom(subject.registration.urn) }),
});

export const tagProtection: Model = onProject({
  name: "TagProtection",
  source: tags,
  inputs: {
    tag: needed(text({ min: 1, max: 255, source: tags })),
    createAccessLevel: oneOf(accessLevels, tags),
    allowedToCreates: accessEntries(accessLevels, deployKey),
  },
  within: (subject) => subject.text("tag"),
  check: (subject, project) => {
    if (subject.list("allowedToCreates").length > 0)
      needsTier(subject, project, "premium", "'allowedToCreates'");
    judgeEntries(subject, project, "allowedToCreates", tags);
  },
});

/** A number as GitLab gives one, always the same for the same resource. */
function numberFrom(urn: string): number {
  return Number.parseInt(fingerprint(7, urn), 16);
}
