import type { Knowledge } from "../../config/knowledge";
import type { HeldGrant } from "../../identities/identities";
import { identitiesOf } from "../../identities/identities";
import type { StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";
import { listed } from "./listing";

/** A policy that is attached by its name and written outside of the stack, or that nobody can name yet. */
export interface Attached {
  readonly grant: HeldGrant;
  /** The attachment. */
  readonly carrier: StackResource;
}

const attachments: ReadonlySet<string> = new Set([
  tokens.roleAttachment,
  tokens.userAttachment,
  tokens.groupAttachment,
  tokens.exclusiveAttachments,
  tokens.attachment,
  tokens.permissionSetManaged,
  tokens.permissionSetCustomer,
  tokens.role,
]);

/** Policies from outside of the stack that resources of it attach; the same to the same holders is named once. */
export function attachedPolicies(stack: Stack, world: Knowledge): readonly Attached[] {
  const seen = new Set<string>();
  return identitiesOf(stack, world).grants.flatMap((grant): readonly Attached[] => {
    const { carrier, managedArn, at, holders } = grant;
    if (!carrier || !attachments.has(carrier.type)) return [];
    if (carrier.type === tokens.role && !at.startsWith("managedPolicyArns")) return [];
    if (managedArn !== undefined && holders.length > 0) {
      const key = [managedArn, ...holders.map(({ urn, label }) => `${urn} ${label}`)].join("\n");
      // An exclusive list names again what an attachment has attached.
      if (seen.has(key)) return [];
      seen.add(key);
    }
    return [{ grant, carrier }];
  });
}

/** Name of one of AWS's own managed policies, with its path: `service-role/AWSLambdaBasicExecutionRole`. */
export function managedName(arn: string): string | undefined {
  return /^arn:aws[a-z-]*:iam::aws:policy\/(.+)$/i.exec(arn)?.[1];
}

export function holdersOf({ grant: { holders } }: Pick<Attached, "grant">): string {
  return holders.length === 0
    ? "whoever it is attached to"
    : listed(holders.map(({ kind, label }) => `${kind} ${label}`));
}
