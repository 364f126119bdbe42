import type { Rule } from "./finding";
import { approversArePeople } from "./rules-approvers";
import { connectionHasOneForm, connectionIsAtHome, hostFitsGitLab } from "./rules-connection";
import {
  accountsAreUnique,
  approvalsAreTold,
  kindsAreInOrder,
  namesAreUnique,
  productionIsGated,
  qualifierIsOwn,
  targetsHaveOneStatus,
} from "./rules-environments";
import {
  deployersAreNotReviewers,
  gitlabComHasNoOtherName,
  issuerHasNoPort,
  mergeRequestPlanHasSomethingToRead,
  projectIsAPath,
  secretIsNamedNotPasted,
  tierCanEnforce,
  triggerFitsBranch,
} from "./rules-gitlab";
import { gatedEnvironmentsHaveTwoGroups } from "./rules-review";
import { pipelineRegionHasGitLab, targetRegionsExist } from "./rules-region";
import { stackNamesAreOwn } from "./rules-stacks";
import { waiversCanCover, waiversHaveNotPassed } from "./rules-waivers";

/** Every rule between settings, and every one that a schema cannot say well. */
export const settingsRules: readonly Rule[] = [
  gitlabComHasNoOtherName,
  issuerHasNoPort,
  projectIsAPath,
  deployersAreNotReviewers,
  gatedEnvironmentsHaveTwoGroups,
  tierCanEnforce,
  secretIsNamedNotPasted,
  mergeRequestPlanHasSomethingToRead,
  triggerFitsBranch,
  connectionHasOneForm,
  connectionIsAtHome,
  hostFitsGitLab,
  pipelineRegionHasGitLab,
  targetRegionsExist,
  namesAreUnique,
  accountsAreUnique,
  kindsAreInOrder,
  productionIsGated,
  approvalsAreTold,
  targetsHaveOneStatus,
  stackNamesAreOwn,
  approversArePeople,
  qualifierIsOwn,
  waiversCanCover,
  waiversHaveNotPassed,
];
