import type { Rule } from "./finding";
import { problem } from "./finding";
import { echo } from "./echo";

/** Rules of Scan that no waiver covers: what they find would change a target without being in the report. */
export const rulesWithoutWaiver: readonly string[] = ["nested-stack", "transform"];

export const waiversCanCover: Rule = ({ scan }) =>
  (scan?.waivers ?? []).flatMap((waiver, index) =>
    waiver?.rule !== undefined && rulesWithoutWaiver.includes(waiver.rule)
      ? [
          problem({
            path: `delivery:scan.waivers[${index}].rule`,
            got: echo(waiver.rule),
            allowed: `a rule of Scan other than ${rulesWithoutWaiver.join(" and ")}: no report could show what is let through`,
            fix: "remove the waiver, and make the application's stacks without it",
          }),
        ]
      : [],
  );

/** A waiver counts to the end of its last day, in UTC. */
export const waiversHaveNotPassed: Rule = ({ scan }, today) => {
  const day = today.toISOString().slice(0, 10);
  return (scan?.waivers ?? []).flatMap((waiver, index) =>
    waiver?.expires !== undefined && waiver.expires < day
      ? [
          problem({
            path: `delivery:scan.waivers[${index}].expires`,
            got: `${echo(waiver.expires)}, which has passed`,
            allowed: `a day from ${day} on`,
            fix: `correct the finding and remove the waiver, or have ${waiver.owner ?? "its owner"} decide again`,
          }),
        ]
      : [],
  );
};
