import type { Rule } from "./finding";
import { problem } from "./finding";
import { echo } from "./echo";

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
