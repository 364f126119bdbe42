/** One change as CloudFormation says it will make it. */
export interface PlannedChange {
  readonly logicalId: string;
  readonly type: string;
  /** `Add`, `Modify`, `Remove`, `Import`, `Dynamic` or `SyncWithActual`. */
  readonly action: string;
  /** `True`, `False` or `Conditional`. */
  readonly replacement: string;
}

export interface DescribedChangeSet {
  /** ARN: tells it from another one of the same name. */
  readonly id: string;
  readonly status: string;
  readonly reason: string;
  /** By the service's clock. */
  readonly createdAt: Date;
  /** Of all pages. */
  readonly changes: readonly PlannedChange[];
}

export interface NewChangeSet {
  readonly stack: string;
  readonly name: string;
  readonly kind: "CREATE" | "UPDATE";
  readonly templateUrl: string;
  readonly executionRoleArn: string;
  /** Without a value: keep the one in force. */
  readonly parameters: readonly { readonly name: string; readonly value?: string }[];
  readonly tags: Readonly<Record<string, string>>;
  readonly description: string;
}

export interface StackEvent {
  readonly logicalId: string;
  readonly type: string;
  readonly status: string;
  readonly reason: string;
}

/** How a change set is addressed. */
export interface ChangeSetAddress {
  readonly stack: string;
  readonly name: string;
}

/**
 * What a deploy needs of CloudFormation to change a stack. Change sets are addressed by stack and name: then
 * IAM asks for the stack's ARN (Service Authorization Reference, CloudFormation: resource type stack). Under
 * its own ARN a change set is a resource that no policy can tie to a stack.
 */
export interface StackChanger {
  /** Gives the change set's ARN. */
  createChangeSet(changeSet: NewChangeSet): Promise<string>;
  /** Undefined: there is none. */
  describeChangeSet(address: ChangeSetAddress): Promise<DescribedChangeSet | undefined>;
  deleteChangeSet(address: ChangeSetAddress): Promise<void>;
  executeChangeSet(address: ChangeSetAddress): Promise<void>;
  /** Deletes a stack that holds nothing yet. */
  deleteShell(stack: string): Promise<void>;
  /** Newest first. */
  eventsSince(stack: string, since: Date): Promise<readonly StackEvent[]>;
}
