import type { Finding } from "../verdict/finding";
import { openingsFor } from "./openings";
import type { ResourcePolicy } from "./resource-policy";
import { statementName, unseen } from "./resource-policy";
import { strangersTo } from "./visitors";

/** What a policy lets anybody do who is of no account that it names. */
export function judgeStrangers(
  policy: ResourcePolicy,
  actions: string,
  { anonymous, why, fix }: { readonly anonymous: boolean; readonly why: string; readonly fix: string },
): readonly Finding[] {
  const { document, urn, label } = policy;
  const strangers = strangersTo(document, anonymous);
  const { found, unknown } = openingsFor(document, strangers.visitors, actions);
  if (found.length > 0)
    return found.map(({ statement, action }) => ({
      kind: "violation",
      urn,
      what: `In ${label}, ${statementName(statement)} lets anybody call ${action}.`,
      at: [statement.path],
      why,
      fix,
    }));
  const unclear = [...unknown, ...(document.statements.length > 0 ? strangers.unknown : [])];
  return unclear.length > 0 ? [unseen(policy, "lets strangers in", unclear, why)] : [];
}
