import { actionInfo, expandActions, knownService } from "../../iam/actions";
import type { Statement } from "../../iam/document";
import { hasWildcard } from "../../iam/glob";
import { shown } from "./listing";
import type { Flaw } from "./lint-flaws";
import words from "./service-words.json";

const services: ReadonlySet<string> = new Set(words.services.split(" "));

/**
 * Actions and patterns of actions that stand for nothing.
 * @param known what was found out of other statements of the document.
 */
export function flawsOfActions({ actions, path }: Statement, known: Map<string, boolean>): readonly Flaw[] {
  const stands = (action: string) => {
    const found = known.get(action) ?? standsForSomething(action);
    known.set(action, found);
    return found;
  };
  return actions.patterns
    .filter((action) => !stands(action))
    .map((action) => ({ kind: "action", text: shown(action), path }));
}

/** Actions of a service that is known by name alone are taken as they are. */
function standsForSomething(action: string): boolean {
  if (action === "*") return true;
  const colon = action.indexOf(":");
  if (colon < 0) return false;
  const service = action.slice(0, colon);
  if (hasWildcard(service)) return true;
  if (!knownService(service)) return services.has(service);
  return hasWildcard(action) ? expandActions(action).actions.length > 0 : actionInfo(action) !== undefined;
}
