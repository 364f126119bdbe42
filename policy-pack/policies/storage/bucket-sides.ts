import type { Field } from "../../reader/field";
import type { StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokenGroups, tokens } from "../../stack/tokens";

/** What is said of a bucket beside its name, each by a resource of its own. */
export type SideKind =
  "publicAccess" | "encryption" | "versioning" | "lifecycle" | "logging" | "ownership" | "policy";

/** Where one thing about a bucket is said. */
export interface Side {
  /** The resource to change: the side resource, or the bucket itself. */
  readonly resource: StackResource;
  /** Property of that resource which holds what is said. */
  readonly property: string;
  readonly field: Field;
}

interface SideTypes {
  readonly types: readonly string[];
  /** Property of the side resource that holds what it says; absent: its properties as a whole. */
  readonly property?: string;
  /** Properties of the bucket itself that say the same (older form), where there are any. */
  readonly inline: readonly string[];
}

const kinds: Readonly<Record<SideKind, SideTypes>> = {
  publicAccess: { types: tokenGroups.bucketAccessBlocks, inline: [] },
  encryption: {
    types: tokenGroups.bucketEncryptions,
    property: "rules",
    inline: ["serverSideEncryptionConfiguration", "serverSideEncryptionConfigurations"],
  },
  versioning: {
    types: tokenGroups.bucketVersionings,
    property: "versioningConfiguration",
    inline: ["versioning", "versionings"],
  },
  lifecycle: { types: tokenGroups.bucketLifecycles, property: "rules", inline: ["lifecycleRules"] },
  logging: { types: tokenGroups.bucketLoggings, inline: ["logging", "loggings"] },
  ownership: { types: tokenGroups.bucketOwnerships, property: "rule", inline: [] },
  policy: { types: [tokens.bucketPolicy], property: "policy", inline: ["policy"] },
};

/** A bucket of the stack, and all that the stack says of it. */
export class Bucket {
  /** For people. */
  readonly label: string;
  /** Undefined while nobody knows what it will be called. */
  readonly name: string | undefined;

  constructor(
    readonly resource: StackResource,
    private readonly sides: Sides,
  ) {
    const name = resource.properties.at("bucket").text();
    this.name = name.kind === "known" ? name.value : undefined;
    this.label = this.name?.slice(0, 100) ?? resource.name;
  }

  /**
   * All places that say something of this kind. Side resources decide where there are any: what the bucket's own
   * properties say beside them is what AWS reported when the bucket was made.
   */
  said(kind: SideKind): readonly Side[] {
    const own = this.sides.of(kind, this.resource);
    return own.length > 0 ? own : this.inline(kind);
  }

  /** Side resources of which nobody knows yet whose bucket they are: each may be this one's. */
  perhaps(kind: SideKind): readonly StackResource[] {
    return this.sides.unclaimed(kind);
  }

  private inline(kind: SideKind): readonly Side[] {
    const { resource } = this;
    return kinds[kind].inline.flatMap((property): readonly Side[] => {
      const field = resource.properties.at(property);
      const list = field.list();
      if (list.kind === "absent") return [];
      // What AWS will report is announced as unknown; somebody gave it only if it is made from something.
      if (list.kind === "unknown" && resource.madeFrom(property).length === 0) return [];
      if (list.kind === "known" && list.value.every(isEmpty)) return [];
      return [{ resource, property, field }];
    });
  }
}

function isEmpty(field: Field): boolean {
  const text = field.text();
  return field.isAbsent() || (text.kind === "known" && text.value === "");
}

/** The buckets of a stack, read once for all policies. */
export function bucketsOf(stack: Stack): readonly Bucket[] {
  return stack.once(readBuckets);
}

function readBuckets(stack: Stack): readonly Bucket[] {
  const sides = new Sides(stack);
  return stack.ofType(...tokenGroups.buckets).map((resource) => new Bucket(resource, sides));
}

/** The bucket of the stack that a property names, by its text or by what it is made from. */
export function bucketNamed(
  stack: Stack,
  resource: StackResource,
  property: string,
  field: Field = resource.properties.at(property),
): StackResource | undefined {
  return stack.behind(
    resource,
    property,
    tokenGroups.buckets,
    (bucket, text) => {
      const name = bucket.properties.at("bucket").text();
      // Some properties take the ARN, and some a path in the bucket.
      return name.kind === "known" && bucketInText(text) === name.value;
    },
    field,
  );
}

/** `name`, `name/some/path` and `arn:aws:s3:::name/some/path` name the same bucket. */
function bucketInText(text: string): string {
  return text.replace(/^arn:[^:]*:s3:::/, "").split("/", 1)[0] ?? "";
}

class Sides {
  private readonly byBucket = new Map<string, Side[]>();
  private readonly strays = new Map<SideKind, StackResource[]>();

  constructor(stack: Stack) {
    const byName = new Map<string, StackResource>();
    for (const bucket of stack.ofType(...tokenGroups.buckets)) {
      const name = bucket.properties.at("bucket").text();
      if (name.kind === "known") byName.set(name.value, bucket);
    }
    for (const kind of Object.keys(kinds) as SideKind[])
      for (const resource of stack.ofType(...kinds[kind].types)) this.add(kind, resource, byName);
  }

  of(kind: SideKind, bucket: StackResource): readonly Side[] {
    return this.byBucket.get(`${kind} ${bucket.urn}`) ?? [];
  }

  unclaimed(kind: SideKind): readonly StackResource[] {
    return this.strays.get(kind) ?? [];
  }

  private add(kind: SideKind, resource: StackResource, byName: ReadonlyMap<string, StackResource>): void {
    const name = resource.properties.at("bucket").text();
    const made = resource
      .madeFrom("bucket")
      .filter(({ type }) => tokenGroups.buckets.includes(type as never));
    const bucket = name.kind === "known" ? byName.get(name.value) : made.length === 1 ? made[0] : undefined;
    if (!bucket) {
      // A name of no bucket of the stack is that of a bucket elsewhere.
      if (name.kind === "unknown") this.strays.set(kind, [...this.unclaimed(kind), resource]);
      return;
    }
    const { property = "" } = kinds[kind];
    const side: Side = {
      resource,
      property,
      field: property === "" ? resource.properties : resource.properties.at(property),
    };
    const key = `${kind} ${bucket.urn}`;
    this.byBucket.set(key, [...(this.byBucket.get(key) ?? []), side]);
  }
}
