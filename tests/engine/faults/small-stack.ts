import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Operation } from "../../../emulator/cloud/journal";
import type { FaultKind } from "../../../emulator/cloud/faults";
import { account, region, seeded } from "../../emulator/good-world";
import { disagreements } from "../agreement";
import { Road } from "../road";
import type { SmallResource } from "./layers";
import { layers, subjects } from "./layers";

/** How one resource got over one fault. */
export type Recovery =
  /** The provider's own tries were enough. */
  | "same run"
  /** The next `pulumi up`, without anything else. */
  | "next up"
  /** The service had made it, nobody was told, and its name is taken: `pulumi import`, then `pulumi up`. */
  | "import"
  /** The next `pulumi up` made a second one, because what has no name cannot be missed: the first stays behind. */
  | "orphan"
  | "lost";

export interface Trial {
  readonly operation: Operation;
  readonly kind: FaultKind;
  readonly type: string;
  readonly recovery: Recovery;
}

const existing = seeded().map((entity) =>
  entity.id.includes(":connection/")
    ? { ...entity, name: "payments-gitlab", inputs: { ...entity.inputs, name: "payments-gitlab" } }
    : entity,
);

/** One resource of every type under the real engine, layer by layer, with faults on the topmost. */
export class SmallStack {
  private constructor(
    private readonly road: Road,
    private readonly ownProviders: boolean,
  ) {}

  /** `ownProviders`: a process for each resource, for faults that end one. */
  static async begin(ownProviders: boolean): Promise<SmallStack> {
    const stack = new SmallStack(
      await Road.begin("small", existing, join(__dirname, "program")),
      ownProviders,
    );
    stack.road.workplace.keep("nothing");
    for (const [layer] of layers.entries()) {
      stack.write(layer);
      await stack.road.succeeds(stack.road.up());
      stack.road.workplace.keep(`through ${layer}`);
    }
    return stack;
  }

  /** One run with a fault on every type of a layer, then what it takes to recover. */
  async try(
    operation: "create" | "update" | "delete",
    kind: FaultKind,
    layer: number,
  ): Promise<readonly Trial[]> {
    const { road } = this;
    const tried = subjects(layers[layer] ?? []).filter(
      (one) => operation !== "update" || changed(one) !== one,
    );
    if (tried.length === 0) return [];
    this.restore(operation === "create" ? layer - 1 : layer);
    this.write(operation === "delete" ? layer - 1 : layer, operation === "update" ? tried : []);
    // One stroke of throttling more than the tries of a provider would be a refusal.
    const times = kind === "throttle" ? 3 : 1;
    for (const { name, type } of tried)
      road.cloud.faults.plan({ operation, kind, type, urn: urnOf(type, name), times });
    const first = await road.up("--continue-on-error");
    const struck = new Set(road.cloud.faults.struck.map(({ type }) => type));
    const unstruck = tried.filter(({ type }) => !struck.has(type)).map(({ type }) => type);
    if (unstruck.length > 0)
      throw new Error(
        `No ${operation} came for the fault to strike: ${unstruck.join(", ")}\n${first.printed}`,
      );
    const wanted = (kind === "throttle") === (first.code === 0);
    if (!wanted)
      throw new Error(`${kind} at ${operation} ended with ${String(first.code)}:\n${first.printed}`);
    road.cloud.faults.clear();
    const made = road.cloud.journal.splice(0).filter(({ outcome }) => outcome === kind);
    road.cloud.journal.push(...made);
    if (first.code === 0) {
      const amiss = await this.amiss();
      return tried.map(({ type }) => ({
        operation,
        kind,
        type,
        recovery: amiss.length === 0 ? "same run" : "lost",
      }));
    }
    return this.recover(operation, kind, tried);
  }

  close(): void {
    this.road.close();
  }

  private async recover(
    operation: Operation,
    kind: FaultKind,
    tried: readonly SmallResource[],
  ): Promise<readonly Trial[]> {
    const { road } = this;
    const second = await road.up("--continue-on-error");
    const refusedAgain = tried.filter(({ name }) => second.printed.includes(`(${name}):\n    error:`));
    if (second.code !== 0) {
      await this.import(refusedAgain);
      await road.succeeds(road.up());
    }
    const amiss = await this.amiss();
    const recovery = ({ name, type }: SmallResource): Recovery => {
      const found = amiss.filter((text) => text.startsWith(`${type} `));
      if (found.some((text) => text.startsWith(`${type} ${name} `))) return "lost";
      if (found.length > 0) return "orphan";
      return refusedAgain.some((one) => one.name === name) ? "import" : "next up";
    };
    return tried.map((one) => ({ operation, kind, type: one.type, recovery: recovery(one) }));
  }

  /** Takes what exists into the state, as docs/reliability.md says. */
  private async import(refused: readonly SmallResource[]): Promise<void> {
    const { cloud, workplace } = this.road;
    const providers = refused.map(({ name, type }): [string, string] => [
      name,
      urnOf(`pulumi:providers:${type.split(":")[0] ?? ""}`, name),
    ]);
    const resources = refused.map(({ name, type }) => {
      const made = cloud.journal.filter((call) => call.urn === urnOf(type, name)).at(0);
      const standing = cloud.world.all(type).find(({ id }) => id === made?.id);
      return { type, name, id: standing?.id ?? "", provider: name };
    });
    const file = join(workplace.folder, "import.json");
    writeFileSync(file, JSON.stringify({ nameTable: Object.fromEntries(providers), resources }));
    const flags = ["--yes", "--skip-preview", "--generate-code=false", "--protect=false"];
    await this.road.succeeds(this.road.run("import", "--file", file, ...flags));
  }

  private async amiss(): Promise<readonly string[]> {
    return disagreements(this.road.cloud, await this.road.state(), existing);
  }

  private restore(layer: number): void {
    if (layer >= 0) {
      this.road.workplace.restore(`through ${layer}`);
      return;
    }
    this.road.workplace.restore("nothing");
  }

  private write(through: number, changing: readonly SmallResource[] = []): void {
    const list = layers
      .slice(0, through + 1)
      .flat()
      .map((one) => (changing.includes(one) ? changed(one) : one));
    writeFileSync(
      join(this.road.workplace.folder, "resources.json"),
      JSON.stringify({ region, account, list, ownProviders: this.ownProviders }),
    );
  }
}

function urnOf(type: string, name: string): string {
  return `urn:pulumi:small::small::${type}::${name}`;
}

/** With another tag, where its type takes tags; itself where it has nothing to change. */
function changed(one: SmallResource): SmallResource {
  return taggedTypes.includes(one.type)
    ? { ...one, inputs: { ...one.inputs, tags: { changed: "yes" } } }
    : one;
}

const taggedTypes = [
  ...["aws:iam/role:Role", "aws:iam/policy:Policy", "aws:iam/openIdConnectProvider:OpenIdConnectProvider"],
  ...["aws:kms/key:Key", "aws:s3/bucket:Bucket", "aws:ecr/repository:Repository", "aws:sns/topic:Topic"],
  ...[
    "aws:ssm/parameter:Parameter",
    "aws:cloudwatch/logGroup:LogGroup",
    "aws:cloudwatch/eventRule:EventRule",
  ],
  ...["aws:codeconnections/connection:Connection", "aws:codebuild/project:Project"],
  ...["aws:codepipeline/pipeline:Pipeline", "aws:s3/bucketObjectv2:BucketObjectv2"],
];
