import { pipelineProdApproval } from "../../../../policy-pack/policies/pipeline/pipeline-prod-approval";
import { again } from "../../approval-rows/again";
import { boundaries } from "../../approval-rows/boundaries";
import { carriers } from "../../approval-rows/carriers";
import { roleDocuments } from "../../approval-rows/documents";
import { passes } from "../../approval-rows/passes";
import { escalation } from "../../approval-rows/escalation";
import { inTable } from "../../approval-rows/row";
import { prodSteps } from "../../approval-rows/steps";
import { unknowns } from "../../approval-rows/unknowns";
import { worlds } from "../../approval-rows/worlds";
import type { DecisionTable } from "../table";

const rows = [
  passes,
  prodSteps,
  roleDocuments,
  carriers,
  boundaries,
  escalation,
  again,
  unknowns,
  worlds,
].flat();

export const table: DecisionTable = { rule: pipelineProdApproval, rows: rows.map(inTable) };
