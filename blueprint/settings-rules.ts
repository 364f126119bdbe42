import type { Rule } from "./settings-finding";
import { approversArePeople } from "./settings-rules-approvers";
import { connectionHasOneForm, connectionIsAtHome, hostFitsGitLab } from "./settings-rules-connection";
import {
  accountsAreUnique,
  kindsAreInOrder,
  namesAreUnique,
  productionIsGated,
  qualifierIsOwn,
  targetsHaveOneStatus,
} from "./settings-rules-environments";
import {
  deployersAreNotReviewers,
  gitlabComHasNoOtherName,
  issuerHasNoPort,
  mergeRequestPlanHasSomethingToRead,
  projectIsAPath,
  secretIsNamedNotPasted,
  tierCanEnforce,
  triggerFitsBranch,
} from "./settings-rules-gitlab";
import { pipelineRegionHasGitLab, targetRegionsExist } from "./settings-rules-region";
import { waiversHaveNotPassed } from "./settings-rules-waivers";

/** Every rule between settings, and every one that a schema cannot say well. */
export const settingsRules: readonly Rule[] = [
  gitlabComHasNoOtherName,
  issuerHasNoPort,
  projectIsAPath,
  deployersAreNotReviewers,
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
  targetsHaveOneStatus,
  approversArePeople,
  qualifierIsOwn,
  waiversHaveNotPassed,
];
