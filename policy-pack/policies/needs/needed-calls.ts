import type { Knowledge } from "../../config/knowledge";
import type { Principal } from "../../identities/principal";
import { identitiesOf } from "../../identities/identities";
import type { Stack } from "../../stack/stack";
import { bootstrapCalls, bootstrapRole, parameterCalls } from "./bootstrap-calls";
import { buildCalls } from "./build-calls";
import type { Call } from "./call";
import { declaredCalls } from "./declared-calls";

/** An identity that components declare calls for, with all that is called under it. */
export interface NeedyIdentity {
  readonly arn: string;
  /** Absent: the role is neither in the stack nor in the policy config. */
  readonly role?: Principal;
  /** Declared, made by AWS services under the role, or by the CDK CLI under a bootstrap role. */
  readonly calls: readonly Call[];
}

export interface NeededCalls {
  readonly identities: readonly NeedyIdentity[];
  /** Declarations that can't be read. */
  readonly unknown: readonly string[];
}

/** The calls of a stack by identity, as both rules share them. */
export function neededCalls(stack: Stack, world: Knowledge): NeededCalls {
  const identities = identitiesOf(stack, world);
  const { byIdentity, unknown } = stack.once(declaredCalls);
  return {
    unknown,
    identities: [...byIdentity].map(([arn, declared]) => {
      const found = identities.byArn(arn, arn);
      const bootstrap = bootstrapRole(arn);
      const stacks = declared
        .map(({ resource }) => resource)
        .filter((resource) => /:cloudformation:.*:stack\//.test(resource));
      return {
        arn,
        ...(found.kind === "role" ? { role: found.role } : {}),
        calls: [
          ...declared,
          ...(found.kind === "role" ? buildCalls(found.role, stack, world) : []),
          ...(bootstrap ? bootstrapCalls(bootstrap, [...new Set(stacks)]) : []),
          ...(bootstrap?.purpose === "deploy" ? parameterCalls(declared) : []),
        ],
      };
    }),
  };
}
