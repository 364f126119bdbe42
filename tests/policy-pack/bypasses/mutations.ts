import { approvers } from "./mutations/approvers";
import { escalation } from "./mutations/escalation";
import { gitlab } from "./mutations/gitlab";
import type { Mutations } from "./mutations/mutations";
import { pack } from "./mutations/pack";
import { pipelineOrder } from "./mutations/pipeline-order";
import { schedules } from "./mutations/schedules";
import { secondPipelines } from "./mutations/second-pipeline";
import { sharing } from "./mutations/sharing";
import { stages } from "./mutations/stages";
import { starts } from "./mutations/starts";
import { storage } from "./mutations/storage";
import { trust } from "./mutations/trust";
import { ungatedSteps } from "./mutations/ungated-steps";

/** The edits that the table of bypasses describes. */
export const mutations: Mutations = {
  ...approvers,
  ...escalation,
  ...gitlab,
  ...pack,
  ...pipelineOrder,
  ...schedules,
  ...secondPipelines,
  ...sharing,
  ...stages,
  ...starts,
  ...storage,
  ...trust,
  ...ungatedSteps,
};
