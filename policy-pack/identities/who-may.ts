import type { Allowance } from "../iam/allowance";
import { allowed } from "../iam/allowance";
import type { Identities } from "./identities";
import type { Principal } from "./principal";

/** What one principal may do to some resource. */
export interface Ability {
  readonly principal: Principal;
  readonly action: string;
  /** Never `no`. */
  readonly answer: Exclude<Allowance, { readonly kind: "no" }>;
}

/**
 * Who may, by its identity policies less its boundary, take one of the actions on something that matches the
 * pattern. Denials without conditions count. Each principal is named once, by the first action that it may take.
 */
export function whoMay(
  { principals }: Identities,
  actions: readonly string[],
  resource: string,
  except: readonly string[] = [],
): readonly Ability[] {
  return principals.flatMap((principal) => mayDo(principal, actions, resource, except) ?? []);
}

/** What a principal may do of these actions; undefined: none of them. */
export function mayDo(
  principal: Principal,
  actions: readonly string[],
  resource: string,
  except: readonly string[] = [],
): Ability | undefined {
  let unclear: Ability | undefined;
  for (const action of actions) {
    const answer = boundedAnswer(principal, action, resource, except);
    if (answer.kind === "yes") return { principal, action, answer };
    if (answer.kind === "unknown") unclear ??= { principal, action, answer };
  }
  return unclear;
}

function boundedAnswer(
  { documents, boundary }: Principal,
  action: string,
  resource: string,
  except: readonly string[],
): Allowance {
  const granted = allowed(documents, action, resource, except);
  if (granted.kind === "no" || boundary.kind !== "known") return granted;
  const within = granted.kind === "yes" ? granted.example : resource;
  const bounded = allowed([boundary.document], action, within, except);
  if (bounded.kind === "no") {
    // The example lies outside of the boundary; another thing that the pattern covers may not.
    const elsewhere =
      granted.kind === "yes" ? allowed([boundary.document], action, resource, except) : bounded;
    return elsewhere.kind === "no"
      ? elsewhere
      : { kind: "unknown", paths: [`boundary of ${boundary.arn ?? "the principal"}`] };
  }
  return bounded.kind === "unknown" && granted.kind === "yes" ? bounded : granted;
}
