/**
 * secret-rotation
 *
 * Every secret is rotated, at least every `maxDays` days: a SecretRotation names it, by days or by a schedule.
 *
 * Why: OWASP CICD-SEC-6. A secret that leaked is worth something for as long as it stays the same.
 *
 * Level: the stack's; the rotation is a resource beside the secret. Advisory: a token that somebody else issues may
 * have nobody to rotate it. Such a secret is exempted, with the reason.
 *
 * Not seen: whether the function that rotates does so; rotation that a service arranges for secrets of its own.
 *
 * Parameters: `maxDays` 90.
 */
import { numberParameter } from "../../config/number-parameter";
import { parseArn } from "../../iam/arn";
import type { StackResource } from "../../reader/resource";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import { ownName } from "./own-name";
import { longestInterval } from "./rotation-interval";

const defaultDays = 90;

export const secretRotation: Rule = {
  number: 102,
  name: "secret-rotation",
  title: "Secrets change regularly",
  description: "Every secret is rotated at least every maxDays days.",
  severity: "medium",
  level: "advisory",
  onUnknown: "advisory",
  remediation:
    "Give the secret a SecretRotation with automaticallyAfterDays at most the limit, or exempt it with the reason.",
  parameters: {
    maxDays: {
      type: "integer",
      minimum: 1,
      default: defaultDays,
      description: "Longest time in days from one rotation of a secret to the next.",
    },
  },
  stack: (stack, { parameters }) => {
    const secrets = stack.ofType(tokens.secret);
    if (secrets.length === 0) return notApplicable("the stack has no secret");
    const maxDays = numberParameter(parameters, "maxDays", defaultDays);
    const rotations = stack.ofType(tokens.secretRotation).map((rotation) => ({
      rotation,
      secret: stack.behind(rotation, "secretId", [tokens.secret], isSecret),
    }));
    return judged(secrets.flatMap((secret) => judgeSecret(secret, rotations, maxDays)));
  },
};

const why = "CICD-SEC-6: a secret that leaked is worth something for as long as it stays the same";

/** By name, or by ARN, in which six characters follow the name (Secrets Manager guide, "Secret ARN"). */
function isSecret({ properties }: StackResource, text: string): boolean {
  const [arn, name] = ["arn", "name"].map((property) => properties.at(property).text());
  if (arn?.kind === "known" && arn.value === text) return true;
  if (name?.kind !== "known") return false;
  if (name.value === text) return true;
  const parsed = parseArn(text);
  return (
    parsed?.service === "secretsmanager" &&
    parsed.resource.replace(/^secret:/, "").replace(/-[A-Za-z0-9]{6}$/, "") === name.value
  );
}

interface Rotation {
  readonly rotation: StackResource;
  readonly secret: StackResource | undefined;
}

function judgeSecret(
  secret: StackResource,
  rotations: readonly Rotation[],
  maxDays: number,
): readonly Finding[] {
  const own = rotations.filter((one) => one.secret === secret).map(({ rotation }) => rotation);
  if (own.length > 0) return own.flatMap((rotation) => judgeRotation(secret, rotation, maxDays));
  const about = {
    urn: secret.urn,
    why,
    fix: "add a SecretRotation, or exempt the secret with the reason why nobody can rotate it",
  };
  const adrift = rotations
    .filter((one) => !one.secret && one.rotation.properties.at("secretId").text().kind !== "known")
    .map(({ rotation }) => `${rotation.name}.secretId`);
  return [
    adrift.length > 0
      ? {
          ...about,
          kind: "undetermined",
          what: `whether secret ${ownName(secret)} is rotated can't be seen.`,
          at: adrift.slice(0, 5),
        }
      : {
          ...about,
          kind: "violation",
          what: `Secret ${ownName(secret)} is never rotated.`,
          at: [secret.name],
        },
  ];
}

function judgeRotation(secret: StackResource, rotation: StackResource, maxDays: number): readonly Finding[] {
  const rules = rotation.properties.at("rotationRules");
  const about = {
    urn: rotation.urn,
    why,
    at: [rules.path],
    fix: `set automaticallyAfterDays to ${maxDays} at most`,
  };
  const enabled = rotation.properties.at("rotationEnabled").text();
  if (enabled.kind === "known" && enabled.value === "false")
    return [
      {
        ...about,
        kind: "violation",
        what: `The rotation of secret ${ownName(secret)} is switched off.`,
        at: ["rotationEnabled"],
        fix: "remove rotationEnabled",
      },
    ];
  const days = longestInterval(rules);
  if (days === undefined)
    return [
      {
        ...about,
        kind: "undetermined",
        what: `how often secret ${ownName(secret)} is rotated can't be seen.`,
      },
    ];
  if (days <= maxDays) return [];
  return [
    {
      ...about,
      kind: "violation",
      what: `Secret ${ownName(secret)} may stay the same for ${days} days, which is more than ${maxDays}.`,
    },
  ];
}
