/**
 * iam-document-known-at-preview
 *
 * Every policy document can be read at preview: those of identities, of trusts, of keys and of buckets. A document
 * with one unknown value inside is unknown as a whole, so ARNs in it are built from account ids and names, not
 * taken from the outputs of other resources.
 *
 * Why: what can't be read can't be judged, and everything that the other policies say of it is "undetermined".
 * This one names the inputs that make it so.
 *
 * Level: the stack's, where it is known from which resources a property is made. The unreadable document is a
 * fact, so it is a violation (advisory); where nothing says what makes it unknown, that is undetermined.
 *
 * Not seen: a key without a policy of its own gets AWS's, and the provider announces that one as unknown.
 *
 * Parameters: `onUnknown` (advisory).
 */
import type { StackResource } from "../../reader/resource";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";

/** Where documents stand, and whether the provider makes one up where none is given. */
const documents: readonly { readonly type: string; readonly property: string; readonly computed?: true }[] = [
  { type: tokens.policy, property: "policy" },
  { type: tokens.rolePolicy, property: "policy" },
  { type: tokens.userPolicy, property: "policy" },
  { type: tokens.groupPolicy, property: "policy" },
  { type: tokens.permissionSetInline, property: "inlinePolicy" },
  { type: tokens.role, property: "assumeRolePolicy" },
  { type: tokens.role, property: "inlinePolicies", computed: true },
  { type: tokens.key, property: "policy", computed: true },
  { type: tokens.keyPolicy, property: "policy" },
  { type: tokens.bucketPolicy, property: "policy" },
];

const why = "a document with one unknown value in it is unknown as a whole, so nobody can say what it allows";

export const iamDocumentKnownAtPreview: Rule = {
  number: 116,
  name: "iam-document-known-at-preview",
  title: "Every policy document can be read at preview",
  description: "Documents of identities, trusts, keys and buckets are complete text at preview.",
  severity: "medium",
  level: "advisory",
  onUnknown: "advisory",
  remediation:
    "Build the ARNs in the document from account ids and names instead of other resources' outputs.",
  parameters: {},
  stack: (stack) => {
    const carriers = documents.flatMap((one) =>
      stack.ofType(one.type).map((resource) => ({ ...one, resource })),
    );
    if (carriers.length === 0) return notApplicable("the stack has no policy document");
    return judged(
      carriers.flatMap(({ resource, property, computed }) => judge(resource, property, computed === true)),
    );
  },
};

function judge(resource: StackResource, property: string, computed: boolean): readonly Finding[] {
  const path = unknownPath(resource, property);
  if (path === undefined) return [];
  const sources = resource.madeFrom(property);
  if (sources.length === 0 && computed) return [];
  const about = { urn: resource.urn, at: [path], why };
  return [
    sources.length > 0
      ? {
          ...about,
          kind: "violation",
          what: `The ${property} of ${resource.name} can't be read at preview, because it is made from outputs of ${sources.map(({ name }) => name).join(", ")}.`,
          fix: "build the ARNs in it from account ids and names",
        }
      : {
          ...about,
          kind: "undetermined",
          what: `the ${property} of ${resource.name} can't be read, and nothing says what makes it so.`,
          fix: "run without --target, or write the document as text",
        },
  ];
}

/** The first place in the document, in its text or object form, that is not known. */
function unknownPath({ properties }: StackResource, property: string): string | undefined {
  return properties.at(property).json().firstUnknown();
}
