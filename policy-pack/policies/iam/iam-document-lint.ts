/**
 * iam-document-lint
 *
 * A policy document means what it says: its actions exist; its resources are ARNs; some resource of a statement
 * belongs to each of its actions; operators and keys of its conditions exist; ForAllValues and ForAnyValue stand
 * with keys of several values; and no grant is guarded by a condition that is also met without its key (IfExists).
 *
 * Why: AWS takes most of these documents, and the statement then does nothing, or more than it says. A denial with
 * a slip never bites; ForAllValues on a key of one value is met by every request without it.
 *
 * Which documents: identity policies of any carrier, boundaries among them, and trusts of roles.
 *
 * Level: the resource's: a document says everything by itself, and is stopped before it exists. A document that
 * can't be read is undetermined; iam-document-known-at-preview says which input makes it so.
 *
 * By the service authorization reference: actions, resources and keys of the services of the action table, prefixes
 * of all services. UseConnection of either name takes a connection's ARN of either name. In a trust of CodePipeline
 * IfExists is right on aws:SourceAccount, which it is not documented to send.
 *
 * Not seen: actions, resources and keys of services outside of the table; keys that an action doesn't have.
 *
 * Parameters: none.
 */
import type { Document } from "../../iam/document";
import { readDocument } from "../../iam/document";
import type { Field } from "../../reader/field";
import type { ResourceView } from "../../reader/resource";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import { flawsOfActions } from "./lint-actions";
import { flawsOfConditions } from "./lint-conditions";
import type { Flaw, FlawKind } from "./lint-flaws";
import { flawsOfArns, ResourceMatch } from "./lint-resources";
import { listed } from "./listing";

/** Where each carrier has its document. */
const carriers: Readonly<Record<string, string>> = {
  [tokens.policy]: "policy",
  [tokens.rolePolicy]: "policy",
  [tokens.userPolicy]: "policy",
  [tokens.groupPolicy]: "policy",
  [tokens.permissionSetInline]: "inlinePolicy",
};

export const iamDocumentLint: Rule = {
  number: 56,
  name: "iam-document-lint",
  title: "Policy documents mean what they say",
  description:
    "Actions, ARNs, operators and condition keys exist and belong together; set operators and IfExists stand where they hold.",
  severity: "medium",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Write the statement as the service authorization reference names actions, resources and keys.",
  parameters: {},
  types: [...Object.keys(carriers), tokens.role],
  resource: (resource) => {
    const fields = documentsOf(resource);
    return fields.length === 0
      ? notApplicable("it carries no document")
      : judged(fields.flatMap(([field, kind]) => judgeDocument(resource, field, kind)));
  },
};

type Placed = readonly [field: Field, kind: "identity" | "trust"];

function documentsOf({ type, properties }: ResourceView): readonly Placed[] {
  const property = Object.hasOwn(carriers, type) ? carriers[type] : undefined;
  if (property !== undefined) return [[properties.at(property), "identity"]];
  const inline = properties.at("inlinePolicies").list();
  const own = inline.kind === "known" ? inline.value.map((item) => item.at("policy")) : [];
  const trust: Placed = [properties.at("assumeRolePolicy"), "trust"];
  return [trust, ...own.map((field): Placed => [field, "identity"])].filter(([field]) => !field.isAbsent());
}

function judgeDocument(resource: ResourceView, field: Field, kind: Placed[1]): readonly Finding[] {
  const document = readDocument(field, kind);
  const match = new ResourceMatch();
  const flaws = flawsOf(document, match);
  const unread = [...document.unknown, ...document.statements.flatMap(unknownParts)];
  const wornOut = match.isWornOut ? [field.path] : [];
  return [
    ...kinds.flatMap((one) =>
      findingOf(
        resource,
        one,
        flaws.filter((flaw) => flaw.kind === one),
      ),
    ),
    ...(unread.length + wornOut.length > 0
      ? [
          {
            kind: "undetermined" as const,
            urn: resource.urn,
            what:
              unread.length > 0
                ? `a document of ${resource.name} can't be read in full, so nobody can say what it means.`
                : `a document of ${resource.name} is too long to be looked at in full.`,
            at: [...new Set([...unread, ...wornOut])].slice(0, most),
            why: whyOf.action,
            fix:
              unread.length > 0
                ? "build what is not known from names and account ids, and write Effect, Action and Resource in every statement"
                : "write fewer statements, each with fewer resources",
          },
        ]
      : []),
  ];
}

/** The most places that a finding names. */
const most = 5;

function flawsOf({ statements }: Document, match: ResourceMatch): readonly Flaw[] {
  const known = new Map<string, boolean>();
  return statements.flatMap((statement) => [
    ...flawsOfActions(statement, known),
    ...flawsOfArns(statement),
    ...match.flawsOf(statement),
    ...flawsOfConditions(statement),
  ]);
}

function unknownParts({
  actions,
  resources,
  unknownConditions,
}: Document["statements"][number]): readonly string[] {
  return [...actions.unknown, ...resources.unknown, ...unknownConditions];
}

const kinds: readonly FlawKind[] = ["action", "arn", "mismatch", "operator", "key", "set", "if-exists"];

const whyOf: Readonly<Record<FlawKind, string>> = {
  action: "a statement about an action that doesn't exist allows and denies nothing, and looks as if it did",
  arn: "a statement on a resource that is no ARN allows and denies nothing, and looks as if it did",
  mismatch: "none of the statement's resources belongs to the action, so it allows or denies nothing by it",
  operator: "AWS refuses the document, or the condition is never met",
  key: "no request has such a key: a grant by it is never met, and a denial never bites",
  set: "ForAllValues is met by every request without the key, and ForAnyValue says nothing about one value",
  "if-exists": "a request without the key meets the condition, so it keeps nobody out",
};

const sayingOf: Readonly<Record<FlawKind, string>> = {
  action: "names actions that don't exist",
  arn: "names resources that are no ARNs",
  mismatch: "puts actions on resources that don't belong to them",
  operator: "uses condition operators that IAM doesn't have",
  key: "uses condition keys that don't exist",
  set: "uses set operators on keys of one value",
  "if-exists": "guards grants by IfExists",
};

const fixOf: Readonly<Record<FlawKind, string>> = {
  action: "correct the name by the service authorization reference, or remove it",
  arn: 'write arn:<partition>:<service>:<region>:<account>:<resource>, or "*"',
  mismatch: 'name a resource of the action\'s kind, or "*" if it takes none',
  operator: "use an operator of the IAM guide, such as StringEquals or ArnLike",
  key: "correct the key by the service authorization reference",
  set: "leave the set operator out",
  "if-exists": "leave IfExists out",
};

function findingOf({ name, urn }: ResourceView, kind: FlawKind, flaws: readonly Flaw[]): readonly Finding[] {
  if (flaws.length === 0) return [];
  return [
    {
      kind: "violation",
      urn,
      what: `${name} ${sayingOf[kind]}: ${listed(flaws.map(({ text }) => text))}.`,
      at: [...new Set(flaws.map(({ path }) => path))].slice(0, most),
      why: whyOf[kind],
      fix: fixOf[kind],
    },
  ];
}
