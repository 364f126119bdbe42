/**
 * trust-no-not-principal
 *
 * No trust and no resource policy allows by exception: `NotPrincipal` or `NotAction` with Allow.
 *
 * Why: whoever and whatever is not listed is let in, those included that do not exist yet. With a Deny the same
 * elements keep out, and are fine.
 *
 * Level: the resource's, so that it is stopped before it exists.
 *
 * Not seen: NotResource, which in a resource's own policy can name nothing but the resource.
 *
 * Parameters: none.
 */
import type { Finding } from "../../verdict/finding";
import { judged } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import { carrierTypes, policyOf, unreadable } from "./carried-policy";

export const trustNoNotPrincipal: Rule = {
  number: 74,
  name: "trust-no-not-principal",
  title: "Nobody is let in by exception",
  description: "Trust and resource policies allow no NotPrincipal and no NotAction.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation: "Name who may come in with Principal, and what may be done with Action.",
  parameters: {},
  types: carrierTypes,
  resource: (resource) => {
    const policy = policyOf(resource);
    if (!policy) return judged([]);
    const { subject } = policy;
    const violation = (what: string, at: string, fix: string): Finding => ({
      kind: "violation",
      urn: resource.urn,
      what,
      at: [at],
      why,
      fix,
    });
    return judged([
      ...unreadable(resource.urn, policy, why),
      ...policy.allows.flatMap(({ principals, actions, path }) => [
        ...(principals?.negated === true
          ? [
              violation(
                `${subject} allows everybody but some.`,
                `${path}.NotPrincipal`,
                "name in Principal who may come in",
              ),
            ]
          : []),
        ...(actions.negated
          ? [
              violation(
                `${subject} allows every action but some.`,
                `${path}.NotAction`,
                "name in Action what may be done",
              ),
            ]
          : []),
      ]),
    ]);
  },
};

const why = "whoever or whatever is not excepted is allowed, including what nobody has thought of yet";
