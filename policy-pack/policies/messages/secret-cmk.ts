/**
 * secret-cmk
 *
 * Every secret, and every replica of it, is encrypted with a key of the customer; and it waits at least `minDays`
 * before it is deleted.
 *
 * Why: OWASP CICD-SEC-6. AWS's own key (aws/secretsmanager, the default) lets in whoever the account's identity
 * policies let in; a key of one's own is a second lock. A secret that is deleted at once takes down all that uses it.
 *
 * Level: both. That no key is named, or one of AWS's own, and the window show in the secret; whose key an id names
 * takes the stack.
 *
 * Not seen: what the key's policy allows (rows 76 to 81).
 *
 * Parameters: `minDays` 7, the shortest that Secrets Manager knows beside none; where a secret names no window, it
 * waits 30 days (Secrets Manager reference, "DeleteSecret").
 */
import { numberParameter, wholeNumber } from "../../config/number-parameter";
import type { ResourceView } from "../../reader/resource";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import type { KeyPlace } from "./own-key";
import { judgeKeyAlone, judgeKeyInStack } from "./own-key";
import { ownName } from "./own-name";

const defaultDays = 7;

export const secretCmk: Rule = {
  number: 101,
  name: "secret-cmk",
  title: "Secrets are encrypted with a key of the customer, and not lost by accident",
  description: "Every secret names a KMS key that is not AWS's own, and waits minDays before it is deleted.",
  severity: "medium",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Set kmsKeyId of the secret and of its replicas to a key of the customer, and recoveryWindowInDays to at least the limit.",
  parameters: {
    minDays: {
      type: "integer",
      minimum: 7,
      maximum: 30,
      default: defaultDays,
      description: "Shortest time in days between the order to delete a secret and its deletion.",
    },
  },
  types: [tokens.secret],
  resource: (secret, { parameters }) =>
    judged([
      ...placesOf(secret).flatMap((place) => judgeKeyAlone(secret, place)),
      ...judgeWindow(secret, numberParameter(parameters, "minDays", defaultDays)),
    ]),
  stack: (stack) => {
    const secrets = stack.ofType(tokens.secret);
    if (secrets.length === 0) return notApplicable("the stack has no secret");
    return judged(
      secrets.flatMap((secret) => placesOf(secret).flatMap((place) => judgeKeyInStack(secret, place, stack))),
    );
  },
};

function placesOf(secret: ResourceView): readonly KeyPlace[] {
  const about = {
    withoutKey: "is encrypted with the key that AWS takes by default",
    why: "CICD-SEC-6: AWS's own key opens the secret to whoever the account's identity policies let read it",
    fix: "set kmsKeyId to a key of this stack",
  };
  const replicas = secret.properties.at("replicas").list();
  return [
    {
      ...about,
      subject: `Secret ${ownName(secret)}`,
      field: secret.properties.at("kmsKeyId"),
      property: "kmsKeyId",
    },
    ...(replicas.kind === "known" ? replicas.value : []).map((replica, index) => ({
      ...about,
      subject: `Replica ${index + 1} of secret ${ownName(secret)}`,
      field: replica.at("kmsKeyId"),
      property: "replicas",
    })),
  ];
}

function judgeWindow(secret: ResourceView, minDays: number): readonly Finding[] {
  const field = secret.properties.at("recoveryWindowInDays");
  const window = wholeNumber(field);
  if (window.kind === "absent" || (window.kind === "known" && window.value >= minDays)) return [];
  const about = {
    urn: secret.urn,
    at: [field.path],
    why: "whatever uses the secret stands still once it is gone; the window is the time to notice",
  };
  if (window.kind === "unknown")
    return [
      {
        ...about,
        kind: "undetermined",
        what: `how long secret ${ownName(secret)} waits before it is deleted can't be seen.`,
        fix: "write recoveryWindowInDays as a literal",
      },
    ];
  return [
    {
      ...about,
      kind: "violation",
      what: `Secret ${ownName(secret)} is deleted ${window.value} days after the order, which is less than ${minDays}.`,
      fix: `set recoveryWindowInDays to at least ${minDays}, or leave it out`,
    },
  ];
}
