/** A stack as DescribeStacks shows it. */
export interface DescribedStack {
  readonly status: string;
  readonly statusReason?: string;
  /** Values in force; those hidden by NoEcho are asterisks. For a parameter of Parameter Store: its name there. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
}

/** What a report needs to read of a target; nothing here changes anything. */
export interface StackReader {
  /** Undefined: there is no such stack. */
  describe(stack: string): Promise<DescribedStack | undefined>;
  /** The template as it was handed in. */
  template(stack: string): Promise<string>;
  /** Names of all stacks that are not deleted. */
  names(): Promise<readonly string[]>;
  /** Value of a parameter in Parameter Store; undefined: there is none. */
  parameter(name: string): Promise<string | undefined>;
}
