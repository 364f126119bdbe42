/**
 * iam-no-users
 *
 * The stack makes no IAM user and no credential of one: no access key, console password, SSH key, signing
 * certificate or service credential. Nor does it give rights to a user that exists elsewhere.
 *
 * Why: a user's key lives until somebody thinks of it; roles hand out credentials that die by themselves. OWASP
 * CICD-SEC-2 and CICD-SEC-6.
 *
 * Level: the resource's for what makes a user or a credential, so that it stops before it exists, at `up` too. Who
 * gets rights is said of the stack, where its own users are known: these are said once, as such.
 *
 * Not seen: users and keys that exist already and that this stack gives nothing.
 *
 * Parameters: none.
 */
import { parseArn } from "../../iam/arn";
import type { Reading } from "../../reader/field";
import type { ResourceView, StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import { shown } from "./listing";

/** What each type makes. */
const made: Readonly<Record<string, string>> = {
  [tokens.user]: "an IAM user",
  [tokens.accessKey]: "an access key of an IAM user",
  [tokens.loginProfile]: "a console password of an IAM user",
  "aws:iam/sshKey:SshKey": "an SSH key of an IAM user",
  "aws:iam/signingCertificate:SigningCertificate": "a signing certificate of an IAM user",
  "aws:iam/serviceSpecificCredential:ServiceSpecificCredential": "a service credential of an IAM user",
};

export const iamNoUsers: Rule = {
  number: 52,
  name: "iam-no-users",
  title: "Roles act, no users and no long-lived keys",
  description: "The stack makes no IAM users and none of their credentials, and gives users no rights.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Let people sign in by the identity provider and machines take a role by their own token, then remove user and key.",
  parameters: {},
  types: Object.keys(made),
  resource: (resource) => judged([makes(resource)]),
  stack: (stack) => {
    const carriers = givers.flatMap(([type, property]) =>
      stack.ofType(type).map((carrier) => ({ carrier, property })),
    );
    return carriers.length === 0
      ? notApplicable("the stack gives no rights to users")
      : judged(carriers.flatMap(({ carrier, property }) => gives(carrier, property, stack)));
  },
};

const why =
  "CICD-SEC-6: a user's credentials live until somebody thinks of them, and work from anywhere in the meantime";

function makes({ type, name, urn }: ResourceView): Finding {
  return {
    kind: "violation",
    urn,
    what: `${name} is ${made[type] ?? "a credential of an IAM user"}.`,
    at: [type],
    why,
    fix: "give people a role through the identity provider (permission set, SAML), and a CI job a role through its OIDC token",
  };
}

/** What gives rights to users, and the property that names them. */
const givers = [
  [tokens.userPolicy, "user"],
  [tokens.userAttachment, "user"],
  [tokens.attachment, "users"],
  [tokens.userGroups, "user"],
  [tokens.groupUsers, "users"],
] as const;

function gives(carrier: StackResource, property: string, stack: Stack): readonly Finding[] {
  const list = carrier.properties.at(property).list();
  if (list.kind === "absent") return [];
  const names: readonly Reading<string>[] =
    list.kind === "known" ? list.value.map((item) => item.text()) : [{ kind: "unknown", path: list.path }];
  return names.flatMap((name): readonly Finding[] => {
    const about = { urn: carrier.urn, at: [name.kind === "known" ? property : name.path], why };
    if (name.kind === "absent") return [];
    if (name.kind === "unknown")
      return carrier.madeFrom(property).some(({ type }) => type === tokens.user)
        ? []
        : [
            {
              ...about,
              kind: "undetermined",
              what: `whether ${carrier.name} gives rights to a user can't be seen.`,
              fix: "write the names as literals; better, give the rights to a role",
            },
          ];
    const user = (parseArn(name.value)?.resource ?? name.value).split("/").at(-1) ?? name.value;
    if (stack.named(tokens.user, user)) return [];
    return [
      {
        ...about,
        kind: "violation",
        what: `${carrier.name} gives rights to the IAM user ${shown(user)}.`,
        fix: "give the rights to a role, and let the user's owner take that role",
      },
    ];
  });
}
