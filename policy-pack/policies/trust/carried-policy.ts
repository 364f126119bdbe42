import type { Document, DocumentKind, Statement } from "../../iam/document";
import { readDocument } from "../../iam/document";
import type { Principal } from "../../identities/principal";
import type { ResourceView } from "../../reader/resource";
import { tokenGroups, tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { ofPolicySize } from "./policy-size";

interface Carrier {
  readonly types: readonly string[];
  readonly property: string;
  readonly kind: DocumentKind;
  /** What people call the thing, before its name. */
  readonly noun: string;
}

const queue = "aws:sqs/queue:Queue";
const queuePolicy = "aws:sqs/queuePolicy:QueuePolicy";
const registryPolicy = "aws:ecr/registryPolicy:RegistryPolicy";
const buildPolicy = "aws:codebuild/resourcePolicy:ResourcePolicy";

/** Every resource that says by a document who may come in. */
const carriers: readonly Carrier[] = [
  { types: [tokens.role], property: "assumeRolePolicy", kind: "trust", noun: "Role" },
  { types: [tokens.key], property: "policy", kind: "resource", noun: "Key" },
  { types: [tokens.keyPolicy], property: "policy", kind: "resource", noun: "Key policy" },
  { types: tokenGroups.buckets, property: "policy", kind: "resource", noun: "Bucket" },
  { types: [tokens.bucketPolicy], property: "policy", kind: "resource", noun: "Bucket policy" },
  { types: [tokens.repositoryPolicy], property: "policy", kind: "resource", noun: "Repository policy" },
  { types: [registryPolicy], property: "policy", kind: "resource", noun: "Registry policy" },
  { types: [tokens.topic], property: "policy", kind: "resource", noun: "Topic" },
  { types: [tokens.topicPolicy], property: "policy", kind: "resource", noun: "Topic policy" },
  { types: [queue], property: "policy", kind: "resource", noun: "Queue" },
  { types: [queuePolicy], property: "policy", kind: "resource", noun: "Queue policy" },
  { types: [tokens.eventBusPolicy], property: "policy", kind: "resource", noun: "Event bus policy" },
  { types: [tokens.secret], property: "policy", kind: "resource", noun: "Secret" },
  { types: [tokens.secretPolicy], property: "policy", kind: "resource", noun: "Secret policy" },
  { types: [buildPolicy], property: "policy", kind: "resource", noun: "Build resource policy" },
];

const byType = new Map(carriers.flatMap((carrier) => carrier.types.map((type) => [type, carrier] as const)));

export const carrierTypes: readonly string[] = [...byType.keys()];

/** The policy of a role or another resource that says who may come in. */
export interface CarriedPolicy {
  /** `Role payments-build`, `Bucket policy artifacts`: begins a sentence. */
  readonly subject: string;
  /** The same inside of a sentence. */
  readonly inside: string;
  readonly kind: "role" | "key" | "other";
  readonly property: string;
  readonly document: Document;
  readonly allows: readonly Statement[];
  readonly denials: readonly Statement[];
}

/** Undefined where the resource has no such document. */
export function policyOf(resource: ResourceView): CarriedPolicy | undefined {
  const carrier = byType.get(resource.type);
  const field = carrier && resource.properties.at(carrier.property);
  if (!field || field.isAbsent()) return undefined;
  const document = ofPolicySize(readDocument(field, carrier.kind), carrier.kind, carrier.property);
  const own = resource.properties.at("name").text();
  const name = carrier.kind === "trust" && own.kind === "known" ? own.value : resource.name;
  const { noun, property } = carrier;
  return {
    subject: `${noun} ${name}`,
    inside: `${noun.charAt(0).toLowerCase()}${noun.slice(1)} ${name}`,
    kind: kindOf(resource.type),
    property,
    document,
    ...split(document),
  };
}

/** The trust of a role of the stack or of the policy config; of nothing else. */
export function trustOf({ trust, label, kind, isExternal }: Principal): Document {
  const isEmpty = !trust || trust.statements.length + trust.unknown.length === 0;
  // Every role has a trust; one that the policy config leaves out is not known.
  if (isEmpty && isExternal && kind === "role")
    return { statements: [], unknown: [`trust of ${label} in externalRoles`] };
  if (!trust) return { statements: [], unknown: [] };
  return ofPolicySize(trust, "trust", `${label}.assumeRolePolicy`);
}

function split({ statements }: Document): Pick<CarriedPolicy, "allows" | "denials"> {
  return {
    allows: statements.filter(({ effect }) => effect === "Allow"),
    denials: statements.filter(({ effect }) => effect === "Deny"),
  };
}

function kindOf(type: string): CarriedPolicy["kind"] {
  if (type === tokens.role) return "role";
  return type === tokens.key || type === tokens.keyPolicy ? "key" : "other";
}

/** What is said of a document, or a part of one, that can't be read: it may let anybody in. */
export function unreadable(
  urn: string,
  { inside, document }: Pick<CarriedPolicy, "inside" | "document">,
  why: string,
): readonly Finding[] {
  if (document.unknown.length === 0) return [];
  return [
    {
      kind: "undetermined",
      urn,
      what: `whom ${inside} lets in can't be read in full.`,
      at: document.unknown,
      why,
      fix: "write the document from names, account ids and settings instead of outputs",
    },
  ];
}
