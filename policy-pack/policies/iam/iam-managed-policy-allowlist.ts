/**
 * iam-managed-policy-allowlist
 *
 * Of AWS's own managed policies only those of the list are attached, whether to a role, a user, a group or a
 * permission set, by an attachment or in a role's own list. Policies of one's own accounts are not concerned.
 *
 * Why: AWS writes them for everybody and changes them without asking; hardly one names a resource. OWASP CICD-SEC-2.
 *
 * Level: both, under one name. What an attachment names is said of the resource, so that it stops before it exists;
 * a policy that nobody can name yet, and that no resource of the stack makes, is undetermined and said of the stack.
 *
 * Not seen: attachments made outside of the stack.
 *
 * Parameters: `allow`: ARNs of AWS's policies, or their names with path, as `service-role/AWSLambdaBasicExecutionRole`.
 */
import type { Field } from "../../reader/field";
import type { ResourceView } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";
import type { Finding, Verdict } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule, Setup } from "../../verdict/rule";
import { allowedTexts, allowSchema } from "./allowed-texts";
import { attachedPolicies, holdersOf, managedName } from "./attached-policies";
import { shown } from "./listing";

/** What attaches policies, and the property that names them. */
const properties: Readonly<Record<string, string>> = {
  [tokens.roleAttachment]: "policyArn",
  [tokens.userAttachment]: "policyArn",
  [tokens.groupAttachment]: "policyArn",
  [tokens.attachment]: "policyArn",
  [tokens.exclusiveAttachments]: "policyArns",
  [tokens.permissionSetManaged]: "managedPolicyArn",
  [tokens.role]: "managedPolicyArns",
};

export const iamManagedPolicyAllowlist: Rule = {
  number: 51,
  name: "iam-managed-policy-allowlist",
  title: "AWS's managed policies are attached from a list",
  description: "AWS's own managed policies are attached only where the list names them.",
  severity: "medium",
  level: "mandatory",
  onUnknown: "advisory",
  remediation: "Write a policy that names what is needed; or add AWS's policy to `allow`.",
  parameters: allowSchema(
    "ARNs of AWS's managed policies, or their names with path, as `service-role/AWSLambdaBasicExecutionRole`.",
  ),
  types: Object.keys(properties),
  resource: (resource, setup) => judged(judgeAttachment(resource, allowedTexts(setup))),
  stack: judgeStack,
};

const why =
  "CICD-SEC-2: AWS writes its policies for everybody, hardly names a resource, and changes them without asking";

function judgeAttachment(resource: ResourceView, allowed: ReadonlySet<string>): readonly Finding[] {
  const property = properties[resource.type];
  if (property === undefined) return [];
  return itemsOf(resource.properties.at(property)).flatMap((item): readonly Finding[] => {
    const arn = item.text();
    const name = arn.kind === "known" ? managedName(arn.value) : undefined;
    if (arn.kind !== "known" || name === undefined) return [];
    if (allowed.has(arn.value.toLowerCase()) || allowed.has(name.toLowerCase())) return [];
    return [
      {
        kind: "violation",
        urn: resource.urn,
        what: `${resource.name} attaches AWS's ${shown(name)}, which is not on the list.`,
        at: [item.path],
        why,
        fix: "write a policy that names what is needed; or add AWS's policy to `allow` in this policy's config",
      },
    ];
  });
}

function itemsOf(field: Field): readonly Field[] {
  const list = field.list();
  return list.kind === "known" ? list.value : [];
}

function judgeStack(stack: Stack, { world }: Setup): Verdict {
  const attachments = stack.ofType(...Object.keys(properties).filter((type) => type !== tokens.role));
  const unnamed = attachedPolicies(stack, world).filter(
    ({ grant, carrier }) => grant.managedArn === undefined && Object.hasOwn(properties, carrier.type),
  );
  const lists = stack
    .ofType(tokens.role)
    .some((role) => itemsOf(role.properties.at("managedPolicyArns")).length > 0);
  if (attachments.length === 0 && unnamed.length === 0 && !lists)
    return notApplicable("the stack attaches no managed policy");
  return judged(
    unnamed.map((attached): Finding => ({
      kind: "undetermined",
      urn: attached.carrier.urn,
      what: `which policy ${attached.carrier.name} attaches to ${holdersOf(attached)} is not known.`,
      at: [attached.grant.at],
      why,
      fix: "name the policy by its ARN, built from its name and account",
    })),
  );
}
