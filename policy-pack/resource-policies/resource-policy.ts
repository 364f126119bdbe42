import type { Document, DocumentKind } from "../iam/document";
import { readDocument } from "../iam/document";
import type { Field, Reading } from "../reader/field";
import { accountOfProvider } from "../reader/provider-account";
import type { ResourceView } from "../reader/resource";
import { tokenGroups, tokens } from "../stack/tokens";
import type { Finding } from "../verdict/finding";

/** The policy of a key, a bucket, a topic or another resource, which says who may come. */
export interface ResourcePolicy {
  /** What carries it: the resource to change. */
  readonly urn: string;
  /** For people: `the policy of key store-key`. */
  readonly label: string;
  readonly path: string;
  readonly document: Document;
  /** Account of the resource, by its provider. */
  readonly ownAccount: Reading<string>;
}

/** Resources that carry a policy of their kind, as a property of their own or as all that they are. */
export const policyCarriers = {
  // A replica, and a key of imported material, have policies of their own like any key.
  key: [
    tokens.key,
    tokens.keyPolicy,
    "aws:kms/externalKey:ExternalKey",
    "aws:kms/replicaKey:ReplicaKey",
    "aws:kms/replicaExternalKey:ReplicaExternalKey",
  ],
  bucket: [tokens.bucketPolicy, ...tokenGroups.buckets],
  repository: [tokens.repositoryPolicy],
  topic: [tokens.topicPolicy, tokens.topic],
  bus: [tokens.eventBusPolicy],
  secret: [tokens.secretPolicy, tokens.secret],
} as const;

/** The policy that a resource carries; undefined where it gives none. */
export function policyOf(resource: ResourceView): ResourcePolicy | undefined {
  const field = resource.properties.at("policy");
  if (field.isAbsent()) return undefined;
  return {
    urn: resource.urn,
    label: labelOf(resource),
    path: field.path,
    document: documentOf(resource, field),
    ownAccount: accountOfProvider(resource.provider),
  };
}

function documentOf({ type }: ResourceView, field: Field): Document {
  // A repository's policy has no Resource: the repository is meant, as in a trust policy the role.
  const kind: DocumentKind = type === tokens.repositoryPolicy ? "trust" : "resource";
  return readDocument(field, kind);
}

function labelOf({ type, name, properties }: ResourceView): string {
  const named = (property: string) => {
    const reading = properties.at(property).text();
    return reading.kind === "known" ? reading.value.slice(0, 200) : name;
  };
  if (policyCarriers.key.some((one) => one === type) && type !== tokens.keyPolicy)
    return `the policy of key ${name}`;
  switch (type) {
    case tokens.keyPolicy:
      return `key policy ${name}`;
    case tokens.repositoryPolicy:
      return `the policy of repository ${named("repository")}`;
    case tokens.topicPolicy:
      return `topic policy ${name}`;
    case tokens.topic:
      return `the policy of topic ${named("name")}`;
    case tokens.eventBusPolicy:
      return `event bus policy ${name}`;
    case tokens.secretPolicy:
      return `secret policy ${name}`;
    case tokens.secret:
      return `the policy of secret ${named("name")}`;
    default:
      return `the policy of bucket ${named("bucket")}`;
  }
}

/** How a statement is spoken of: by its Sid, else by its place. */
export function statementName({
  sid,
  path,
}: {
  readonly sid?: string | undefined;
  readonly path: string;
}): string {
  return sid === undefined ? `statement ${path}` : `statement ${sid.slice(0, 100)}`;
}

/** What is said where a policy, or what it depends on, can't be read. */
export function unseen(
  { urn, label }: ResourcePolicy,
  question: string,
  paths: readonly string[],
  why: string,
): Finding {
  return {
    kind: "undetermined",
    urn,
    what: `whether ${label} ${question} can't be seen.`,
    at: paths.slice(0, 5),
    why,
    fix: "write these as literals, from names and account ids instead of outputs; then the policy can be read at preview",
  };
}

/** Two questions that hang on the same unread places are one to whoever must make them readable. */
export function eachPlaceOnce(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ kind, at }) => {
    if (kind !== "undetermined") return true;
    const place = at.join();
    const isNew = !seen.has(place);
    seen.add(place);
    return isNew;
  });
}
