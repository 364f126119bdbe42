import { serviceNames } from "../../config/application-services";
import type { Knowledge } from "../../config/knowledge";
import type { Statement } from "../../iam/document";
import type { Principal } from "../../identities/principal";

/**
 * Whether a principal is a CloudFormation execution role: a role that trusts CloudFormation and nobody else, and
 * carries a boundary.
 */
export function isExecutionRole({ kind, trust, boundary }: Principal): boolean {
  if (kind !== "role" || !trust || trust.unknown.length > 0 || boundary.kind === "none") return false;
  const allows = trust.statements.filter(({ effect }) => effect === "Allow");
  return (
    allows.length > 0 &&
    allows.every(
      ({ principals }) =>
        principals !== undefined &&
        !principals.negated &&
        principals.unknown.length === 0 &&
        principals.entries.length > 0 &&
        principals.entries.every(
          ({ kind: whose, value }) => whose === "Service" && value === "cloudformation.amazonaws.com",
        ),
    )
  );
}

/**
 * Prefixes of the services that the application uses, by the settings. It is an execution role's work to manage
 * everything of them. Empty where nobody says which they are.
 */
export function managedServices({ services }: Knowledge): ReadonlySet<string> {
  if (services.kind !== "known") return new Set();
  return new Set(
    services.value.flatMap((service) => {
      const { own, beside } = serviceNames(service);
      return [...own, ...beside];
    }),
  );
}

/** Whether all actions of a statement are of these services. */
export function isOfServices({ actions }: Statement, services: ReadonlySet<string>): boolean {
  return (
    !actions.negated &&
    actions.unknown.length === 0 &&
    actions.patterns.length > 0 &&
    actions.patterns.every((action) => services.has(action.split(":", 1)[0] ?? ""))
  );
}
