import type { DescribedStack, StackReader } from "../../runtime/aws/stack-reader";
import type { DeployTarget } from "../../blueprint/step-configuration";
import type { TargetTools } from "../../runtime/deploy/deploy-target";
import type { AssetObjects } from "../../runtime/deploy/publish-assets";
import type {
  ChangeSetAddress,
  DescribedChangeSet,
  NewChangeSet,
  PlannedChange,
  StackChanger,
  StackEvent,
} from "../../runtime/deploy/stack-changer";

interface FakeStack {
  status: string;
  template: string;
  parameters: Record<string, string>;
  outputs: Record<string, string>;
}

interface OpenChangeSet {
  made: DescribedChangeSet;
  looks: number;
}

/**
 * An account and region in memory: a staging bucket, Parameter Store and as much of CloudFormation as a
 * deploy uses. Everything takes one more look than it must, so that waiting is exercised. Remembers every
 * call that writes.
 */
export class FakeTarget implements StackReader, StackChanger, AssetObjects {
  readonly writes: string[] = [];
  readonly lines: string[] = [];
  readonly stacks = new Map<string, FakeStack>();
  readonly objects = new Map<string, { content: Buffer; sha256: string }>();
  readonly changeSets: NewChangeSet[] = [];
  version: string | undefined = "33";
  /** Changes that CloudFormation will plan for a stack; absent: those of its resources' names. */
  readonly plannedChanges = new Map<string, readonly PlannedChange[]>();
  /** Why the change set of a stack can't be made. */
  readonly refusals = new Map<string, string>();
  /** How a stack's execution goes wrong. */
  readonly failures = new Map<string, { readonly status: string; readonly events: readonly StackEvent[] }>();

  /** What somebody else does to an open change set, before the second look at it. */
  meddle: ((open: Map<string, OpenChangeSet>, key: string) => void) | undefined;

  private readonly open = new Map<string, OpenChangeSet>();

  constructor(private readonly target: Pick<DeployTarget, "stagingBucket">) {}

  tools(): TargetTools {
    const log = (line: string): void => void this.lines.push(line);
    return { reader: this, changer: this, objects: this, log, pause: () => Promise.resolve() };
  }

  deployed(stack: string, template: object, more: Partial<FakeStack> = {}): void {
    const parameters = { BootstrapVersion: "/cdk-bootstrap/pay/version" };
    this.stacks.set(stack, {
      status: "CREATE_COMPLETE",
      template: JSON.stringify(template),
      parameters,
      outputs: {},
      ...more,
    });
  }

  describe(stack: string): Promise<DescribedStack | undefined> {
    const found = this.stacks.get(stack);
    if (found === undefined) return Promise.resolve(undefined);
    const seen = { status: found.status, parameters: found.parameters, outputs: found.outputs };
    found.status = found.status.replace(/^EXECUTING (.*)$/, "$1");
    return Promise.resolve({ ...seen, status: seen.status.replace(/^EXECUTING .*$/, "UPDATE_IN_PROGRESS") });
  }

  template(stack: string): Promise<string> {
    return Promise.resolve(this.stacks.get(stack)?.template ?? "");
  }

  names(): Promise<readonly string[]> {
    return Promise.resolve([...this.stacks.keys()]);
  }

  parameter(): Promise<string | undefined> {
    return Promise.resolve(this.version);
  }

  putOnce(key: string, content: Buffer, sha256: string): Promise<boolean> {
    if (this.objects.has(key)) return Promise.resolve(false);
    this.writes.push(`put ${key}`);
    this.objects.set(key, { content, sha256 });
    return Promise.resolve(true);
  }

  sha256(key: string): Promise<string> {
    return Promise.resolve(this.objects.get(key)?.sha256 ?? "");
  }

  createChangeSet(changeSet: NewChangeSet): Promise<string> {
    const { stack, kind, name, templateUrl } = changeSet;
    this.writes.push(`create ${kind} ${stack}`);
    this.changeSets.push(changeSet);
    if (kind === "CREATE" && !this.stacks.has(stack)) {
      this.stacks.set(stack, { status: "REVIEW_IN_PROGRESS", template: "", parameters: {}, outputs: {} });
    }
    const key = templateUrl.split("/").at(-1) ?? "";
    const host = `https://${this.target.stagingBucket}.s3.`;
    if (!templateUrl.startsWith(host)) throw new Error(`${templateUrl} is not in the staging bucket`);
    const template = this.objects.get(key)?.content.toString() ?? "";
    const empty = template === this.stacks.get(stack)?.template;
    const refusal =
      this.refusals.get(stack) ?? (empty ? "The submitted information didn't contain changes." : "");
    const id = arnOf({ stack, name });
    const changes = this.plannedChanges.get(stack) ?? addAll(template);
    const status = refusal === "" ? "CREATE_COMPLETE" : "FAILED";
    const made = { id, status, reason: refusal, createdAt: new Date(1000), changes };
    this.open.set(keyOf({ stack, name }), { made, looks: 0 });
    return Promise.resolve(id);
  }

  describeChangeSet(address: ChangeSetAddress): Promise<DescribedChangeSet | undefined> {
    const found = this.open.get(keyOf(address));
    if (found === undefined) return Promise.resolve(undefined);
    found.looks += 1;
    if (found.looks === 2) this.meddle?.(this.open, keyOf(address));
    const { made } = this.open.get(keyOf(address)) ?? {};
    if (made === undefined) return Promise.resolve(undefined);
    return Promise.resolve({ ...made, status: found.looks === 1 ? "CREATE_IN_PROGRESS" : made.status });
  }

  deleteChangeSet(address: ChangeSetAddress): Promise<void> {
    const known = this.open.delete(keyOf(address));
    this.writes.push(`delete change set of ${known ? address.stack : "nothing"}`);
    return Promise.resolve();
  }

  executeChangeSet(address: ChangeSetAddress): Promise<void> {
    const { stack } = address;
    if (!this.open.delete(keyOf(address))) throw new Error(`There is no change set ${keyOf(address)}.`);
    this.writes.push(`execute ${stack}`);
    const found = this.stacks.get(stack);
    if (found === undefined) throw new Error(`There is no stack ${stack}.`);
    const failure = this.failures.get(stack);
    const isNew = found.status === "REVIEW_IN_PROGRESS";
    found.status = `EXECUTING ${failure?.status ?? (isNew ? "CREATE_COMPLETE" : "UPDATE_COMPLETE")}`;
    if (failure === undefined) {
      const { templateUrl } = this.changeSets.filter((one) => one.stack === stack).at(-1) ?? {
        templateUrl: "",
      };
      found.template = this.objects.get(templateUrl.split("/").at(-1) ?? "")?.content.toString() ?? "";
      found.parameters = { BootstrapVersion: "/cdk-bootstrap/pay/version" };
      found.outputs = { Name: `${stack}-output` };
    }
    return Promise.resolve();
  }

  /** A change set that an earlier run left behind. */
  leaveChangeSet(name: string, stack: string): void {
    const id = arnOf({ stack, name });
    const made = { id, status: "CREATE_COMPLETE", reason: "", createdAt: new Date(0), changes: [] };
    this.open.set(keyOf({ stack, name }), { made, looks: 1 });
  }

  deleteShell(stack: string): Promise<void> {
    this.writes.push(`delete ${stack}`);
    this.stacks.delete(stack);
    return Promise.resolve();
  }

  eventsSince(stack: string): Promise<readonly StackEvent[]> {
    return Promise.resolve(this.failures.get(stack)?.events ?? []);
  }
}

function keyOf({ stack, name }: ChangeSetAddress): string {
  return `${stack} ${name}`;
}

function arnOf({ stack, name }: ChangeSetAddress): string {
  return `arn:aws:cloudformation:eu-central-1:222222222222:changeSet/${name}/${stack}`;
}

function addAll(template: string): readonly PlannedChange[] {
  const resources =
    (JSON.parse(template || "{}") as { Resources?: Record<string, { Type: string }> }).Resources ?? {};
  return Object.entries(resources).map(([logicalId, { Type: type }]) => ({
    logicalId,
    type,
    action: "Add",
    replacement: "False",
  }));
}
