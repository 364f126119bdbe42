import type { Rule } from "../../verdict/rule";
import { auditGateEvents } from "./audit-gate-events";
import { eventBusClosed } from "./event-bus-closed";
import { eventStartMinimal } from "./event-start-minimal";
import { logGroups } from "./log-groups";
import { secretCmk } from "./secret-cmk";
import { secretPolicy } from "./secret-policy";
import { secretRotation } from "./secret-rotation";
import { snsCmk } from "./sns-cmk";
import { snsPolicy } from "./sns-policy";
import { snsSubscribers } from "./sns-subscribers";

/** Rows 95 to 104 of the catalogue: topics, events, secrets, logs. */
export const messagesRules: readonly Rule[] = [
  snsCmk,
  snsPolicy,
  snsSubscribers,
  eventBusClosed,
  eventStartMinimal,
  auditGateEvents,
  secretCmk,
  secretRotation,
  secretPolicy,
  logGroups,
];
