import type { Reach } from "../../graph/reach";
import type { Principal } from "../../identities/principal";
import type { Caller } from "./callers";
import { callersOf } from "./callers";
import { trustOf } from "./carried-policy";
import type { GatedCallers } from "./gated-callers";

/** What a role can do to production. */
export interface Power {
  readonly reach: Reach;
  /** What counts where a service of AWS takes it: what it can do beside an application's own data. */
  readonly forServices: Reach;
}

/**
 * The roles whose trust has to be held against the gate: those that can change production, and those inside of
 * production that one of them trusts. The provisioner, and roles for emergencies that are in force, are answered for
 * elsewhere.
 */
export function judgedRoles(
  callers: GatedCallers,
  powerOf: (role: Principal) => Power,
): ReadonlyMap<Principal, Power> {
  const found = new Map<Principal, Power>();
  const changed: Principal[] = [];
  const note = (role: Principal, power: Power) => {
    const known = found.get(role);
    if (callers.isProvisioner(role) || callers.isEmergency(role)) return;
    if (known && certainty(known.forServices) >= certainty(power.forServices)) return;
    // A role that an application runs under counts in full once a stronger one trusts it.
    found.set(role, known ? { ...known, forServices: power.forServices } : power);
    changed.push(role);
  };
  for (const role of callers.identities.roles) {
    const power = powerOf(role);
    if (power.reach.kind !== "none") note(role, power);
  }
  for (const role of changed) {
    const power = found.get(role);
    if (!power) continue;
    for (const caller of callersOf(trustOf(role), callers.identities))
      if (isChain(caller, role, callers.production))
        note(caller.role, { reach: power.reach, forServices: power.forServices });
  }
  return found;
}

function certainty({ kind }: Reach): number {
  return ["none", "unknown", "production"].indexOf(kind);
}

/** A role that trusts another one of production, and both stand there. */
export function isChain(
  caller: Caller,
  role: Principal,
  accounts: readonly string[],
): caller is Extract<Caller, { kind: "role" }> {
  return caller.kind === "role" && [caller.role, role].every((one) => standsIn(one, accounts));
}

export function standsIn({ accountId }: Principal, accounts: readonly string[]): boolean {
  return accountId.kind === "known" && accounts.includes(accountId.value);
}
