import type { Branch } from "./tree";

/** Where a resource's provider puts it. */
export type Place =
  | {
      readonly kind: "aws";
      /** The one account that the provider allows; undefined where it names none. */
      readonly accountId: string | undefined;
      readonly region: string | undefined;
      readonly isDefault: boolean;
    }
  | { readonly kind: "gitlab"; readonly host: string; readonly isDefault: boolean };

/** A resource as a program registers it. */
export interface Registration {
  readonly stack: string;
  readonly urn: string;
  /** Type token, e.g. `aws:iam/role:Role`. */
  readonly type: string;
  readonly name: string;
  readonly inputs: Branch;
  /** Undefined: a component, which no service knows. */
  readonly place: Place | undefined;
  /** Id of what exists already and is taken into the stack. */
  readonly importId?: string;
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
}

/** What a real service, or a rule of sharing between stacks, would refuse. */
export interface Rejection {
  readonly stack: string;
  readonly urn: string;
  /** Name of the rule, the same for all resources. */
  readonly rule: string;
  /** What was got, what is allowed. */
  readonly message: string;
  /** The page or service model that states the rule. */
  readonly source: string;
}

/** What the service answers. A rejected resource is answered too, so that one mistake is reported once. */
export interface Outcome {
  readonly id: string;
  /** Inputs and what the service computes. */
  readonly outputs: Branch;
  /** Keys of `outputs` that the service computes; a preview does not know them. */
  readonly computed: readonly string[];
  readonly rejections: readonly Rejection[];
}

export type InvokeAnswer = { readonly outputs: Branch } | { readonly rejection: string };
