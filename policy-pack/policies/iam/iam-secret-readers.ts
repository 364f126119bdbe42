/**
 * iam-secret-readers
 *
 * A secret of the road is read by the roles that are mapped to it and by nobody else. The token that reports to
 * GitLab (setting gitlab.statusTokenSecret) is read by the functions that ask and tell GitLab: those that a pipeline
 * of the stack invokes, and those that an event rule of the stack calls. Every other secret is mapped in
 * `readers`, or read by nobody.
 *
 * Why: a secret is as well kept as its widest reader; a build that can read the token speaks for the pipeline.
 * OWASP CICD-SEC-6.
 *
 * Which secrets: those of the stack, and the one that the settings name.
 *
 * Level: the stack's, as rights and denials of one identity stand in several resources. Identities of the stack are
 * judged, and roles outside of it by what this stack gives them. Boundaries and denials that nobody escapes count.
 *
 * Not seen: readers by a policy of the secret's own (secret-policy), and values that builds print.
 *
 * Parameters: `readers`: [{ secret, roles }], name of the secret and ARNs of roles.
 */
import { isExact } from "../../iam/allowance";
import { identitiesOf } from "../../identities/identities";
import type { Principal } from "../../identities/principal";
import { rolesOfStep } from "../../graph/step-roles";
import { readPipeline } from "../../graph/pipeline";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule, Setup } from "../../verdict/rule";
import { textsOf } from "../../reader/field";
import type { Ability } from "./abilities";
import { abilitiesAt, urnOf } from "./abilities";
import { givenBy, inSentence } from "./actors";
import { isListed } from "./operators";
import type { Place } from "./places";
import { placeOf } from "./places";
import { labelOf } from "./road-roles";

export const iamSecretReaders: Rule = {
  number: 57,
  name: "iam-secret-readers",
  title: "Each secret is read by the roles mapped to it",
  description: "Only mapped roles may call GetSecretValue on a secret of the road.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Take secretsmanager:GetSecretValue from the identity, or map its role to the secret in `readers`.",
  parameters: {
    readers: {
      type: "array",
      items: {
        type: "object",
        properties: {
          secret: { type: "string", description: "Name of the secret." },
          roles: {
            type: "array",
            items: { type: "string" },
            description: "ARNs of the roles that may read it.",
          },
        },
      },
      default: [],
      description:
        "Who may read which secret, beside the functions that may read the token that reports to GitLab.",
    },
  },
  stack: (stack, setup) => {
    const secrets = secretsOf(stack, setup);
    return secrets.length === 0
      ? notApplicable("the stack has no secret, and the settings name none")
      : judged(judgeReaders(secrets, stack, setup));
  },
};

const why =
  "CICD-SEC-6: a secret is as well kept as its widest reader, and whoever reads it acts in its owner's name";

interface Secret {
  readonly place: Place;
  readonly name: string;
  readonly urn: string;
}

function secretsOf(stack: Stack, { world }: Setup): readonly Secret[] {
  const own = stack.ofType(tokens.secret).map((secret): Secret => ({
    // Secrets Manager adds a hyphen and six characters to the name.
    place: placeOf(secret, "secret", "secretsmanager", (name) => `secret:${name}-??????`),
    name: labelOf(secret),
    urn: secret.urn,
  }));
  const { statusTokenSecret, devopsAccount } = world;
  if (statusTokenSecret.kind !== "known") return own;
  const name = statusTokenSecret.value;
  if (own.some((secret) => secret.name === name)) return own;
  const account = devopsAccount.kind === "known" ? devopsAccount.value : "*";
  return [
    ...own,
    {
      place: {
        label: `secret ${name}`,
        arn: `arn:*:secretsmanager:*:${account}:secret:${name}-??????`,
        ...(devopsAccount.kind === "known" ? { account } : {}),
        unknown: [],
      },
      name,
      urn: "",
    },
  ];
}

function judgeReaders(secrets: readonly Secret[], stack: Stack, setup: Setup): readonly Finding[] {
  const abilities = abilitiesAt(
    givenBy(stack, setup.world),
    ["secretsmanager:GetSecretValue"],
    secrets.map(({ place }) => place),
    "arn:*:secretsmanager:*:*:secret:*",
  );
  const mapped = mappedReaders(setup);
  const reporters = reportingRoles(stack, setup);
  const { statusTokenSecret } = setup.world;
  return secrets.flatMap(({ place, name, urn }) => {
    const isStatusToken = statusTokenSecret.kind === "known" && statusTokenSecret.value === name;
    return abilities
      .filter((ability) => ability.place === place)
      .filter(({ actor }) => !isListed(actor, mapped.get(name) ?? []))
      .filter(({ actor: { principal } }) => !(isStatusToken && principal && reporters.has(principal)))
      .map((ability) => findingOf(ability, urn));
  });
}

function findingOf(ability: Ability, otherwise: string): Finding {
  const { actor, place, certain, at } = ability;
  const about = { urn: urnOf(ability, otherwise), at, why };
  return certain
    ? {
        ...about,
        kind: "violation",
        what: `${actor.label} may read ${place.label}, and is not mapped to it.`,
        fix: "take secretsmanager:GetSecretValue on it away, or map the role to the secret in this policy's `readers`",
      }
    : {
        ...about,
        kind: "undetermined",
        what: `whether ${inSentence(actor)} may read ${place.label} can't be seen.`,
        fix: "build what is named here from names and account ids, and keep policies and their holders in this stack",
      };
}

function mappedReaders({ parameters }: Setup): ReadonlyMap<string, readonly string[]> {
  const list = parameters.at("readers").list();
  const mapped = new Map<string, readonly string[]>();
  for (const entry of list.kind === "known" ? list.value : []) {
    const name = entry.at("secret").text();
    if (name.kind !== "known") continue;
    const roles = textsOf(entry.at("roles")).texts.filter(isExact);
    mapped.set(name.value, [...(mapped.get(name.value) ?? []), ...roles]);
  }
  return mapped;
}

/** Roles of the functions that pipelines invoke and event rules call: they ask and tell GitLab. */
function reportingRoles(stack: Stack, { world }: Setup): ReadonlySet<Principal> {
  const identities = identitiesOf(stack, world);
  const invoked = stack
    .ofType(tokens.pipeline)
    .flatMap((pipeline) =>
      readPipeline(pipeline.properties).steps.flatMap((step) =>
        rolesOfStep(step, pipeline, stack, identities),
      ),
    )
    .filter(({ resource }) => resource?.type === tokens.function)
    .map(({ identity }) => identity);
  const called = stack.ofType(tokens.eventTarget).flatMap((target) => {
    const found = stack.behind(target, "arn", [tokens.function], (candidate, text) =>
      text.endsWith(`:function:${labelOf(candidate)}`),
    );
    return found ? [identities.named(found.properties.at("role"), found, "role")] : [];
  });
  return new Set([...invoked, ...called].flatMap((one) => (one.kind === "role" ? [one.role] : [])));
}
